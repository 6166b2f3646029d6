import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { AGREEMENT, hasAncestor, inDocument, TRANSACTION } from '../en16931/cii-facts.ts'
import { MEDIA_TYPES } from '../en16931/ubl-codes.ts'
import { path } from '../engine/path.ts'
import { contextWhen, type Holds, type Pattern } from '../engine/rule.ts'
import { attributeIn, someFilled } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { rule } from './rules.ts'
import { CLASSIFICATIONS, CVD, EAS, EXTENSION, ICD, MEDIA_TYPE_XML, VEHICLE_KINDS, VEHICLES } from './values.ts'

const specifications = inDocument('rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID')
const specifiedAs =
  (id: string): Holds =>
  (_, subject) =>
    specifications(subject).some((one) => one.text === id)
const isExtension = specifiedAs(EXTENSION)
const isCvd = specifiedAs(CVD)

const withScheme =
  (...outside: string[]): Holds =>
  (node, subject) =>
    node.attributes.schemeID !== undefined &&
    isExtension(node, subject) &&
    outside.every((name) => !hasAncestor(node, name))

const ROOT = '/rsm:CrossIndustryInvoice'
const LINE = `${ROOT}/${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`
const inIcd = attributeIn('schemeID', ICD)

/** Rules of the extension; they judge nothing else. */
export const extensionPattern: Pattern = [
  contextWhen(`${LINE}/ram:AssociatedDocumentLineDocument`, isExtension, [
    rule('BR-DEX-15', (_, subject) => subject.named('ram:ParentLineID').length === 0),
  ]),
  contextWhen('ram:GlobalID', withScheme('ram:SpecifiedTradeProduct', 'ram:ShipToTradeParty'), [
    rule('BR-DEX-04', inIcd),
  ]),
  contextWhen('ram:ID', withScheme('ram:SpecifiedTaxRegistration'), [rule('BR-DEX-05', inIcd)]),
  contextWhen('ram:SpecifiedTradeProduct/ram:GlobalID', withScheme(), [rule('BR-DEX-06', inIcd)]),
  contextWhen('ram:URIUniversalCommunication/ram:URIID', withScheme(), [
    rule('BR-DEX-07', attributeIn('schemeID', EAS)),
  ]),
  contextWhen('ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID', withScheme(), [
    rule('BR-DEX-08', inIcd),
  ]),
  contextWhen('ram:AttachmentBinaryObject', isExtension, [
    rule('BR-DEX-01', ({ attributes: { mimeCode = '' } }) => MEDIA_TYPES.has(mimeCode) || mimeCode === MEDIA_TYPE_XML),
  ]),
]

const products = path('ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedTradeProduct')
const classes = path('ram:DesignatedProductClassification/ram:ClassCode')
const vehicleClasses = (item: XmlElement) => classes(item).filter((one) => one.attributes.listID === 'CVD')
const isKind = (property: XmlElement) => property.named('ram:Description').some((name) => name.text === 'cva')
const kinds = (item: XmlElement) => item.named('ram:ApplicableProductCharacteristic').filter(isKind)
const PRODUCT = `${LINE}/ram:SpecifiedTradeProduct`

const tenderStated: Holds = (node) =>
  node
    .named('ram:AdditionalReferencedDocument')
    .some(
      (one) => normalised(one.child('ram:TypeCode')) === '50' && normalised(one.child('ram:IssuerAssignedID')) !== '',
    )

/** Rules of the profile for clean vehicles; they judge nothing else. */
export const cvdPattern: Pattern = [
  contextWhen(`${ROOT}/${TRANSACTION}`, isCvd, [
    rule('BR-DE-CVD-03', (node) =>
      products(node).some((item) => vehicleClasses(item).length > 0 && kinds(item).length > 0),
    ),
  ]),
  contextWhen(PRODUCT, isCvd, [
    rule('BR-DE-CVD-06-b', (node) => kinds(node).length === 0 || vehicleClasses(node).length === 1),
    rule('BR-DE-CVD-06-a', (node) => vehicleClasses(node).length === 0 || kinds(node).length === 1),
  ]),
  contextWhen(`${PRODUCT}/ram:DesignatedProductClassification/ram:ClassCode`, isCvd, [
    rule('BR-TMP-CVD-01', attributeIn('listID', CLASSIFICATIONS)),
    rule('BR-DE-CVD-04', (node) => node.attributes.listID?.trim() !== 'CVD' || VEHICLES.includes(normalised(node))),
  ]),
  contextWhen(
    `${PRODUCT}/ram:ApplicableProductCharacteristic`,
    (node, subject) => isCvd(node, subject) && isKind(node),
    [rule('BR-DE-CVD-05', (node) => VEHICLE_KINDS.includes(normalised(node.child('ram:Value'))))],
  ),
  contextWhen(`${ROOT}/${AGREEMENT}`, isCvd, [
    rule('BR-DE-CVD-01', someFilled('ram:ContractReferencedDocument/ram:IssuerAssignedID')),
    rule('BR-DE-CVD-02', tenderStated),
  ]),
]
