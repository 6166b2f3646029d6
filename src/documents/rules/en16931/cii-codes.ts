import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { withAttribute } from '../engine/code-row.ts'
import { type Context, contextWhen, type Holds } from '../engine/rule.ts'
import { attributeIn, codeIn } from '../engine/tests.ts'
import { hasAncestor, isCharge, rule } from './cii-facts.ts'
import type { Edition } from './edition.ts'
import { MEDIA_TYPES } from './ubl-codes.ts'

/** A rule about a code: id, place, attribute that holds it ("" for the text), list, and which elements are meant. */
type Row = readonly [id: string, at: string, attribute: string, list: string, when?: Holds]

const outside =
  (...names: string[]): Holds =>
  (node) =>
    names.every((name) => !hasAncestor(node, name))
const under =
  (charge: boolean): Holds =>
  (node) =>
    node.parent !== undefined && isCharge(node.parent, charge)

const CODES: readonly Row[] = [
  ['BR-CL-01', 'rsm:ExchangedDocument/ram:TypeCode', '', 'invoiceType'],
  ['BR-CL-03', 'ram:TaxTotalAmount', 'currencyID', 'currency'],
  ['BR-CL-04', 'ram:InvoiceCurrencyCode', '', 'currency'],
  ['BR-CL-05', 'ram:TaxCurrencyCode', '', 'currency'],
  ['BR-CL-06', 'ram:DueDateTypeCode', '', 'taxPoint'],
  ['BR-CL-07', 'ram:ReferenceTypeCode', '', 'objectScheme'],
  ['BR-CL-08', 'ram:SubjectCode', '', 'noteSubject'],
  ['BR-CL-10', 'ram:GlobalID', 'schemeID', 'icd', outside('ram:SpecifiedTradeProduct', 'ram:ShipToTradeParty')],
  ['BR-CL-11', 'ram:ID', 'schemeID', 'icd', outside('ram:SpecifiedTaxRegistration')],
  ['BR-CL-13', 'ram:ClassCode', 'listID', 'itemClassification'],
  ['BR-CL-14', 'ram:CountryID', '', 'country'],
  ['BR-CL-15', 'ram:OriginTradeCountry/ram:ID', '', 'country'],
  ['BR-CL-16', 'ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode', '', 'paymentMeans'],
  ['BR-CL-17', 'ram:CategoryTradeTax/ram:CategoryCode', '', 'vatCategory'],
  ['BR-CL-18', 'ram:ApplicableTradeTax/ram:CategoryCode', '', 'vatCategory'],
  ['BR-CL-19', 'ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode', '', 'allowanceReason', under(false)],
  ['BR-CL-20', 'ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode', '', 'chargeReason', under(true)],
  ['BR-CL-21', 'ram:SpecifiedTradeProduct/ram:GlobalID', 'schemeID', 'icd'],
  ['BR-CL-22', 'ram:ExemptionReasonCode', '', 'exemption'],
  ['BR-CL-23', 'ram:BasisQuantity | ram:BilledQuantity', 'unitCode', 'unit'],
  ['BR-CL-25', 'ram:URIUniversalCommunication/ram:URIID', 'schemeID', 'eas'],
  ['BR-CL-26', 'ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID', 'schemeID', 'icd'],
]

/** Rules about code lists (pattern "Codes" of the official set); an element without the attribute is not judged. */
export const codeContexts = ({ ciiLists }: Edition): Context[] => [
  ...CODES.map(([id, at, attribute, list, when]) => {
    const codes = ciiLists(list)
    const test = attribute === '' ? codeIn(codes) : attributeIn(attribute, codes)
    const concerned: Holds = (node, subject) =>
      (attribute === '' || withAttribute(attribute)(node, subject)) && (when?.(node, subject) ?? true)
    return contextWhen(at, concerned, [rule(id, test)])
  }),
  contextWhen('ram:AttachmentBinaryObject', withAttribute('mimeCode'), [rule('BR-CL-24', isAllowedType)]),
]

function isAllowedType(node: XmlElement): boolean {
  return MEDIA_TYPES.has(node.attributes.mimeCode ?? '')
}
