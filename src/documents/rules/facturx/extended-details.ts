import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { FACTURX_LISTS } from '../code-lists.ts'
import { EN16931_CII, EN16931_CII_PEPPOL } from '../en16931/cii.ts'
import { inDocument, TRANSACTION } from '../en16931/cii-facts.ts'
import { dueStated } from '../en16931/cii-header.ts'
import { COMPACT_DAY } from '../en16931/cii-syntax-special.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { context, contextWhen, fatal, type Holds, type Pattern, type Rule, warning } from '../engine/rule.ts'
import { once } from '../engine/subject.ts'
import { codeIn, either, has } from '../engine/tests.ts'
import { collapse } from '../engine/values.ts'

const again = rebinder([EN16931_CII, EN16931_CII_PEPPOL])

/** A note that says what it is about says something, in words or by a code. */
const noteAt = (at: string, id: string, what: string): Pattern => [
  contextWhen(`${at}/ram:IncludedNote`, has('ram:SubjectCode'), [
    fatal(
      id,
      `${what} that has a subject has a text or the code of one.`,
      either(has('ram:ContentCode'), has('ram:Content')),
    ),
  ]),
]

function isOfSeller(node: XmlElement): boolean {
  for (let above = node.parent; above; above = above.parent) if (above.name === 'ram:SellerTradeParty') return true
  return false
}

const MEASURES = path('ram:ValueMeasure')
const characteristicRules: Rule[] = [
  fatal(
    'BR-FXEXT-BR-54-1',
    'A property of a product has a name (BT-160), a code (BT-X-11), or both.',
    either(has('ram:Description'), has('ram:TypeCode')),
  ),
  fatal(
    'BR-FXEXT-BR-54-2',
    'A property of a product has a value (BT-161), or a measure with its unit (BT-X-12).',
    (node) => {
      const measures = MEASURES(node)
      if (node.child('ram:Value') !== undefined) return measures.length === 0
      return measures.some(({ attributes }) => (attributes.unitCode ?? '') !== '')
    },
  ),
]

const statuses = path('ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode')
const lineIds = path('ram:AssociatedDocumentLineDocument/ram:LineID')
const parentIds = path('ram:AssociatedDocumentLineDocument/ram:ParentLineID')
const amounts = path(
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)
const isGroup = (line: XmlElement): boolean => statuses(line).some((one) => stringValue(one) === 'GROUP')

const lines = inDocument(`${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`)
/** For each line that groups are parts of, how many of them there are beyond the amounts that they have. */
const groupsWithoutAmount = once((subject) => {
  const missing = new Map<string, number>()
  for (const line of lines(subject).filter(isGroup)) {
    for (const parent of new Set(parentIds(line).map(stringValue)))
      missing.set(parent, (missing.get(parent) ?? 0) + 1 - amounts(line).length)
  }
  return missing
})

const groupsHaveAmounts: Holds = (node, subject) => {
  const ids = lineIds(node)
  return ids.length > 0 && ids.every((id) => (groupsWithoutAmount(subject).get(stringValue(id)) ?? 0) === 0)
}

const MINUTE = /^[ \t\r\n]*\p{Nd}{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])([01][0-9]|2[0-3])[0-5][0-9][ \t\r\n]*$/u
const written =
  (pattern: RegExp): Holds =>
  (node) =>
    pattern.test(stringValue(node))
const datesOf = (format: string, rule: Rule): Pattern => [
  contextWhen('udt:DateTimeString', (node) => node.attributes.format === format, [rule]),
]

/** Rules of EXTENDED about notes, registrations, properties, groups and dates, each a pattern of its own. */
export const detailPatterns = (): Pattern[] => [
  [context('/rsm:CrossIndustryInvoice', [again('BR-CO-25', dueStated)])],
  noteAt('/rsm:CrossIndustryInvoice/rsm:ExchangedDocument', 'BR-FXEXT-01', 'A note'),
  noteAt('ram:AssociatedDocumentLineDocument', 'BR-FXEXT-02', 'A note of a line'),
  [
    contextWhen('ram:SpecifiedTaxRegistration/ram:ID', (node) => !isOfSeller(node), [
      fatal(
        'BR-FXEXT-03',
        'Parties other than the seller are registered for VAT only.',
        (node) => node.attributes.schemeID === 'VA',
      ),
    ]),
  ],
  [
    context('ram:ApplicableProductCharacteristic/ram:TypeCode', [
      warning(
        'BR-FXEXT-04',
        'The code of a property of a product is one of UNTDED 6313, or one that the profile adds.',
        codeIn(FACTURX_LISTS('productProperty')),
      ),
    ]),
  ],
  ...characteristicRules.map((rule): Pattern => [context('ram:ApplicableProductCharacteristic', [rule])]),
  [
    contextWhen('ram:IncludedSupplyChainTradeLineItem', (node) => isGroup(node) && amounts(node).length > 0, [
      fatal('BR-FXEXT-12', 'In a group of lines that has a net amount, the groups have one too.', groupsHaveAmounts),
    ]),
  ],
  datesOf('102', again('CII-DT-097', written(COMPACT_DAY))),
  datesOf('205', fatal('BR-FXEXT-CII-DT-097a', 'A date of format 205 is written as YYYYMMDDHHMM.', written(MINUTE))),
]

/** A warning of BASIC, EN 16931 and EXTENDED. */
export const EMPTY_ELEMENTS: Pattern = [
  contextWhen('*', (node) => node.children.length === 0 && collapse(node.text) === '', [
    warning('PEPPOL-EN16931-R008', 'A document has no empty elements.', () => false),
  ]),
]
