import type { Locale } from '#src/kernel/locale.ts'

/** The words of an invoice as a document, in Norwegian (bokmål) and English. */
const WORDS = {
  invoice: ['Faktura', 'Invoice'],
  creditNote: ['Kreditnota', 'Credit note'],
  draft: ['Utkast', 'Draft'],
  draftHint: [
    'Dette er et utkast. Det er ikke utstedt og skal ikke betales.',
    'This is a draft. It is not issued and is not to be paid.',
  ],
  invoicedTo: ['Faktura til', 'Invoice to'],
  creditedTo: ['Kreditnota til', 'Credit note to'],
  supplier: ['Selger', 'Seller'],
  payee: ['Betales til', 'Payee'],
  taxRepresentative: ['Avgiftsrepresentant', 'Tax representative'],
  delivery: ['Levert til', 'Delivered to'],
  issuedOn: ['Fakturadato', 'Invoice date'],
  creditedOn: ['Dato', 'Date'],
  dueOn: ['Forfallsdato', 'Due date'],
  deliveredOn: ['Leveringsdato', 'Delivery date'],
  taxPointOn: ['Avgiftsdato', 'Tax point'],
  taxPointCode: ['Avgiftsdato følger', 'Tax point follows'],
  period: ['Periode', 'Period'],
  buyerReference: ['Deres ref.', 'Your reference'],
  purchaseOrder: ['Bestilling', 'Purchase order'],
  salesOrder: ['Ordre', 'Sales order'],
  contract: ['Kontrakt', 'Contract'],
  project: ['Prosjekt', 'Project'],
  receivingAdvice: ['Mottaksbevis', 'Receiving advice'],
  despatchAdvice: ['Pakkseddel', 'Despatch advice'],
  tender: ['Anbud', 'Tender or lot'],
  invoicedObject: ['Gjelder', 'Concerns'],
  accountingCost: ['Kostnadssted', 'Cost reference'],
  precedingInvoice: ['Gjelder faktura', 'Refers to invoice'],
  location: ['Leveringssted', 'Place of delivery'],
  organisationNumber: ['Org.nr.', 'Org. no.'],
  legalId: ['Registreringsnr.', 'Registration no.'],
  vatNumber: ['Mva-nr.', 'VAT no.'],
  identifier: ['Id', 'Id'],
  endpoint: ['Elektronisk adresse', 'Electronic address'],
  creditorId: ['Kreditor-id (SEPA)', 'SEPA creditor id'],
  phone: ['Tlf.', 'Phone'],
  contact: ['Kontakt', 'Contact'],
  description: ['Beskrivelse', 'Description'],
  quantity: ['Antall', 'Quantity'],
  unitPrice: ['Pris', 'Unit price'],
  vat: ['Mva', 'VAT'],
  net: ['Beløp', 'Amount'],
  per: ['per', 'per'],
  listPrice: ['Listepris', 'List price'],
  priceDiscount: ['avslag', 'less'],
  sellersItemId: ['Varenr.', 'Item no.'],
  buyersItemId: ['Deres varenr.', 'Your item no.'],
  standardItemId: ['Standard varenr.', 'Standard item no.'],
  gtin: ['GTIN', 'GTIN'],
  classification: ['Klassifisering', 'Classification'],
  originCountry: ['Opprinnelsesland', 'Country of origin'],
  orderLine: ['Bestillingslinje', 'Order line'],
  partOf: ['Del av linje', 'Part of line'],
  informs: ['til opplysning, regnes ikke med', 'for information, not counted'],
  gathers: ['sum av linjene under', 'sum of the lines below'],
  allowance: ['Rabatt', 'Allowance'],
  charge: ['Tillegg', 'Charge'],
  of: ['av', 'of'],
  lineNet: ['Sum linjer', 'Sum of lines'],
  allowances: ['Sum rabatter', 'Sum of allowances'],
  charges: ['Sum tillegg', 'Sum of charges'],
  netTotal: ['Netto', 'Net'],
  vatTotal: ['Mva', 'VAT'],
  vatInVatCurrency: ['Mva i', 'VAT in'],
  gross: ['Sum inkl. mva', 'Total incl. VAT'],
  prepaid: ['Forskuddsbetalt', 'Prepaid'],
  rounding: ['Avrunding', 'Rounding'],
  payable: ['Å betale', 'Amount due'],
  credited: ['Å kreditere', 'Amount credited'],
  vatSpecification: ['Merverdiavgift', 'Value added tax'],
  rate: ['Sats', 'Rate'],
  basis: ['Grunnlag', 'Basis'],
  payment: ['Betaling', 'Payment'],
  means: ['Betalingsmåte', 'Means of payment'],
  account: ['Kontonummer', 'Account'],
  iban: ['IBAN', 'IBAN'],
  bank: ['BIC / bank', 'BIC / bank'],
  accountName: ['Kontohaver', 'Account holder'],
  kid: ['KID', 'Payment reference (KID)'],
  paymentReference: ['Betalingsreferanse', 'Payment reference'],
  card: ['Kort', 'Card'],
  mandate: ['Avtale om trekk', 'Direct debit mandate'],
  debitedAccount: ['Trekkes fra konto', 'Debited account'],
  scanToPay: ['Skann for å betale', 'Scan to pay'],
  terms: ['Betingelser', 'Terms'],
  attachments: ['Vedlegg', 'Attachments'],
  page: ['Side', 'Page'],
  specification: ['Format', 'Format'],
  process: ['Prosess', 'Process'],
  typeCode: ['Dokumenttype', 'Document type'],
  original: ['Vis filen som den kom', 'Show the file as it came'],
  from: ['fra', 'from'],
  until: ['til', 'until'],
} as const satisfies Record<string, readonly [string, string]>

