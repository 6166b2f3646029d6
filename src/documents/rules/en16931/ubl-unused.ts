import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import data from '../data/ubl-unused-elements.json' with { type: 'json' }
import { path } from '../engine/path.ts'
import { fatal, type Group, grouped, type Holds, type Rule, warning } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import type { Edition } from './edition.ts'

/** Warnings about what UBL has but EN 16931 does not (UBL-CR-*): elements, and attributes of used elements. */
export const unusedRules = (edition: Edition): Rule[] => [
  warning('UBL-CR-002', 'The version of UBL, when stated, is 2.1.', (node) => {
    const versions = path('cbc:UBLVersionID')(node)
    return versions.length === 0 || versions.some((one) => one.text === '2.1')
  }),
  ...unusedElements(edition),
  ...unusedAttributes(edition),
  ...unusedAnywhere(),
]

const idOf = (number: string): string => `UBL-CR-${number}`
const sentence = (what: string): string => `EN 16931 does not use ${what}; leave it out.`

const EXTRA: Readonly<Record<string, string>> = { '631': 'line/cac:Price/cbc:OrderableUnitFactorRate' }

/** Names of the trie's places: the ids of the rules whose element stands there, and what may come below. */
interface Place {
  readonly ids: string[]
  readonly below: Map<string, Place>
}

const LINES = ['cac:InvoiceLine', 'cac:CreditNoteLine']

function unusedElements(edition: Edition): Rule[] {
  const elements = { ...data.elements, ...(edition.name === 'peppol' ? EXTRA : {}) }
  const top: Place = { ids: [], below: new Map() }
  for (const [number, at] of Object.entries(elements)) {
    for (const start of at.startsWith('line/') ? LINES : ['']) plant(top, at.replace(/^line/, start), number)
  }
  const found = once((subject: Subject) => collect(subject.root, top))
  const group: Group = (_, subject) => found(subject)
  return Object.entries(elements)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([number, at]) => grouped(idOf(number), 'warning', sentence(at.replace(/^line/, 'cac:InvoiceLine')), group))
}

function plant(top: Place, at: string, number: string): void {
  let place = top
  for (const name of at.split('/')) {
    const next = place.below.get(name) ?? { ids: [], below: new Map() }
    place.below.set(name, next)
    place = next
  }
  place.ids.push(idOf(number))
}

/** All that is unused in one walk over the document. */
function collect(root: XmlElement, top: Place, found = new Set<string>()): Set<string> {
  for (const child of root.children) {
    const place = top.below.get(child.name)
    if (!place) continue
    for (const id of place.ids) found.add(id)
    if (place.below.size > 0) collect(child, place, found)
  }
  return found
}

