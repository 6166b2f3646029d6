import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { isGreekTin } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, fatal, type Holds, type Rule, type RuleSet, warning } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { textIs } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { customerCountry, ownSupplierCountry, supplierCountry, vatNumbersOf } from '../peppol/ubl-facts.ts'
import { invoiceNumberRules } from './greece-number.ts'

const isGreek = (country: string): boolean => country === 'GR' || country === 'EL'
const greekSender: Holds = (_, subject) => isGreek(supplierCountry(subject))
const greekBoth = (subject: Subject): boolean => isGreek(supplierCountry(subject)) && isGreek(customerCountry(subject))
const addressedInGreece = textIs(
  'cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cac:Country/cbc:IdentificationCode',
  'GR',
)
const inGreece: Holds = (node, subject) => greekSender(node, subject) && addressedInGreece(subject.root, subject)

const greekVat = (number: string): boolean => number.startsWith('EL') && isGreekTin(number.slice(2))
const registrations = (party: XmlElement): XmlElement[] =>
  path('cac:PartyTaxScheme')(party)
    .filter((one) => normalised(one.at('cac:TaxScheme', 'cbc:ID')) === 'VAT')
    .flatMap(path('cbc:CompanyID'))
const oneGreekVat: Holds = (node) => {
  const numbers = registrations(node)
  return numbers.length === 1 && greekVat(numbers[0]?.text ?? '')
}
const named: Holds = (node) => (path('cac:PartyName/cbc:Name')(node)[0]?.text ?? '') !== ''
const greekEndpoint: Holds = (node) => node.attributes.schemeID === '9933' && isGreekTin(node.text)

const MARK = '##M.AR.K##'
const URL = '##INVOICE|URL##'
const described = (text: string): Holds => textIs('cbc:DocumentDescription', text)
const countDescribed = (node: XmlElement, subject: Subject, text: string): number =>
  path('cac:AdditionalDocumentReference')(node).filter((one) => described(text)(one, subject)).length

/** myDATA, the Greek tax authority's register: its mark and the address of the invoice are supporting documents. */
const registerRules: Rule[] = [
  fatal(
    'GR-R-004-1',
    'An invoice from Greece has one reference with the mark of the tax authority (M.AR.K).',
    (node, subject) => countDescribed(node, subject, MARK) === 1,
  ),
  warning(
    'GR-S-008-1',
    'An invoice from Greece has one reference with its address at the tax authority.',
    (node, subject) => countDescribed(node, subject, URL) === 1,
  ),
  fatal(
    'GR-R-008-2',
    'An invoice from Greece has at most one reference with its address at the tax authority.',
    (node, subject) => countDescribed(node, subject, URL) <= 1,
  ),
]

const isMark: Holds = (node, subject) =>
  inGreece(node, subject) && node.parent !== undefined && described(MARK)(node.parent, subject)

const senderContexts = (): Context[] => [
  contextWhen('/ubl:Invoice/cbc:ID | /cn:CreditNote/cbc:ID', greekSender, invoiceNumberRules(vatNumbersOf)),
  contextWhen('cac:AccountingSupplierParty/cac:Party', greekSender, [
    fatal('GR-R-002', 'A Greek seller has a trading name (BT-28).', named),
    warning('GR-S-011', 'A Greek seller has one VAT number, EL and a right tax number.', oneGreekVat),
  ]),
  contextWhen(
    'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID',
    (node, subject) => greekSender(node, subject) && normalised(node.parent?.at('cac:TaxScheme', 'cbc:ID')) === 'VAT',
    [
      fatal('GR-R-003', 'The VAT number of a Greek seller is EL and a right tax number.', (node) =>
        greekVat(node.text),
      ),
    ],
  ),
  contextWhen('/ubl:Invoice | /cn:CreditNote', inGreece, registerRules),
  contextWhen('cac:AdditionalDocumentReference/cbc:ID', isMark, [
    fatal('GR-R-004-2', 'The mark of the Greek tax authority is a positive number.', (node) =>
      /^[1-9]([0-9]*)/.test(node.text),
    ),
  ]),
  contextWhen(
    'cac:AdditionalDocumentReference',
    (node, subject) => greekSender(node, subject) && described(URL)(node, subject),
    [
      fatal(
        'GR-R-008-3',
        'The reference with the address of a Greek invoice has the address.',
        (node) => normalised(node.at('cac:Attachment', 'cac:ExternalReference', 'cbc:URI')) !== '',
      ),
    ],
  ),
  contextWhen('cac:AccountingCustomerParty/cac:Party', greekSender, [
    fatal('GR-R-005', 'The buyer of a Greek seller has a trading name (BT-45).', named),
  ]),
  contextWhen(
    'cac:AccountingSupplierParty/cac:Party/cbc:EndpointID',
    (_, subject) => isGreek(ownSupplierCountry(subject)),
    [fatal('GR-R-009', 'The electronic address of a Greek seller is its tax number (9933).', greekEndpoint)],
  ),
]

const receiverContexts = (): Context[] => [
  contextWhen('cac:AccountingCustomerParty/cac:Party', (_, subject) => greekBoth(subject), [
    fatal('GR-R-006', 'A Greek buyer of a Greek seller has one VAT number, EL and a right tax number.', oneGreekVat),
  ]),
  contextWhen('cac:AccountingCustomerParty/cac:Party/cbc:EndpointID', (_, subject) => greekBoth(subject), [
    fatal(
      'GR-R-010',
      'The electronic address of a Greek buyer of a Greek seller is its tax number (9933).',
      greekEndpoint,
    ),
  ]),
]

/** Peppol's rules for Greek sellers. */
export const GREECE_UBL: RuleSet = { name: 'gr', patterns: [senderContexts(), receiverContexts()] }
