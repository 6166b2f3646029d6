import type { Fired } from '#src/documents/einvoice/index.ts'
import { SELLER_SETTINGS } from '../seller/seller-settings.ts'
import type { Owner } from './check.ts'

export interface Place {
  readonly on: Owner
  /** JSON pointer into what the API takes for it: the draft, the party, the company; "" where no field is to blame. */
  readonly pointer: string
  /** What to do there; "" where the rule itself says it. */
  readonly advice: string
}

const invoice = (pointer: string, advice = ''): Place => ({ on: 'invoice', pointer, advice })
const customer = (pointer: string, advice = ''): Place => ({ on: 'customer', pointer, advice })
const company = (setting: keyof typeof SELLER_SETTINGS, advice = ''): Place => ({
  on: 'company',
  pointer: `/settings/${SELLER_SETTINGS[setting]}`,
  advice,
})

const REFERENCE = 'Fill in buyerReference, or orderReference, with what the customer asks for.'
const LEITWEG = 'Fill in buyerReference with the Leitweg-ID that the authority gave you.'
const BUYER_VAT = 'Give the customer its VAT number (vatNumber).'
const OWN_VAT = 'Say whether the company is in the VAT register, and its VAT number.'
const ENDPOINT = 'Give the customer its electronic address (endpoint), such as "0192:991825827".'

/** Rules that one field answers, by their official ids. */
const BY_RULE: Readonly<Record<string, Place>> = {
  'PEPPOL-EN16931-R003': invoice('/buyerReference', REFERENCE),
  'PEPPOL-EN16931-R005': invoice('/currency'),
  'PEPPOL-EN16931-R010': customer('/endpoint', ENDPOINT),
  'PEPPOL-EN16931-R020': company('endpoint', 'Set the electronic address of the company.'),
  'BR-DE-1': company('bankAccount'),
  'BR-DE-2': company('contact', 'Set contact, phone and mail address of the company.'),
  'BR-DE-3': company('city'),
  'BR-DE-4': company('postalCode'),
  'BR-DE-5': company('contact', 'Set who answers questions about invoices.'),
  'BR-DE-6': company('phone', 'Set a phone number of the company.'),
  'BR-DE-7': company('email', 'Set a mail address of the company.'),
  'BR-DE-8': invoice('/customer/address/city', 'Fill in the address of the customer.'),
  'BR-DE-9': invoice('/customer/address/postalCode', 'Fill in the address of the customer.'),
  'BR-DE-10': invoice('/delivery/address/city'),
  'BR-DE-11': invoice('/delivery/address/postalCode'),
  'BR-DE-15': invoice('/buyerReference', LEITWEG),
  'BR-DE-16': company('vatNumber', OWN_VAT),
  'BR-DE-18': invoice('/paymentTerms'),
  'BR-DE-19': company('bankAccount'),
  'BR-DE-22': invoice('/attachments'),
  'BR-DE-26': invoice('/precedingInvoices'),
  'BR-DE-27': company('phone'),
  'BR-DE-28': company('email'),
  'BR-10': invoice('/customer/address'),
  'BR-11': invoice('/customer/address/country'),
  'BR-57': invoice('/delivery/address/country'),
  'BR-61': company('bankAccount'),
  'BR-CO-25': invoice('/dueOn'),
  'BR-CO-26': { on: 'company', pointer: '/organisationNumber', advice: 'Set the organisation number of the company.' },
  'BR-AE-02': customer('/vatNumber', BUYER_VAT),
  'BR-IC-02': customer('/vatNumber', BUYER_VAT),
  'BR-IC-11': invoice('/deliveredOn', 'Say when it was delivered, or the period of the invoice.'),
  'BR-IC-12': invoice('/delivery/address/country'),
  'BR-S-02': company('vatNumber', OWN_VAT),
  'BR-Z-02': company('vatNumber', OWN_VAT),
  'BR-E-02': company('vatNumber', OWN_VAT),
  'BR-G-02': company('vatNumber', OWN_VAT),
  'NO-R-001': company('vatNumber'),
  'NO-R-002': company('isInForetaksregisteret'),
  'SE-R-001': company('vatNumber'),
  'SE-R-002': company('vatNumber'),
  'SE-R-003': { on: 'company', pointer: '/organisationNumber', advice: '' },
  'SE-R-004': { on: 'company', pointer: '/organisationNumber', advice: '' },
  'SE-R-013': { on: 'company', pointer: '/organisationNumber', advice: '' },
  'DK-R-002': { on: 'company', pointer: '/organisationNumber', advice: 'Set the CVR number of the company.' },
}

/** Fields by the element of UBL that a rule points to, the innermost first. */
const BY_ELEMENT: readonly (readonly [element: string, place: Place])[] = [
  ['cac:Delivery', invoice('/delivery')],
  ['cac:PayeeParty', invoice('/payee')],
  ['cac:ContractDocumentReference', invoice('/contractReference')],
  ['cac:ProjectReference', invoice('/projectReference')],
  ['cac:DespatchDocumentReference', invoice('/despatchAdviceReference')],
  ['cac:ReceiptDocumentReference', invoice('/receivingAdviceReference')],
  ['cac:OriginatorDocumentReference', invoice('/tenderReference')],
  ['cac:BillingReference', invoice('/precedingInvoices')],
  ['cac:OrderReference', invoice('/orderReference')],
  ['cac:InvoicePeriod', invoice('/period')],
  ['cac:PaymentTerms', invoice('/paymentTerms')],
  ['cac:PaymentMeans', company('bankAccount')],
  ['cac:AdditionalDocumentReference', invoice('/attachments')],
  ['cac:AllowanceCharge', invoice('/adjustments')],
  ['cac:AccountingCustomerParty', invoice('/customer')],
  ['cac:AccountingSupplierParty', { on: 'company', pointer: '/settings', advice: '' }],
  ['cbc:DocumentCurrencyCode', invoice('/currency')],
]

const IN_LINE: readonly (readonly [element: string, field: string])[] = [
  ['cac:StandardItemIdentification', 'standardItemId'],
  ['cac:CommodityClassification', 'classifications'],
  ['cac:OriginCountry', 'originCountry'],
  ['cac:DocumentReference', 'invoicedObject'],
  ['cac:InvoicePeriod', 'period'],
  ['cac:AllowanceCharge', 'adjustments'],
  ['cac:AdditionalItemProperty', 'attributes'],
  ['cac:ClassifiedTaxCategory', 'vatCode'],
  ['cac:Price', 'unitPrice'],
  ['Quantity', 'unit'],
  ['cac:Item', 'description'],
]

const LINE = /cac:(?:Invoice|CreditNote)Line\[(\d+)\]/

/** Which field of ours a rule that fired is about. */
export function placeOf({ id, locations: [location = ''] }: Pick<Fired, 'id' | 'locations'>): Place {
  const known = BY_RULE[id]
  if (known) return known
  const line = LINE.exec(location)
  if (line) {
    const field = IN_LINE.find(([element]) => location.slice(line.index).includes(element))?.[1]
    return invoice(`/lines/${Number(line[1]) - 1}${field === undefined ? '' : `/${field}`}`)
  }
  return BY_ELEMENT.find(([element]) => location.includes(element))?.[1] ?? invoice('')
}
