import type { WordTable } from './concept.ts'

export const NUMBER_WORDS: WordTable = [
  [
    'invoice',
    'invoice | tax invoice | simplified tax invoice | inv | faktura | rechnung | facture | factuur | fattura | factura | invoices | taxinv | fakt | sales invoice | cash invoice | invois | lasku',
  ],
  [
    'invoice number',
    'invoice number | invoice no | invoice num | invoice nr | inv no | inv nr | inv number | invoice id | faktura nr | fakturanr | fakturanummer | faktura nummer | faktura no | faktnr | fakt nr | fakturabilag | rechnungsnummer | rechnungs nr | rechnungsnr | rechnung nr | rechnung nummer | belegnummer | beleg nr | belegnr | numero de facture | no de facture | n de facture | facture n | facture no | facture numero | numero facture | num facture | factuurnummer | factuur nr | factuurnr | factuur nummer | faktura numer | nr faktury | numero fattura | numero de factura | tax invoice no | tax inv no | invoiceno | invoicenumber | invno | our invoice | ref facture | reference facture | document number invoice | kreditnotanr | kreditnotanummer | kreditnota nr | kreditfakturanr | credit note no | credit note number | gutschriftsnummer | cash inv no | sales inv no | laskun numero | laskunumero | laskun nro | laskunro | lasku nro',
  ],
  [
    'receipt',
    'receipt | kvittering | kvitto | bon | kassenbon | quittung | beleg | ticket | recu | kassabon | resit | slip | bill | cash bill | cash sale | cash sales | guest check | chk | check | rcpt | sales receipt | official receipt | kvitt | parkeringskvittering | salgskvittering | kontantsalg',
  ],
  [
    'receipt number',
    'receipt no | receipt number | receipt num | rcpt no | rcpt | bill no | bill number | bill num | billno | slip no | slip | doc no | document no | document number | docno | document | cb | cs no | check no | check | chk no | trans no | transaction no | transaction number | transaction id | trx no | trans | bong | bongnr | bong nr | kvitteringsnr | kvitteringsnummer | kvittering nr | kvittonr | kvittonummer | kvitto nr | bilag nr | bilagsnr | bilagsnummer | bonnummer | bon nr | bonnr | bon no | quittungsnummer | ticket no | ticket number | n ticket | voucher no | resit no | sales no | sale no | no resit | counter receipt | cash bill no | salgsnr | inv slip no | receiptno',
  ],
  [
    'creditNote',
    'credit note | credit memo | kreditnota | kreditfaktura | kreditering | gutschrift | rechnungskorrektur | avoir | facture d avoir | note de credit | creditnota | creditfactuur | storno | stornorechnung | refund note | kredittnota | kreditbilag | hyvityslasku',
  ],
  [
    'order number',
    'order no | order number | order id | order nr | order | ordrenr | ordrenummer | ordre nr | ordre | ordernr | ordernummer | bestillingsnr | bestillingsnummer | bestellnummer | bestell nr | bestellung | auftrag | auftragsnummer | auftrags nr | auftragsnr | numero de commande | no commande | commande | bestelnummer | bestelling | po no | po number | p o | po | purchase order | purchase order no | purchase order number | ord | sales order | so no | rekvisisjon | rekvisisjonsnr | innkjopsordre | delivery note | delivery order | do no | d o no | folgeseddel | folgesedel | lieferschein | lieferschein nr | lieferscheinnummer | bon de livraison | pakbon | packing slip | queue no | queue | booking id | booking no | booking number | bookingnummer | booking | bestilling | tilausnumero | tilausnro | tilaus',
  ],
  [
    'customer',
    'customer | kunde | kund | client | klant | debitor | debitornr | kundenr | kundenummer | kunde nr | kundnr | kundnummer | kundennummer | kunden nr | kundennr | customer no | customer number | customer id | numero client | no client | n client | code client | ref client | klantnummer | klantnr | debiteurnummer | debiteur nr | deb nr | account number | account no | acct no | member | member no | member id | medlem | medlemsnr | medlemsnummer | mitgliedsnummer | user id | client no | client id | membership | relatienummer | abonnent | abonnement | kundeid | identifiant | asiakasnumero | asiakasnro',
  ],
  [
    'reference',
    'reference | ref | ref no | refno | reference no | referanse | referens | referenz | deres ref | var ref | vores ref | er referens | var referens | your ref | our ref | ihr zeichen | unser zeichen | votre reference | notre reference | referentie | uw referentie | kenmerk | uw kenmerk | ons kenmerk | merke | markning | reg | rekvirent | kontaktperson | approval code | app code | auth code | batch | batch no | trace | trace no | stan | approval | viitteenne | viitteemme | viitteenne nro',
  ],
  ['project', 'project | prosjekt | projekt | prosjektnr | projektnr | projektnummer | oppdrag | avdeling'],
  [
    'contract',
    'contract | contract no | avtale | avtalenr | avtal | vertrag | vertragsnummer | contrat | contractnummer | policy no | polisenr',
  ],
  ['meter', 'meter | malernr | maler | malepunkt | matarnummer | zahler | zahlernummer | compteur'],
  [
    'kid',
    'kid | kid nr | kid nummer | kidnr | kidnummer | kid kundeidentifikasjon | kundeidentifikasjon | betalingsreferanse | betalings id | betalingsid | ocr | ocr nummer | ocr nr | ocrnummer | ocr referens | ocr betalningsreferens | betalningsreferens | payment reference | payment ref | betalingsreference | fi kreditor | kortart | meddelelse | mededeling | gestructureerde mededeling | betalingskenmerk | verwendungszweck | zahlungsreferenz | reference de paiement | reference paiement | communication structuree | viitenumero | referencenummer | referensnummer | meddelande | anges vid betalning | oppgi ved betaling | ved betaling oppgi | remittance reference | following communication for your payment | communication for your payment | communication suivante | folgende referenz | volgende mededeling | betaling ref | payment communication | viite | viitenro | viitenumeronne',
  ],
  [
    'past number',
    'refers to invoice | referring to invoice | original invoice | original invoice no | original invoice number | original invoice date | preceding invoice | preceding invoice no | previous invoice | previous invoice no | credited invoice | credit of invoice | credit for invoice | opprinnelig faktura | opprinnelig fakturanr | opprinnelig fakturanummer | krediterer faktura | krediterer fakturanr | kreditering av faktura | kreditert faktura | gjelder faktura | gjelder fakturanr | avser faktura | avser fakturanr | ursprunglig faktura | ursprungligt fakturanr | kreditering av fakturanr | oprindelig faktura | oprindeligt fakturanr | vedrorer faktura | vedrorende faktura | vedr faktura | ursprungsbeleg | ursprungsbeleg nr | ursprungsrechnung | ursprungliche rechnung | zu rechnung | zur rechnung | zu rechnung nr | zur rechnung nr | gutschrift zu rechnung | korrektur zu rechnung | facture associee | de facture associee | date de facture associee | facture d origine | facture initiale | avoir sur facture | oorspronkelijke factuur | creditering van factuur | betreft factuur',
  ],
  ['pageNo', 'page | side | sida | seite | pagina | pg'],
  [
    'terminal',
    'terminal | terminal id | pos | pos no | counter | ctr | reg no till | cashier | kasse | kassa | kassenr | kassanr | kassierer | kasserer | operator | oper | server | served by | table | bord | bordnr | tisch | tafel | salesperson | salesman | staff | sales person | station | shift | till | drawer | aid | tid | mid | merchant | merchant id | merchant no | tvr | tsi | butikk | butikknr | butik | filial | filiale | site | store | store no | outlet | promoter | cashier no | invoice to table | kassierer nr | ekspedient | seksjon | lane | plate no | vehicle no | car plate | mileage | pump | pumpe | st',
  ],
  [
    'item',
    'item no | article no | art no | artnr | art nr | artikkelnr | artikelnummer | artikelnr | varenr | varenummer | item code | code | product code | sku | barcode | artikkel | artikel | vare | produkt | product | ean | pos nr | beskrivelse | beskrivning | description | desc | beschreibung | bezeichnung | designation | omschrijving | benamning | serial no | serial number | serienr | serienummer | seriennummer | varetekst | tekst | varebeskrivelse | vare | varer | ware | waren | leistung | leistungen | position | details | service description | article | articles | produit | produits | prestation | prestations | artikelomschrijving | ydelse | tjeneste | tjanst | goods | particulars | item | libelle | perihal | kuvaus | tuote | nimike | selite',
  ],
  ['number', 'number | no | nr | num | numero | nummer | numer | nos | nbr | n'],
  [
    'greeting',
    'thank you | thank | please come again | welcome | takk | takk for | velkommen | tack | tak | tak for | danke | vielen dank | merci | bedankt | terima kasih | have a nice day | goods sold | goods sold are not returnable | see you again | come again | hjertelig',
  ],
  [
    'terms',
    'terms | conditions | betalingsbetingelser | betalingsvilkar | betalningsvillkor | zahlungsbedingungen | conditions de paiement | betalingsvoorwaarden | terms and conditions | interest | forsinkelsesrente | drojsmalsranta | morarente | purregebyr | verzugszinsen | refund | exchange | warranty',
  ],
]
