import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule, type RuleSet, warning } from '../engine/rule.ts'
import { either, every, has, not, someFilled, textIs } from '../engine/tests.ts'
import { normalised, numberOf } from '../engine/values.ts'
import { bothGerman } from '../peppol/ubl-facts.ts'
import { isEmail, isGermanCheckedIban, isPhone, skontoReadable } from './germany-values.ts'

const domestic: Holds = (_, subject) => bothGerman(subject)
const inDocument = (at: string): string => `/ubl:Invoice/${at} | /cn:CreditNote/${at}`

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'
/** Categories under which VAT, or the reason for none, has to be traced to the seller. */
const TAXED = ['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']
const TYPES = ['326', '380', '384', '389', '381', '875', '876', '877']

const documentRules = (): Rule[] => [
  fatal('DE-R-001', 'A German invoice states how it is to be paid (BG-16).', has('cac:PaymentMeans')),
  fatal('DE-R-015', 'A German invoice states the buyer reference (BT-10).', someFilled('cbc:BuyerReference')),
  fatal('DE-R-016', 'A German seller states its VAT number or tax number, or a tax representative.', taxNumberStated),
  warning(
    'DE-R-017',
    `The type of a German document is one of ${TYPES.join(', ')}.`,
    either(textIs('cbc:InvoiceTypeCode', ...TYPES), textIs('cbc:CreditNoteTypeCode', ...TYPES)),
  ),
  fatal(
    'DE-R-018',
    'Cash discount in payment terms has the form #SKONTO#TAGE=n#PROZENT=n.nn# on a line of its own.',
    (node) => {
      const [terms] = path('cac:PaymentTerms')(node)
      return skontoReadable(terms?.child('cbc:Note')?.text ?? '')
    },
  ),
  fatal('DE-R-022', 'Attachments have different file names.', fileNamesDiffer),
  warning(
    'DE-R-026',
    'A corrected invoice (384) refers to the invoice that it corrects.',
    either(not(isCorrection), has('cac:BillingReference/cac:InvoiceDocumentReference')),
  ),
  fatal(
    'DE-R-030',
    'Direct debit states the creditor identifier (SEPA) of seller or payee.',
    either(hasNoMandate, hasCreditorId),
  ),
  fatal(
    'DE-R-031',
    'Direct debit states the account that is debited (BT-91).',
    either(hasNoMandate, has('cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID')),
  ),
]

const isCorrection: Holds = (node) =>
  path('cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode')(node).some((code) => numberOf(code.text) === 384)
const hasNoMandate: Holds = (node) => path('cac:PaymentMeans/cac:PaymentMandate')(node).length === 0
const partyIds = path(`${SUPPLIER}/cac:PartyIdentification/cbc:ID | cac:PayeeParty/cac:PartyIdentification/cbc:ID`)
export const hasCreditorId: Holds = (node) => partyIds(node).some((id) => id.attributes.schemeID === 'SEPA')

const lineCategories = path(
  'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID | cac:CreditNoteLine/cac:Item/cac:ClassifiedTaxCategory/cbc:ID',
)
const companyNumbers = path(`${SUPPLIER}/cac:PartyTaxScheme/cbc:CompanyID`)

export function taxNumberStated(node: XmlElement): boolean {
  const decided = path('cac:AllowanceCharge')(node).filter((one) =>
    ['false', 'true'].includes(one.child('cbc:ChargeIndicator')?.text ?? ''),
  )
  const categories = [...decided.flatMap(path('cac:TaxCategory/cbc:ID')), ...lineCategories(node)]
  if (!categories.some((one) => TAXED.includes(one.text))) return true
  return (
    node.child('cac:TaxRepresentativeParty') !== undefined || companyNumbers(node).some((one) => normalised(one) !== '')
  )
}

export function fileNamesDiffer(node: XmlElement): boolean {
  const seen = new Set<string>()
  return path('cac:AdditionalDocumentReference')(node).every((reference) => {
    const names = path('cac:Attachment/cbc:EmbeddedDocumentBinaryObject')(reference).flatMap(
      (one) => one.attributes.filename ?? [],
    )
    const isNew = names.every((name) => !seen.has(name))
    for (const name of names) seen.add(name)
    return isNew
  })
}

