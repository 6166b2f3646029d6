import type { WordTable } from './concept.ts'

/** Words of Italian, Spanish, Portuguese and Polish documents, by the same concepts as the other tables. */
export const SOUTHERN_WORDS: WordTable = [
  ['invoice', 'fatura | fattura elettronica | fattura differita | fattura immediata | faktura vat | fatura recibo'],
  [
    'invoice number',
    'fattura n | fattura nr | fattura no | fattura numero | n fattura | nr fattura | numero della fattura | n documento | numero documento | factura n | factura no | factura num | n factura | no factura | n de factura | no de factura | numero factura | factura numero | fatura n | fatura no | n fatura | no fatura | n da fatura | numero da fatura | numero fatura | fatura recibo n | faktura vat nr | faktura vat numer | numer faktury',
  ],
  [
    'creditNote',
    'nota di credito | nota di accredito | nota de credito | nota de abono | factura rectificativa | abono | faktura korygujaca | korekta faktury | korekta',
  ],
  [
    'creditNote number',
    'nota di credito n | nota di credito nr | numero nota di credito | nota de credito n | nota de credito no | factura rectificativa n | factura rectificativa no | abono n | abono no | faktura korygujaca nr | korekta nr',
  ],
  [
    'past number',
    'factura rectificada | factura original | fattura originale | fattura di riferimento | fatura original | dotyczy faktury | dotyczy faktury nr | do faktury | do faktury nr | faktura korygowana',
  ],
  [
    'receipt',
    'scontrino | ricevuta | recibo | paragon | paragon fiskalny | documento commerciale | factura simplificada',
  ],
  [
    'receipt number',
    'scontrino n | ricevuta n | recibo n | recibo no | paragon nr | nr paragonu | documento n | doc n | n ticket | factura simplificada n',
  ],
  [
    'order number',
    'ordine | ordine n | ordine nr | numero ordine | n ordine | rif ordine | vostro ordine | pedido | pedido n | pedido no | numero de pedido | n pedido | n de pedido | su pedido | encomenda | encomenda n | n encomenda | nr zamowienia | zamowienie | zamowienie nr | numer zamowienia | ddt | ddt n | documento di trasporto | albaran | albaran n | n albaran | presupuesto | guia de remessa',
  ],
  [
    'customer',
    'codice cliente | cod cliente | cliente n | cliente nr | n cliente | numero cliente | codigo cliente | codigo de cliente | numero de cliente | n de cliente | nr klienta | kod klienta | numer klienta | nr kontrahenta',
  ],
  [
    'reference',
    'vostro riferimento | nostro riferimento | riferimento | vs rif | ns rif | rif | su referencia | nuestra referencia | referencia | vossa referencia | nossa referencia | osoba kontaktowa | wystawil | wystawila | agente',
  ],
  [
    'kid',
    'causale | causale pagamento | causale bonifico | tytul przelewu | tytulem | referencia de pagamento | referencia de pago | referencia del pago | concepto de pago',
  ],
  [
    'item',
    'descrizione | descrizione dei beni | descripcion | descricao | designacao | articolo | articulo | artigo | concepto | nazwa | nazwa towaru | nazwa uslugi | nazwa towaru lub uslugi | nazwa towaru uslugi | opis | usluga | prodotto | producto | produto | servizio | servicio | servico | codice articolo | codice | codigo',
  ],
  ['quantity', 'quantita | q ta | qta | cantidad | cant | uds | unidades | quantidade | qtd | quant | ilosc | szt'],
  [
    'price',
    'prezzo | prezzo unitario | prezzo unit | precio | precio unitario | precio ud | precio unit | preco | preco unitario | pr unitario | cena | cena netto | cena jedn | cena jednostkowa | cena jednostkowa netto | cena brutto',
  ],
  ['amount', 'importo | valor | importancia | totale riga | kwota | wartosc'],
  ['net amount', 'wartosc netto | kwota netto'],
  ['gross amount', 'wartosc brutto | kwota brutto'],
  [
    'net total',
    'totale imponibile | totale netto | importo netto | totale merce | total neto | importe neto | total sin iva | suma neta | total liquido | total iliquido | valor liquido | total sem iva | incidencia | razem netto | suma netto | ogolem netto | netto razem',
  ],
  [
    'tax',
    'imposta | totale iva | importo iva | cuota iva | cuota | importe iva | total iva | total de iva | valor iva | valor do iva | kwota vat | podatek vat | podatek | suma vat | impuesto | impuestos | imposto | igic',
  ],
  [
    'total',
    'totale fattura | totale ricevuta | totale documento | importo totale | importo totale documento | totale complessivo | totale generale | total factura | total de la factura | total da fatura | total do documento | valor total | total geral | ogolem',
  ],
  ['total gross', 'razem brutto | suma brutto | ogolem brutto | totale lordo | importe bruto'],
  [
    'due',
    'totale da pagare | importo da pagare | netto a pagare | totale a pagare | total a pagar | importe a pagar | liquido a pagar | valor a pagar | total a abonar | do zaplaty | razem do zaplaty | kwota do zaplaty | pozostalo do zaplaty',
  ],
  ['incl', 'iva inclusa | iva compresa | iva incl | con iva | iva incluido | iva incluida'],
  ['excl', 'iva esclusa | senza iva | sin iva | sem iva | iva no incluido | bez vat'],
  ['discount', 'sconto | descuento | desconto'],
  [
    'freight',
    'trasporto | spese di trasporto | spese di spedizione | gastos de envio | portes | portes de envio | koszty wysylki | dostawa | bollo | imposta di bollo',
  ],
  ['paid', 'pagato | pagado | zaplacono | entregado | pagamento ricevuto'],
  [
    'cash',
    'contanti | efectivo | dinheiro | numerario | gotowka | karta | bancomat | tarjeta | multibanco | cartao | blik',
  ],
  ['change', 'resto | cambio | troco | reszta'],
  ['rounding', 'arrotondamento | redondeo | arredondamento | zaokraglenie'],
  ['balance', 'saldo precedente | saldo anterior | arretrati'],
  ['deposit', 'acconto | anticipo | zaliczka | adiantamento'],
  ['taxTable', 'riepilogo iva | resumo de iva | resumo iva | desglose iva | desglose de iva | stawka vat'],
  ['rate', 'aliquota | aliquota iva | tipo iva | taxa | taxa iva | stawka'],
  ['currency', 'moneda | moeda | waluta'],
  [
    'date invoice',
    'data della fattura | data ricevuta | data documento | data emissione | data di emissione | emessa il | fecha de emision | fecha emision | fecha de expedicion | fecha expedicion | data da fatura | data de emissao | data do documento | wystawiono dnia | wystawiono',
  ],
  [
    'dueDate',
    'data scadenza | data di scadenza | scadenza pagamento | scadenza fattura | scadenze | fecha de vencimiento | fecha vencimiento | fecha limite de pago | fecha de pago | data de vencimento | vencimento | data vencimento | data limite de pagamento | pagar ate | pagar antes de | termin zaplaty | platne do | zaplata do | pagamento entro | da pagare entro',
  ],
  [
    'delivery',
    'data consegna | data di consegna | fecha de entrega | fecha de operacion | data de entrega | data sprzedazy | data dostawy | data wykonania uslugi | data zakonczenia dostawy',
  ],
  ['order', 'data ordine | fecha de pedido | fecha pedido | data zamowienia'],
  ['period', 'periodo di riferimento | periodo di fatturazione | periodo de facturacion | okres rozliczeniowy | okres'],
  ['time', 'ora | hora | godz | godzina'],
  ['from', 'del | dal | desde | od | z dnia'],
  ['expiry', 'valido fino al | caducidad | wazny do'],
  [
    'seller',
    'venduto da | vendido por | fornitore | emittente | cedente | cedente prestatore | venditore | proveedor | emisor | fornecedor | emitente | sprzedawca | wystawca',
  ],
  [
    'buyer',
    'cliente | spett le | spettabile | intestatario | destinatario | cessionario | committente | cessionario committente | acquirente | fatturare a | dati cliente | facturar a | datos del cliente | datos de facturacion | datos cliente | comprador | faturar a | exmo s sr s | exmo sr | exmos senhores | exmos srs | adquirente | nabywca | kupujacy | odbiorca | platnik',
  ],
  [
    'shipTo',
    'destinazione | luogo di consegna | indirizzo di spedizione | indirizzo di consegna | direccion de envio | direccion de entrega | enviar a | morada de entrega | local de entrega | adres dostawy',
  ],
  ['phone', 'telefono | cell | cellulare | movil | tfno | telefone | telemovel'],
  ['email', 'pec | correo | correo electronico'],
  ['orgNumber', 'codice fiscale | cod fisc | c f | cf | rea | registro mercantil | registo comercial'],
  [
    'vatNumber',
    'partita i v a | p i v a | piva | c i f | n i f | cif nif | nif cif | nif iva | nipc | contribuinte | contribuinte n | n contribuinte | n de contribuinte | numero de contribuinte | nip ue | vat ue',
  ],
  [
    'account',
    'conto corrente | cuenta | cuenta bancaria | n de cuenta | numero de cuenta | conta | conta bancaria | nib | nr konta | nr rachunku | konto bankowe | rachunek bankowy | numer konta | numer rachunku | rachunek | nr rachunku bankowego | nr konta bankowego',
  ],
  ['payee', 'beneficiario | intestato a | titular'],
  ['person', 'referente | contacto'],
  ['greeting', 'grazie | gracias | obrigado | obrigada | dziekujemy'],
  [
    'terms',
    'condizioni di pagamento | modalita di pagamento | forma de pago | condiciones de pago | condicoes de pagamento | forma de pagamento | metodo de pago | sposob platnosci | forma platnosci | sposob zaplaty',
  ],
  ['pageNo', 'pag | strona'],
  ['terminal', 'cassa | caja | caixa | kasa | kasjer | operatore | operador | mesa | tavolo | coperti'],
]
