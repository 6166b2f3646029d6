import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { MEDIA_TYPES } from '../en16931/ubl-codes.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, type Holds, type Pattern } from '../engine/rule.ts'
import { once } from '../engine/subject.ts'
import { attributeIn, someFilled, twoDecimals } from '../engine/tests.ts'
import { cents, decimalOf, minus, NOUGHT, normalised, plus, same, sumOf } from '../engine/values.ts'
import { rule } from './rules.ts'
import { CLASSIFICATIONS, CVD, EAS, EXTENSION, ICD, MEDIA_TYPE_XML, VEHICLE_KINDS, VEHICLES } from './values.ts'

const specificationIs = (id: string) =>
  once(({ root }) => root.named('cbc:CustomizationID').some((one) => one.text === id))
const isExtension = specificationIs(EXTENSION)
const isCvd = specificationIs(CVD)

const extended =
  (attribute?: string): Holds =>
  (node, subject) =>
    isExtension(subject) && (attribute === undefined || node.attributes[attribute] !== undefined)

const subLines = path('cac:SubInvoiceLine')
const net = (line: XmlElement) => decimalOf(line.child('cbc:LineExtensionAmount'))

/** The parts of a line make up the line, on every level. */
const subLinesAddUp: Holds = (node, subject) => {
  const parents = [...node.named('cac:InvoiceLine'), ...subject.named('cac:SubInvoiceLine')]
  return parents
    .filter((line) => subLines(line).length > 0)
    .every((line) => same(net(line), sumOf(subLines(line).flatMap((one) => one.named('cbc:LineExtensionAmount')))))
}

const subLineItems = path('cac:Item')
const oneCategoryEach: Holds = (_, subject) =>
  subject
    .named('cac:SubInvoiceLine')
    .flatMap(subLineItems)
    .every((item) => item.named('cac:ClassifiedTaxCategory').length === 1)

const payments = path('../cac:PrepaidPayment/cbc:PaidAmount')

/** BR-CO-16 with what third parties pay. */
const payableAddsUp: Holds = (node) => {
  const orNought = (name: string) => (node.child(name) ? decimalOf(node.child(name)) : NOUGHT)
  const paid = payments(node).some((one) => normalised(one) !== '') ? sumOf(payments(node)) : NOUGHT
  const payable = minus(decimalOf(node.child('cbc:PayableAmount')), orNought('cbc:PayableRoundingAmount'))
  const left = plus(minus(decimalOf(node.child('cbc:TaxInclusiveAmount')), orNought('cbc:PrepaidAmount')), paid)
  return same(cents(payable), cents(left))
}

const inIcd = attributeIn('schemeID', ICD)
const isCreditorId: Holds = (node) => {
  if (node.attributes.schemeID?.trim() !== 'SEPA') return false
  for (let above = node.parent; above; above = above.parent) {
    if (above.name === 'cac:AccountingSupplierParty' || above.name === 'cac:PayeeParty') return true
  }
  return false
}

const codeContexts = (): Context[] => [
  contextWhen('cac:PartyIdentification/cbc:ID', extended('schemeID'), [
    rule('BR-DEX-04', (node, subject) => inIcd(node, subject) || isCreditorId(node, subject)),
  ]),
  contextWhen('cac:PartyLegalEntity/cbc:CompanyID', extended('schemeID'), [rule('BR-DEX-05', inIcd)]),
  contextWhen('cac:StandardItemIdentification/cbc:ID', extended('schemeID'), [rule('BR-DEX-06', inIcd)]),
  contextWhen('cbc:EndpointID', extended('schemeID'), [rule('BR-DEX-07', attributeIn('schemeID', EAS))]),
  contextWhen('cac:DeliveryLocation/cbc:ID', extended('schemeID'), [rule('BR-DEX-08', inIcd)]),
]

/** Rules of the extension; they judge nothing else. */
export const extensionPattern: Pattern = [
  contextWhen('cbc:EmbeddedDocumentBinaryObject', extended(), [
    rule('BR-DEX-01', ({ attributes: { mimeCode = '' } }) => MEDIA_TYPES.has(mimeCode) || mimeCode === MEDIA_TYPE_XML),
  ]),
  contextWhen('/ubl:Invoice', extended(), [rule('BR-DEX-02', subLinesAddUp), rule('BR-DEX-03', oneCategoryEach)]),
  contextWhen('cac:LegalMonetaryTotal', extended(), [rule('BR-DEX-09', payableAddsUp)]),
  ...codeContexts(),
  contextWhen('/ubl:Invoice/cac:PrepaidPayment', extended(), [
    rule('BR-DEX-10', someFilled('cbc:ID')),
    rule('BR-DEX-11', someFilled('cbc:PaidAmount')),
    rule('BR-DEX-12', someFilled('cbc:InstructionID')),
    rule('BR-DEX-13', twoDecimals('cbc:PaidAmount')),
    rule('BR-DEX-14', (node) => {
      const currencies = new Set(node.parent?.named('cbc:DocumentCurrencyCode').map((one) => one.text))
      return node.named('cbc:PaidAmount').some((one) => currencies.has(one.attributes.currencyID ?? ''))
    }),
  ]),
]

const ofCvd: Holds = (_, subject) => isCvd(subject)
const items = path('cac:InvoiceLine/cac:Item | cac:CreditNoteLine/cac:Item')
const classes = path('cac:CommodityClassification/cbc:ItemClassificationCode')
const vehicleClasses = (item: XmlElement) => classes(item).filter((one) => one.attributes.listID === 'CVD')
const isKind = (property: XmlElement) => property.named('cbc:Name').some((name) => name.text === 'cva')
const kinds = (item: XmlElement) => item.named('cac:AdditionalItemProperty').filter(isKind)
const ITEM = '/ubl:Invoice/cac:InvoiceLine/cac:Item | /cn:CreditNote/cac:CreditNoteLine/cac:Item'
const below = (at: string) =>
  ITEM.split(' | ')
    .map((item) => `${item}/${at}`)
    .join(' | ')

/** Rules of the profile for clean vehicles; they judge nothing else. */
export const cvdPattern: Pattern = [
  contextWhen('/ubl:Invoice | /cn:CreditNote', ofCvd, [
    rule('BR-DE-CVD-02', someFilled('cac:OriginatorDocumentReference/cbc:ID')),
    rule('BR-DE-CVD-01', someFilled('cac:ContractDocumentReference/cbc:ID')),
    rule('BR-DE-CVD-03', (node) =>
      items(node).some((item) => vehicleClasses(item).length > 0 && kinds(item).length > 0),
    ),
  ]),
  contextWhen(ITEM, ofCvd, [
    rule('BR-DE-CVD-06-a', (node) => vehicleClasses(node).length === 0 || kinds(node).length === 1),
    rule('BR-DE-CVD-06-b', (node) => kinds(node).length === 0 || vehicleClasses(node).length === 1),
  ]),
  contextWhen(below('cac:CommodityClassification/cbc:ItemClassificationCode'), ofCvd, [
    rule('BR-TMP-CVD-01', attributeIn('listID', CLASSIFICATIONS)),
    rule('BR-DE-CVD-04', (node) => node.attributes.listID?.trim() !== 'CVD' || VEHICLES.includes(normalised(node))),
  ]),
  contextWhen(below('cac:AdditionalItemProperty'), (node, subject) => isCvd(subject) && isKind(node), [
    rule('BR-DE-CVD-05', (node) => VEHICLE_KINDS.includes(normalised(node.child('cbc:Value')))),
  ]),
]