/** Attributes, by the element that should not have them: number, path from the root (or "//" and the end of it, "*" for any), attribute. */
const ATTRIBUTES: readonly (readonly [number: string, at: string, attribute: string])[] = [
  ['648', 'cbc:CustomizationID', 'schemeID'],
  ['649', 'cbc:ProfileID', 'schemeID'],
  ['650', 'cbc:ID', 'schemeID'],
  ['651', 'cbc:SalesOrderID', 'schemeID'],
  ['652', '//cac:PartyTaxScheme/cbc:CompanyID', 'schemeID'],
  ['653', 'cac:PaymentMeans/cbc:PaymentID', 'schemeID'],
  ['654', 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID', 'schemeID'],
  ['655', 'cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID', 'schemeID'],
  ['656', 'cbc:InvoiceTypeCode', 'listID'],
  ['657', 'cbc:DocumentCurrencyCode', 'listID'],
  ['658', 'cbc:TaxCurrencyCode', 'listID'],
  ['659', 'cac:AdditionalDocumentReference/cbc:DocumentTypeCode', 'listID'],
  ['660', '//cac:Country/cbc:IdentificationCode', 'listID'],
  ['661', 'cac:PaymentMeans/cbc:PaymentMeansCode', 'listID'],
  ['662', '//cbc:AllowanceChargeReasonCode', 'listID'],
  ['663', '*', 'unitCodeListID'],
  ['667', '//cac:BuyersItemIdentification/cbc:ID', 'schemeID'],
  ['668', '//cac:SellersItemIdentification/cbc:ID', 'schemeID'],
  ['672', 'cbc:CreditNoteTypeCode', 'listID'],
  ['674', '//cbc:PrimaryAccountNumberID', 'schemeID'],
  ['675', '//cac:CardAccount/cbc:NetworkID', 'schemeID'],
  ['676', '//cac:PaymentMandate/cbc:ID', 'schemeID'],
  ['677', '//cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID', 'schemeID'],
  ['678', '//cac:TaxCategory/cbc:ID', 'schemeID'],
  ['679', '//cac:ClassifiedTaxCategory/cbc:ID', 'schemeID'],
]

/** Peppol's edition names an element that UBL does not have, so its 674 never fires. */
const unusedAttributes = (edition: Edition): Rule[] =>
  ATTRIBUTES.map(([number, at, attribute]) => {
    const have = anywhere(edition.name === 'peppol' && number === '674' ? '//cbc:PrimaryAccountNumber' : at)
    return warning(
      idOf(number),
      sentence(`@${attribute} of ${at.replace('//', '')}`),
      (_, subject) =>
        subject.attributeCount(attribute) === 0 ||
        (at !== '*' && have(subject).every((one) => one.attributes[attribute] === undefined)),
    )
  })

/** Elements at a path from the root, or, with "//", wherever the path ends. */
export function anywhere(at: string): (subject: Subject) => readonly XmlElement[] {
  if (!at.startsWith('//')) {
    const select = path(at)
    return (subject) => select(subject.root)
  }
  const [first = '', ...rest] = at.slice(2).split('/')
  const below = path(rest.join('/'))
  return (subject) => (rest.length === 0 ? subject.named(first) : subject.named(first).flatMap(below))
}

function none(at: string): Holds {
  const elements = anywhere(at)
  return (_, subject) => elements(subject).length === 0
}

const isObject = (reference: XmlElement): boolean =>
  reference.named('cbc:DocumentTypeCode').some((type) => type.text === '130')
const isNoObject = (reference: XmlElement): boolean => {
  const types = reference.named('cbc:DocumentTypeCode')
  return types.length === 0 || types.some((type) => type.text !== '130')
}
const references = (subject: Subject) => subject.named('cac:AdditionalDocumentReference')

const unusedAnywhere = (): Rule[] => [
  warning(
    'UBL-CR-412',
    sentence('a due date at the payment means of an invoice'),
    (node) => node.name === 'cn:CreditNote' || path('cac:PaymentMeans/cbc:PaymentDueDate')(node).length === 0,
  ),
  warning(
    'UBL-CR-420',
    sentence('cac:CardAccount/cbc:CV2ID'),
    (node) => path('cac:PaymentMeans/cac:CardAccount/cbc:CV2ID')(node).length === 0,
  ),
  warning('UBL-CR-664', sentence('cac:FinancialInstitution'), none('//cac:FinancialInstitution')),
  warning('UBL-CR-665', sentence('@schemeID of a supporting document'), (_, subject) =>
    references(subject)
      .filter(isNoObject)
      .every((one) => one.named('cbc:ID').every((id) => id.attributes.schemeID === undefined)),
  ),
  fatal('UBL-CR-666', 'The reference to an invoiced object (130) has no attachment.', (_, subject) =>
    references(subject)
      .filter(isObject)
      .every((one) => one.child('cac:Attachment') === undefined),
  ),
  warning(
    'UBL-CR-669',
    sentence('a reason code of a price discount'),
    none('//cac:Price/cac:AllowanceCharge/cbc:AllowanceChargeReasonCode'),
  ),
  warning(
    'UBL-CR-670',
    sentence('a reason of a price discount'),
    none('//cac:Price/cac:AllowanceCharge/cbc:AllowanceChargeReason'),
  ),
  warning(
    'UBL-CR-671',
    sentence('a percentage of a price discount'),
    none('//cac:Price/cac:AllowanceCharge/cbc:MultiplierFactorNumeric'),
  ),
  fatal('UBL-CR-673', 'The reference to an invoiced object (130) has no description.', (_, subject) =>
    references(subject)
      .filter(isObject)
      .every((one) => one.child('cbc:DocumentDescription') === undefined),
  ),
  warning(
    'UBL-CR-680',
    sentence('the account of the payer outside a mandate'),
    none('//cac:PaymentMeans/cac:PayerFinancialAccount'),
  ),
]
