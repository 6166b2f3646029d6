import { path } from '../engine/path.ts'
import { fatal, type Holds, type Rule } from '../engine/rule.ts'
import { atMostOne } from '../engine/tests.ts'
import type { Edition } from './edition.ts'

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party'

const COUNTS: readonly (readonly [id: string, at: string, what: string])[] = [
  ['01', 'cac:ContractDocumentReference/cbc:ID', 'contract (BT-12)'],
  ['02', 'cac:ReceiptDocumentReference/cbc:ID', 'receiving advice (BT-15)'],
  ['03', 'cac:DespatchDocumentReference/cbc:ID', 'despatch advice (BT-16)'],
  ['05', 'cac:PaymentTerms/cbc:Note', 'text of payment terms (BT-20)'],
  ['08', 'cac:InvoicePeriod', 'invoicing period (BG-14)'],
  ['09', `${SUPPLIER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'name of the seller (BT-27)'],
  ['10', `${SUPPLIER}/cac:PartyName/cbc:Name`, 'trading name of the seller (BT-28)'],
  ['11', `${SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyID`, 'legal registration of the seller (BT-30)'],
  ['14', `${SUPPLIER}/cac:PartyLegalEntity/cbc:CompanyLegalForm`, 'legal form of the seller (BT-33)'],
  ['15', `${CUSTOMER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'name of the buyer (BT-44)'],
  ['16', `${CUSTOMER}/cac:PartyIdentification/cbc:ID`, 'identifier of the buyer (BT-46)'],
  ['17', `${CUSTOMER}/cac:PartyLegalEntity/cbc:CompanyID`, 'legal registration of the buyer (BT-47)'],
  ['24', 'cac:Delivery', 'delivery (BG-13)'],
  ['39', 'cac:ProjectReference/cbc:ID', 'project (BT-11)'],
  ['40', `${CUSTOMER}/cac:PartyName/cbc:Name`, 'trading name of the buyer (BT-45)'],
  ['45', 'cac:PaymentMeans/cbc:PaymentDueDate', 'due date at the payment means (BT-9)'],
  ['49', 'cac:InvoicePeriod/cbc:DescriptionCode', 'VAT point code (BT-8)'],
]

const LATER_COUNTS: typeof COUNTS = [
  ['54', 'cac:PaymentMeans/cac:CardAccount', 'payment card (BG-18)'],
  ['55', 'cac:PaymentMeans/cac:PaymentMandate', 'mandate (BG-19)'],
  ['56', 'cac:OriginatorDocumentReference/cbc:ID', 'tender (BT-17)'],
]

const countRules = (rows: typeof COUNTS): Rule[] =>
  rows.map(([id, at, what]) => fatal(`UBL-SR-${id}`, `The document has at most one ${what}.`, atMostOne(at)))

/** Tax registrations of a party whose scheme is VAT, or some scheme that is not; as written, without trimming. */
function registrations(party: string, vat: boolean): Holds {
  const schemes = path(`${party}/cac:PartyTaxScheme`)
  return (node) => {
    const fitting = schemes(node).filter((scheme) =>
      path('cac:TaxScheme')(scheme).some((one) => (one.child('cbc:ID')?.text.toUpperCase() === 'VAT') === vat),
    )
    return fitting.flatMap(path('cbc:CompanyID')).length <= 1
  }
}

/** At most one distinct text among all elements of a name. */
const oneText =
  (name: string): Holds =>
  (_, subject) =>
    new Set(subject.named(name).map((one) => one.text)).size <= 1

/** How often things may stand in a document, asked at its root. */
export const documentCounts = (edition: Edition): Rule[] => [
  ...countRules(COUNTS),
  fatal('UBL-SR-04', 'The document refers to at most one invoiced object (BT-18).', (node) => {
    const objects = path('cac:AdditionalDocumentReference')(node).filter((one) =>
      one.named('cbc:DocumentTypeCode').some((type) => type.text === '130'),
    )
    return objects.flatMap(path('cbc:ID')).length <= 1
  }),
  fatal('UBL-SR-12', 'The seller has at most one VAT number (BT-31).', registrations(SUPPLIER, true)),
  fatal('UBL-SR-13', 'The seller has at most one other tax registration (BT-32).', registrations(SUPPLIER, false)),
  fatal('UBL-SR-18', 'The buyer has at most one VAT number (BT-48).', registrations(CUSTOMER, true)),
  fatal(
    'UBL-SR-29',
    'The document has at most one SEPA creditor identifier (BT-90).',
    (_, subject) =>
      subject
        .named('cac:PartyIdentification')
        .flatMap(path('cbc:ID'))
        .filter((id) => id.attributes.schemeID?.toUpperCase() === 'SEPA').length <= 1,
  ),
  fatal('UBL-SR-44', 'The payment reference (BT-83) is the same wherever it is given.', oneText('cbc:PaymentID')),
  fatal(
    'UBL-SR-46',
    'The means of payment is named in words (BT-82) once.',
    (node) =>
      path('cac:PaymentMeans/cbc:PaymentMeansCode')(node).filter((one) => one.attributes.name !== undefined).length <=
      1,
  ),
  fatal(
    'UBL-SR-47',
    'All payment instructions have the same means of payment (BT-81).',
    oneText('cbc:PaymentMeansCode'),
  ),
  ...(edition.name === 'cen' ? countRules(LATER_COUNTS) : []),
]
