import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, type Pattern, type Rule } from '../engine/rule.ts'
import { either, has } from '../engine/tests.ts'
import { normalised, numberOf } from '../engine/values.ts'
import { bothGerman, profile } from './ubl-facts.ts'

const DOCUMENT = 'cn:CreditNote | ubl:Invoice'
const SPECIFICATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'

/** No element may be empty. */
export const emptyPattern: Pattern = [
  contextWhen('*', (node) => node.children.length === 0 && node.text.trim() === '', [
    fatal('PEPPOL-EN16931-R008', 'A document has no empty elements.', () => false),
  ]),
]

export const creditNotePattern: Pattern = [
  context('cn:CreditNote', [
    fatal('PEPPOL-EN16931-R080', 'A credit note refers to at most one project.', (node) => {
      const projects = path('cac:AdditionalDocumentReference')(node).filter((one) =>
        one.named('cbc:DocumentTypeCode').some((type) => type.text === '50'),
      )
      return projects.length <= 1
    }),
  ]),
]

export const documentContexts = (): Context[] => [
  context(DOCUMENT, documentRules()),
  context('cbc:TaxCurrencyCode', [
    fatal('PEPPOL-EN16931-R005', 'The VAT accounting currency (BT-6) is another than the currency (BT-5).', (node) => {
      return normalised(node) !== normalised(node.parent?.child('cbc:DocumentCurrencyCode'))
    }),
  ]),
  context('cac:AccountingCustomerParty/cac:Party', [
    fatal('PEPPOL-EN16931-R010', 'The buyer has an electronic address (BT-49).', has('cbc:EndpointID')),
  ]),
  context('cac:AccountingSupplierParty/cac:Party', [
    fatal('PEPPOL-EN16931-R020', 'The seller has an electronic address (BT-34).', has('cbc:EndpointID')),
  ]),
]

const documentRules = (): Rule[] => [
  fatal('PEPPOL-EN16931-R001', 'The document names its business process (BT-23).', has('cbc:ProfileID')),
  fatal(
    'PEPPOL-EN16931-R007',
    'The business process (BT-23) has the form urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0.',
    (_, subject) => {
      return profile(subject) !== 'Unknown'
    },
  ),
  fatal(
    'PEPPOL-EN16931-R002',
    'The document has at most one note, unless both parties are German.',
    (node, subject) => {
      return path('cbc:Note')(node).length <= 1 || bothGerman(subject)
    },
  ),
  fatal(
    'PEPPOL-EN16931-R003',
    'The document has a buyer reference (BT-10) or a purchase order (BT-13).',
    either(has('cbc:BuyerReference'), has('cac:OrderReference/cbc:ID')),
  ),
  fatal('PEPPOL-EN16931-R004', `The specification (BT-24) starts with ${SPECIFICATION}.`, (node) =>
    normalised(node.child('cbc:CustomizationID')).startsWith(SPECIFICATION),
  ),
  fatal(
    'PEPPOL-EN16931-R053',
    'The document has exactly one VAT total with a breakdown.',
    (node) => taxTotals(node).filter((total) => total.child('cac:TaxSubtotal')).length === 1,
  ),
  fatal(
    'PEPPOL-EN16931-R054',
    'A VAT total without breakdown stands there if, and only if, there is a VAT accounting currency.',
    (node) => {
      const plain = taxTotals(node).filter((total) => !total.child('cac:TaxSubtotal')).length
      return plain === (node.child('cbc:TaxCurrencyCode') ? 1 : 0)
    },
  ),
  fatal('PEPPOL-EN16931-R055', 'The VAT totals in both currencies have the same sign.', sameSign),
]

const taxTotals = path('cac:TaxTotal')
const taxAmounts = path('cac:TaxTotal/cbc:TaxAmount')

const sameSign: Holds = (node) => {
  if (!node.child('cbc:TaxCurrencyCode')) return true
  const amounts = (code: string) =>
    taxAmounts(node)
      .filter((amount) => amount.attributes.currencyID === normalised(node.child(code)))
      .map((amount) => numberOf(amount.text))
  const [vat, main] = [amounts('cbc:TaxCurrencyCode'), amounts('cbc:DocumentCurrencyCode')]
  const some = (values: number[], test: (value: number) => boolean) => values.some(test)
  const negative = (value: number) => value <= 0
  const positive = (value: number) => value >= 0
  return (some(vat, negative) && some(main, negative)) || (some(vat, positive) && some(main, positive))
}
