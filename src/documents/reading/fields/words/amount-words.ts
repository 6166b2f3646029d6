import type { WordTable } from './concept.ts'

/** Words beside amounts, in English, Norwegian, Swedish, Danish, German, French, Dutch, and what receipts add to them. */
export const AMOUNT_WORDS: WordTable = [
  [
    'total',
    'total | totals | gesamt | totalt | totale | totaal | totalbelop | totalsum | sum | summa | summe | i alt | ialt | gesamt | gesamtsumme | gesamtbetrag | endsumme | montant total | total general | totaalbedrag | suma | importe total | totale fattura | totall | tot | jumlah | razem | total bill | bill total | invoice total | invoice amount | fakturatotal | fakturasum | fakturabelop | fakturabelob | fakturabeløb | fakturabelopp | rechnungsbetrag | rechnungssumme | rechnungstotal | rechnungsgesamtbetrag | factuurbedrag | montant de la facture | order total | total sales | total sale | gross fare | total fare | fare total | invoice value | total invoice value | total purchase | yhteensa | loppusumma | laskun loppusumma | laskun summa',
  ],
  [
    'total grand',
    'grand total | endbetrag | rechnungsendbetrag | gesamtendbetrag | gesamtrechnungsbetrag | sluttsum | slutsumma | slutsum | final total | final amount | gesamtsumme brutto | totaalbedrag incl | eindtotaal | grand totaal',
  ],
  [
    'total gross',
    'bruttosum | bruttobetrag | bruttobelop | bruttobelob | brutto | bruttosumme | total ttc | montant ttc | ttc | totale ivato | bruto',
  ],
  [
    'sub total',
    'subtotal | sub total | sub ttl | subttl | sub tot | delsum | deltotal | mellomsum | mellansumma | delsumma | subtotaal | sous total | sous-total | zwischensumme | varesum | nett amount | net sales | netto sales | subtotall',
  ],
  [
    'net total',
    'nettosum | nettobelop | nettobelob | nettobetrag | nettosumme | nettobedrag | total ht | montant ht | total hors tva | ht | warenwert | summe netto | netto summe | gesamt netto | netto gesamt | total net ht | net ht | imponibile | base imponible | exkl moms belopp | total before tax | amount before tax | total before vat | total before gst | sum for mva | veroton yhteensa | yhteensa ilman alv | veroton summa | veroton loppusumma | arvonlisaveroton yhteensa',
  ],
  ['net', 'net | nett | netto | veroton | arvonlisaveroton | veroton hinta'],
  [
    'incl',
    'incl | inclusive | including | inc | inkl | inklusive | inklusiv | inkluderer | inkludert | einschliesslich | einschl | ttc | comprise | compris | inclusief | incl de | toutes taxes comprises | inclsive | inclusve | med mva | med moms | after tax | after gst | after vat | iva incluida | sis alv | sisaltaa alv | verollinen',
  ],
  [
    'excl',
    'excl | excluding | exclusive | exc | ex | eks | ekskl | eksklusive | ekskl | exkl | exklusive | ohne | uten | utan | hors | exclusief | before | for mva | for moms | avgiftsfritt | excluded | ilman alv | alv 0',
  ],
  [
    'contains',
    'included in total | included | includes | herav | derav | hvorav | varav | heraf | enthalten | enthaltene | darin | davon | dont | waarvan | contains',
  ],
  [
    'tax',
    'vat | gst | tax | taxes | sst | mva | moms | mwst | ust | umsatzsteuer | mehrwertsteuer | tva | btw | merverdiavgift | mervardesskatt | iva | hst | pst | sales tax | service tax | cgst | sgst | igst | momsbelopp | momsbelop | mva belop | mva-belop | momsbelob | utg mva | utgaende mva | steuerbetrag | steuer | avgift | mehrwertsteuerbetrag | btw bedrag | mwst betrag | pajak | alv | vat amount | tax amount | montant tva | belasting | arvonlisavero | alv yhteensa | vero | verot',
  ],
  ['tax sub', 'sub total gst | gst subtotal'],
  [
    'due',
    'amount due | total due | balance due | amount payable | total payable | payable | to pay | a betale | att betala | at betale | til betaling | betales | belop a betale | belop att betala | belob til betaling | zu zahlen | zahlen euro | zahlen eur | zahlbetrag | zu zahlender betrag | zahlungsbetrag | forfalt | te betalen | te voldoen | a payer | net a payer | reste a payer | montant du | solde du | amount to be paid | to be paid | due | sum a betale | skyldig belop | a betala | til gode | total a payer | total amount due | please pay | betalningsbelopp | betalsumma | betalbelop | auszahlungsbetrag | auszahlung | erstattungsbetrag | gutschriftsbetrag | gutschriftbetrag | a rembourser | montant de l avoir | te ontvangen | terug te ontvangen | tilgodebelop | tilgodehavende | kvar att betala | amount owing | balance to pay | to collect | gesamtbetrag zu zahlen | offener betrag | openstaand | openstaand bedrag | da pagare | a pagar | maksettava | maksettava yhteensa | maksettavaa | maksettavaa yhteensa',
  ],
  [
    'rounding',
    'rounding | rounding adj | rounding adjustment | roundding | round adj | round off | roundoff | rounding diff | oreavrunding | avrunding | oresavrundning | avrundning | oresutjamning | oreutjamning | afrunding | oreafrunding | rundung | rundungsdifferenz | arrondi | afronding | rnd adj | rounding amount | adjustment rounding | round adjustment | bill rounding | roundng | rounding adjusment | pelarasan',
  ],
  [
    'rounded total',
    'rounded total | total rounded | total after rounding | total after adj | total after adjustment | rounded amount | amount rounded | total amt rounded | rounded bill | rounded | after rounding | avrundet sum | avrundat belopp | total rounding off',
  ],
  [
    'paid',
    'paid | paid amount | amount paid | total paid | tender | tendered | amount tendered | payment | payments | payment received | received | cash received | cash tendered | cash tender | tender amount | betalt | betalat | betald | mottatt | erhalten | bezahlt | gegeben | gegebenbetrag | paye | regle | recu | rendu | acompte | betaald | voldaan | ontvangen | accepted total | accepted | card payment | total tender | total payment | total payments | total received | total accepted | bar gegeben | innbetalt | indbetalt | inbetalt | pay | deja regle',
  ],
  [
    'cash',
    'cash | visa | mastercard | master card | master | debit card | credit card | debit | credit | card | bank card | amex | american express | maestro | mykad | kontant | kontanter | kontanten | kort | bankkort | bankaxept | kortbetaling | kortkop | vipps | swish | mobilepay | dankort | bar | barzahlung | ec karte | ec cash | girocard | kreditkarte | karte | kartenzahlung | especes | carte | carte bancaire | cb | pin | pinbetaling | ideal | paypal | klarna | e wallet | ewallet | grabpay | boost | touch n go | nets | cheque | voucher | gift card | gavekort | presentkort',
  ],
  [
    'change',
    'change | change due | cash change | balance change | change cash | tilbake | vekslepenger | vaxel | byttepenge | byttepenger | retur kontant | tilbage | ruckgeld | zuruck | wechselgeld | monnaie | rendu monnaie | a rendre | wisselgeld | terug | baki | kembalian | changes | your change',
  ],
  [
    'discount',
    'discount | disc | discounts | rabatt | rabat | remise | korting | rebate | savings | saving | saved | you saved | you save | your savings | total savings | total saving | total discount | avslag | nachlass | skonto | escompte | member discount | coupon | coupon discount | promo | less | diskaun | item discount | bill discount | alennus',
  ],
  [
    'quantity',
    'qty | quantity | units | hours | mengde | ant | kvantitet | lev ant | lev antal | uren | stunden | heures | qtys | qty s | items | item s | item count | qty count | total qty | total quantity | total item | total items | no of items | no of item | number of items | items sold | pcs | antal | antall | stk | menge | anzahl | quantite | qte | aantal | hoeveelheid | nombre | pieces | item sold | total no of items | total pcs | kuantiti | total cover | pax | bilangan | total quanity | kg | litre | liter | litres | ltr | litr | maara | kpl',
  ],
  [
    'points',
    'points | point | poeng | poang | bonus | opening balance | closing balance | earned | bpoints | points earned | total points | member point | punkte | redeemed | redeem | loyalty',
  ],
  [
    'amount',
    'amount | amt | linjesum | linjetotal | line total | line amount | radbelopp | radsumma | regeltotaal | gesamtpreis | prix total | pris i alt | pris totalt | belop | belopp | belob | betrag | montant | bedrag | importe | value | verdi | wert | beitrag | premie',
  ],
  [
    'price',
    'price | unit price | e preis | ep | enhedspris | stk pris | pris pr stk | pris per enhet | p u | pu | u price | s price | pris | enhetspris | a pris | apris | styckpris | stykpris | preis | einzelpreis | stuckpreis | prix | prix unitaire | pu ht | prijs | stuksprijs | eenheidsprijs | rsp | u p | unit cost | a hinta | yksikkohinta | hinta',
  ],
  [
    'balance',
    'balance | saldo | solde | previous due | previous dues | new balance | previous balance | balance forward | balance brought forward | brought forward | previous amount due | past due | overdue | arrears | outstanding from last bill | forrige saldo | tidligere saldo | inngaende saldo | utgaende saldo | restbelop | utestaende | utestaende fra for | ubetalt | ubetalt fra for | skyldig fra for | rest fra forrige faktura | tidligere ubetalt | ingaende saldo | kvarstaende skuld | obetalt | tidligare skuld | restance | gammel saldo | overfort saldo | offene zahlungen | offene forderungen | offene forderung | ausstehende forderung | ausstehende forderungen | altsaldo | saldovortrag | ubertrag aus vormonat | solde precedent | solde anterieur | report du solde | ancien solde | vorig saldo | openstaand saldo',
  ],
  [
    'deposit',
    'deposit | prepaid | prepayment | down payment | advance | forskudd | forskuddsbetalt | a konto | akonto | anzahlung | aanbetaling | avance | depositum | pant',
  ],
  [
    'freight',
    'freight | shipping | postage | delivery charge | frakt | fragt | versand | versandkosten | porto | frais de port | verzendkosten | gebyr | fakturagebyr | fakturaavgift | faktureringsavgift | expeditionsavgift | shipping cost | handling',
  ],
  [
    'service',
    'service charge | service charges | serv charge | svc chg | svc charge | svr chrg | srv chg | service chg | svc | tips | tip | gratuity | serv chg | s charge | pourboire | drikkepenger | drikkepenge | dricks',
  ],
  [
    'taxable',
    'taxable amount | taxable amt | taxable value | taxable | mva grunnlag | mvagrunnlag | momsgrunnlag | mva-grunnlag | avgiftsgrunnlag | momsgrundlag | momsunderlag | bemessungsgrundlage | base ht | base tva | grondslag | vat base | goods amount | goods amt | momspliktigt belop | mva pliktig | avgiftspliktig | beskattningsbart | vatable | netto grundlag | zero rated supplies | standard rated supplies | rated supplies | supplies',
  ],
  [
    'taxTable',
    'gst summary | tax summary | vat summary | gst analysis | vat analysis | tax analysis | gst details | gst breakdown | vat breakdown | tax breakdown | mva spesifikasjon | mva-spesifikasjon | spesifikasjon av mva | momsspecifikation | momsspecifikasjon | moms specifikation | mwst aufstellung | steueraufstellung | detail tva | ventilation tva | btw specificatie | btw overzicht | tax code | tax rate | vat rate | mva sats | momssats | steuersatz | mva kode | gst code | tax info | sst summary | gst type | vat code | mva oversikt | avgiftsoversikt | gst amt summary',
  ],
  ['rate', 'rate | sats | satz | taux | tarief | percent | prosent'],
  ['currency', 'currency | valuta | waehrung | wahrung | devise | munt'],
]
