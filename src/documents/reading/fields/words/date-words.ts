import type { WordTable } from './concept.ts'

export const DATE_WORDS: WordTable = [
  [
    'date',
    'date | dated | dato | datum | dag | tarikh | dt | datums | fecha | data | day | paivays | paivamaara | pvm',
  ],
  [
    'date invoice',
    'invoice date | inv date | date of invoice | fakturadato | fakt dato | fakturadatum | faktura datum | fakt datum | rechnungsdatum | date de facture | date de la facture | date facture | date d emission | facture du | factuurdatum | bill date | bill dt | billing date | bizdate | biz date | issue date | date of issue | issued on | issued | date issued | utstedt | utstedelsesdato | ausstellungsdatum | facture le | emise le | receipt date | document date | doc date | bilagsdato | kvitteringsdato | transaction date | trans date | tax date | trx date | sales date | sale date | tax point | purchase date | rechnung vom | faktura dato | faktureringsdato | fakturadag | date inv | kjopsdato | kjopt | kopdatum | kobsdato | kaufdatum | date d achat | aankoopdatum | date of purchase | date paid | paid on | data faktury | data wystawienia | fecha de factura | fecha factura | data fattura | belegdatum | laskun paivamaara | laskun paivays | laskupaiva | laskun pvm | laskutuspaiva',
  ],
  [
    'dueDate',
    'due date | date due | payment due | pay by | due on | due by | forfall | forfallsdato | forfaldsdato | forfald | forfallodatum | forfallodag | forfaller | betalingsfrist | betales innen | betales senest | sidste rettidige betaling | sidste rettidige betalingsdato | sidste rettidige betalingsdag | seneste rettidige betaling | betalas senast | oss tillhanda | oss tillhanda senast | sista betalningsdag | bet dag | forf dato | forf datum | falligkeit | falligkeitsdatum | falligkeitstag | falligkeitstermin | fallig am | fallig | faellig | faelligkeit | zahlbar bis | zahlungsziel | date d echeance | echeance | payable le | a payer avant le | date limite de paiement | vervaldatum | vervaldag | uiterste betaaldatum | te betalen voor | betaldatum | pay before | payable by | payment date | termin platnosci | scadenza | vencimiento | forfallsdag | betalingsdato | due | erapaiva | erapvm | maksettava viimeistaan | viimeistaan',
  ],
  [
    'delivery',
    'delivery date | delivered | delivery | leveringsdato | leveransdatum | leveransdag | levert | levering | lieferdatum | liefertermin | leistungsdatum | lieferung | date de livraison | livraison | leverdatum | leveringsdatum | shipped | ship date | shipping date | dispatch | despatch | d d | afleverdatum | ansprak | toimituspaiva | toimituspvm',
  ],
  [
    'order',
    'order date | ordered | ordredato | orderdatum | bestilt | bestillingsdato | bestilldato | bestalldatum | bestelldatum | date de commande | besteldatum | orderdag | ordre dato',
  ],
  [
    'period',
    'period | periode | period from | billing period | service period | abrechnungszeitraum | leistungszeitraum | zeitraum | tidsrom | periode fra | faktureringsperiode | periodo | tijdvak | arrival | departure | check in | check out | valid | gyldig | stay | ankomst | avreise | consumption',
  ],
  [
    'print',
    'printed | print time | printed at | print date | printed on | printed by | utskrift | utskriftsdato | udskrevet | utskriven | druckdatum | imprime | afgedrukt | reprint | closed bill | bill start | settled at | closed',
  ],
  [
    'expiry',
    'expiry | expires | expiry date | exp date | valid until | valid to | valid thru | card expiry | utloper | utlop | udlob | utgar | gultig bis | expiration | date d expiration | vervalt | before date | exchange before | best before | exp',
  ],
  [
    'start',
    'entry time | entry | start | start time | time in | check in | effective date | member since | contract date | avtaledato',
  ],
  ['time', 'time | tid | kl | klokken | zeit | uhrzeit | heure | tijd | masa | uhr'],
  ['birth', 'birth | born | fodselsdato | fodt | geburtsdatum | date de naissance'],
  ['from', 'from | fra | fran | von | vom | du | van | since'],
  [
    'past',
    'previous | forrige | last payment | last date | siste | letzte | w e f | wef | with effect | effective | starting | as of | per | stand | pr | stand vom',
  ],
]