const partyContexts = (): Context[] => [
  contextWhen(inDocument('cac:AccountingSupplierParty'), domestic, [
    fatal('DE-R-002', 'A German seller states a contact (BG-6).', has('cac:Party/cac:Contact')),
  ]),
  contextWhen(
    inDocument(`${SUPPLIER}/cac:PostalAddress`),
    domestic,
    address('DE-R-003', 'DE-R-004', 'The address of a German seller'),
  ),
  contextWhen(inDocument(`${SUPPLIER}/cac:Contact`), domestic, [
    fatal('DE-R-005', 'The contact of a German seller has a name (BT-41).', someFilled('cbc:Name')),
    fatal('DE-R-006', 'The contact of a German seller has a telephone number (BT-42).', someFilled('cbc:Telephone')),
    fatal(
      'DE-R-007',
      'The contact of a German seller has an e-mail address (BT-43).',
      someFilled('cbc:ElectronicMail'),
    ),
    warning('DE-R-027', 'A telephone number (BT-42) has at least three digits.', (node) =>
      isPhone(normalised(node.child('cbc:Telephone'))),
    ),
    warning('DE-R-028', 'An e-mail address (BT-43) has one @ with a name and a domain around it.', (node) =>
      isEmail(normalised(node.child('cbc:ElectronicMail'))),
    ),
  ]),
  contextWhen(
    inDocument('cac:AccountingCustomerParty/cac:Party/cac:PostalAddress'),
    domestic,
    address('DE-R-008', 'DE-R-009', 'The address of a German buyer'),
  ),
  contextWhen(
    inDocument('cac:Delivery/cac:DeliveryLocation/cac:Address'),
    domestic,
    address('DE-R-010', 'DE-R-011', 'A German delivery address'),
  ),
]

const address = (city: string, postalCode: string, whose: string): Rule[] => [
  fatal(city, `${whose} has a city.`, someFilled('cbc:CityName')),
  fatal(postalCode, `${whose} has a postal code.`, someFilled('cbc:PostalZone')),
]

const paidBy =
  (...codes: number[]): Holds =>
  (node, subject) =>
    bothGerman(subject) && path('cbc:PaymentMeansCode')(node).some((code) => codes.includes(numberOf(code.text)))

const MEANS = inDocument('cac:PaymentMeans')
const ibanWhen = (code: string, at: string): Holds => {
  const paidSo = textIs('cbc:PaymentMeansCode', code)
  return (node, subject) => !paidSo(node, subject) || isGermanCheckedIban(path(at)(node)[0]?.text ?? '')
}
const neither = (first: string, second: string): Holds => every(not(has(first)), not(has(second)))

const paymentContexts = (): Context[] => [
  contextWhen(MEANS, paidBy(30, 58), [
    warning(
      'DE-R-019',
      'A SEPA transfer (58) is to an IBAN with right check digits.',
      ibanWhen('58', 'cac:PayeeFinancialAccount/cbc:ID'),
    ),
    fatal('DE-R-023-1', 'A credit transfer (30, 58) names the account.', has('cac:PayeeFinancialAccount')),
    fatal(
      'DE-R-023-2',
      'A credit transfer (30, 58) names no card and no mandate.',
      neither('cac:CardAccount', 'cac:PaymentMandate'),
    ),
  ]),
  contextWhen(MEANS, paidBy(48, 54, 55), [
    fatal('DE-R-024-1', 'A card payment (48, 54, 55) names the card.', has('cac:CardAccount')),
    fatal(
      'DE-R-024-2',
      'A card payment (48, 54, 55) names no account and no mandate.',
      neither('cac:PayeeFinancialAccount', 'cac:PaymentMandate'),
    ),
  ]),
  contextWhen(MEANS, paidBy(59), [
    warning(
      'DE-R-020',
      'A SEPA direct debit (59) is from an IBAN with right check digits.',
      ibanWhen('59', 'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID'),
    ),
    fatal('DE-R-025-1', 'A direct debit (59) names the mandate.', has('cac:PaymentMandate')),
    fatal(
      'DE-R-025-2',
      'A direct debit (59) names no account to pay to and no card.',
      neither('cac:PayeeFinancialAccount', 'cac:CardAccount'),
    ),
  ]),
]

/** Peppol's rules for invoices between German parties. */
export const GERMANY_UBL: RuleSet = {
  name: 'de',
  patterns: [
    [
      contextWhen('/ubl:Invoice | /cn:CreditNote', domestic, documentRules()),
      ...partyContexts(),
      ...paymentContexts(),
      contextWhen(inDocument('cac:TaxTotal/cac:TaxSubtotal'), domestic, [
        fatal(
          'DE-R-014',
          'Each line of the VAT breakdown states its rate (BT-119).',
          someFilled('cac:TaxCategory/cbc:Percent'),
        ),
      ]),
    ],
  ],
}