export type SheetWord = keyof typeof WORDS
export const word = (locale: Locale, name: SheetWord): string => WORDS[name][locale === 'en' ? 1 : 0]

const choose = (pairs: Readonly<Record<string, readonly [string, string]>>, locale: Locale, code: string) =>
  Object.hasOwn(pairs, code) ? pairs[code]?.[locale === 'en' ? 1 : 0] : undefined

/** What a document is called by its type code (UNTDID 1001, as far as EN 16931 knows them). */
const TITLES: Readonly<Record<string, readonly [string, string]>> = {
  '71': ['Betalingsanmodning', 'Request for payment'],
  '261': ['Kreditnota utstedt av kjøper', 'Self-billed credit note'],
  '326': ['Delfaktura', 'Partial invoice'],
  '383': ['Debetnota', 'Debit note'],
  '384': ['Korrigert faktura', 'Corrected invoice'],
  '386': ['Forskuddsfaktura', 'Prepayment invoice'],
  '389': ['Faktura utstedt av kjøper', 'Self-billed invoice'],
  '751': ['Faktura til bokføring', 'Invoice for accounting purposes'],
  '875': ['Delfaktura for byggearbeid', 'Partial construction invoice'],
  '876': ['Delvis sluttfaktura for byggearbeid', 'Partial final construction invoice'],
  '877': ['Sluttfaktura for byggearbeid', 'Final construction invoice'],
}
export const titleWord = (locale: Locale, kind: 'invoice' | 'creditNote', typeCode = ''): string =>
  choose(TITLES, locale, typeCode) ?? word(locale, kind)

/** Units of UN/ECE Recommendation 20 and 21 that a reader knows by their word; others stand as their code. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  EA: ['stk', 'pcs'],
  C62: ['stk', 'pcs'],
  H87: ['stk', 'pcs'],
  NAR: ['stk', 'pcs'],
  XPP: ['stk', 'pcs'],
  HUR: ['timer', 'h'],
  MIN: ['min', 'min'],
  DAY: ['døgn', 'd'],
  WEE: ['uker', 'wk'],
  MON: ['mnd', 'mo'],
  ANN: ['år', 'yr'],
  GRM: ['g', 'g'],
  KGM: ['kg', 'kg'],
  TNE: ['tonn', 't'],
  LTR: ['l', 'l'],
  MTR: ['m', 'm'],
  MTK: ['m²', 'm²'],
  MTQ: ['m³', 'm³'],
  KMT: ['km', 'km'],
  KWH: ['kWh', 'kWh'],
  LS: ['rund sum', 'lump sum'],
  P1: ['%', '%'],
  SA: ['sekk', 'sack'],
  XPK: ['pk', 'pk'],
}
export const unitWord = (locale: Locale, code: string): string => choose(UNITS, locale, code) ?? code

/** Categories of UNCL 5305 that carry no rate of their own, or one that says too little. */
const CATEGORIES: Readonly<Record<string, readonly [string, string]>> = {
  Z: ['nullsats', 'zero rated'],
  E: ['unntatt', 'exempt'],
  AE: ['omvendt avgiftsplikt', 'reverse charge'],
  K: ['salg innen EU', 'intra-Community supply'],
  G: ['utførsel', 'export'],
  O: ['utenfor avgiftsområdet', 'outside the scope of VAT'],
  L: ['IGIC', 'IGIC'],
  M: ['IPSI', 'IPSI'],
  B: ['delt betaling', 'split payment'],
}
/** Undefined for the standard rate, which its percentage says. */
export const categoryWord = (locale: Locale, code: string): string | undefined =>
  code === 'S' ? undefined : (choose(CATEGORIES, locale, code) ?? code)

/** Means of payment of UNTDID 4461; others stand as their code. */
const MEANS: Readonly<Record<string, readonly [string, string]>> = {
  '1': ['avtalt', 'as agreed'],
  '10': ['kontant', 'cash'],
  '20': ['sjekk', 'cheque'],
  '30': ['overføring', 'credit transfer'],
  '31': ['overføring', 'debit transfer'],
  '42': ['til bankkonto', 'to a bank account'],
  '48': ['bankkort', 'bank card'],
  '49': ['trekk fra konto', 'direct debit'],
  '50': ['giro', 'giro'],
  '54': ['kredittkort', 'credit card'],
  '55': ['debetkort', 'debit card'],
  '57': ['fast avtale', 'standing agreement'],
  '58': ['SEPA-overføring', 'SEPA credit transfer'],
  '59': ['SEPA-trekk', 'SEPA direct debit'],
  '68': ['på nett', 'online payment'],
  '93': ['FIK', 'FIK'],
  '97': ['motregning', 'clearing between partners'],
}
export const meansWord = (locale: Locale, code: string): string => choose(MEANS, locale, code) ?? code

/** Codes of the tax point: UNTDID 2005 (UBL) and 2475 (CII). */
const TAX_POINTS: Readonly<Record<string, readonly [string, string]>> = {
  '3': ['fakturadatoen', 'the invoice date'],
  '5': ['fakturadatoen', 'the invoice date'],
  '29': ['leveringsdatoen', 'the delivery date'],
  '35': ['leveringsdatoen', 'the delivery date'],
  '72': ['betalingsdatoen', 'the date of payment'],
  '432': ['betalingsdatoen', 'the date of payment'],
}
export const taxPointWord = (locale: Locale, code: string): string => choose(TAX_POINTS, locale, code) ?? code

/** "Norge" for NO; the code itself where it is none. */
export function countryWord(locale: Locale, code: string): string {
  try {
    return new Intl.DisplayNames([locale === 'en' ? 'en' : 'nb'], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
