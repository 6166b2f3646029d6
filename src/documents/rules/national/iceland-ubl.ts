import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { contextWhen, fatal, type Holds, type Rule, type RuleSet, warning } from '../engine/rule.ts'
import { every, has, isDate } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { customerRawCountry, supplierRawCountry } from '../peppol/ubl-facts.ts'

const fromIceland: Holds = (_, subject) => supplierRawCountry(subject) === 'IS'
const domestic: Holds = (node, subject) => fromIceland(node, subject) && customerRawCountry(subject) === 'IS'

/** Kennitala, the Icelandic identification number, has scheme 0196. */
const registered = (party: string): Holds => {
  const select = path(`${party}/cac:PartyLegalEntity/cbc:CompanyID`)
  return (node) => select(node).some((one) => one.attributes.schemeID === '0196')
}
const addressed = (party: string): Holds =>
  every(has(`${party}/cac:PostalAddress/cbc:StreetName`), has(`${party}/cac:PostalAddress/cbc:PostalZone`))

const means = path('cac:PaymentMeans')
const hasCode = (node: XmlElement, code: string): boolean =>
  node.named('cbc:PaymentMeansCode').some((one) => one.text === code)

/** Accounts for these means of payment have twelve characters. */
const accountOfTwelve =
  (code: string): Holds =>
  (node) => {
    const payments = means(node).filter((one) => hasCode(one, code))
    const [account] = payments.flatMap(path('cac:PayeeFinancialAccount/cbc:ID'))
    return payments.length === 0 || (account !== undefined && normalised(account).length === 12)
  }

/** Eindagi, the final due date, is a supporting document whose reference is the date. */
const finalDates = (node: XmlElement): XmlElement[] =>
  path('cac:AdditionalDocumentReference')(node).filter((one) =>
    one.named('cbc:DocumentDescription').some((text) => text.text === 'EINDAGI'),
  )

const whenFinal =
  (holds: (date: string, node: XmlElement) => boolean): Holds =>
  (node) => {
    const [final] = finalDates(node)
    return final === undefined || holds(final.child('cbc:ID')?.text ?? '', node)
  }

const documentRules: Rule[] = [
  warning('IS-R-001', 'An Icelandic document is an invoice (380) or a credit note (381).', (node) =>
    ['cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode'].some((name) =>
      ['380', '381'].includes(normalised(node.child(name))),
    ),
  ),
  fatal(
    'IS-R-002',
    'An Icelandic seller states its kennitala (0196).',
    registered('cac:AccountingSupplierParty/cac:Party'),
  ),
  fatal(
    'IS-R-003',
    'An Icelandic seller states its street and postal code.',
    addressed('cac:AccountingSupplierParty/cac:Party'),
  ),
  fatal('IS-R-006', 'An account for payment by means 9 has twelve characters.', accountOfTwelve('9')),
  fatal('IS-R-007', 'An account for payment by means 42 has twelve characters.', accountOfTwelve('42')),
  fatal(
    'IS-R-008',
    'The final due date (EINDAGI) is written YYYY-MM-DD.',
    whenFinal((date) => isDate(date)),
  ),
  fatal(
    'IS-R-009',
    'A document with a final due date (EINDAGI) has a due date.',
    whenFinal((_, node) => node.child('cbc:DueDate') !== undefined),
  ),
  fatal(
    'IS-R-010',
    'The due date is not after the final due date (EINDAGI).',
    whenFinal((date, node) => {
      const due = node.child('cbc:DueDate')?.text
      return due !== undefined && due <= date
    }),
  ),
]

/** Peppol's rules for Icelandic sellers. */
export const ICELAND_UBL: RuleSet = {
  name: 'is',
  patterns: [
    [
      contextWhen('cn:CreditNote | ubl:Invoice', fromIceland, documentRules),
      contextWhen('cn:CreditNote/cac:AccountingCustomerParty | ubl:Invoice/cac:AccountingCustomerParty', domestic, [
        fatal(
          'IS-R-004',
          'An Icelandic buyer of an Icelandic seller states its kennitala (0196).',
          registered('cac:Party'),
        ),
        fatal(
          'IS-R-005',
          'An Icelandic buyer of an Icelandic seller states its street and postal code.',
          addressed('cac:Party'),
        ),
      ]),
    ],
  ],
}
