import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { attributeOf, type FieldReader, textOf } from '../field-reader.ts'
import type { Classification, InvoiceLine, Period } from '../invoice-model.ts'
import { readAllowanceCharges, readCategory } from './read-amounts.ts'
import { readInvoicedObject } from './read-references.ts'
import { readDate, readIdentifier } from './values.ts'

/** BG-25: `element` is ram:IncludedSupplyChainTradeLineItem, `pointer` its place in the canonical invoice. */
export function readLine(fields: FieldReader, element: XmlElement, pointer: string): InvoiceLine {
  const document = element.child('ram:AssociatedDocumentLineDocument')
  const agreement = element.child('ram:SpecifiedLineTradeAgreement')
  const settlement = element.child('ram:SpecifiedLineTradeSettlement')
  const quantity = element.at('ram:SpecifiedLineTradeDelivery', 'ram:BilledQuantity')
  const sums = settlement?.child('ram:SpecifiedTradeSettlementLineMonetarySummation')
  return {
    id: document?.textAt('ram:LineID'),
    parentId: document?.textAt('ram:ParentLineID'),
    ...readStatus(document),
    note: document?.textAt('ram:IncludedNote', 'ram:Content'),
    object: readInvoicedObject(settlement) ?? readInvoicedObject(agreement),
    quantity: fields.decimal(quantity, `${pointer}/quantity`),
    unit: attributeOf(quantity, 'unitCode'),
    net: fields.decimal(sums?.child('ram:LineTotalAmount'), `${pointer}/net`),
    orderLine: agreement?.textAt('ram:BuyerOrderReferencedDocument', 'ram:LineID'),
    accountingCost: settlement?.textAt('ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID'),
    period: readPeriod(fields, settlement?.child('ram:BillingSpecifiedPeriod'), `${pointer}/period`),
    allowances: readAllowanceCharges(fields, settlement, false, `${pointer}/allowances`),
    charges: readAllowanceCharges(fields, settlement, true, `${pointer}/charges`),
    ...readPrice(fields, agreement, pointer),
    ...readCategory(fields, settlement?.child('ram:ApplicableTradeTax'), pointer),
    ...readProduct(element.child('ram:SpecifiedTradeProduct')),
  }
}

/** BT-X-8 of EXTENDED: lines that only gather or explain others. */
function readStatus(document: XmlElement | undefined): Pick<InvoiceLine, 'role'> {
  const status = document?.textAt('ram:LineStatusReasonCode')?.toUpperCase()
  if (status === 'GROUP') return { role: 'group' }
  return status === 'INFORMATION' ? { role: 'information' } : {}
}

/** BG-29 */
function readPrice(fields: FieldReader, agreement: XmlElement | undefined, pointer: string) {
  const net = agreement?.child('ram:NetPriceProductTradePrice')
  const gross = agreement?.child('ram:GrossPriceProductTradePrice')
  const base = net?.child('ram:BasisQuantity') ?? gross?.child('ram:BasisQuantity')
  const discount = gross?.at('ram:AppliedTradeAllowanceCharge', 'ram:ActualAmount')
  return {
    unitPrice: fields.decimal(net?.child('ram:ChargeAmount'), `${pointer}/unitPrice`),
    priceDiscount: fields.decimal(discount, `${pointer}/priceDiscount`),
    grossPrice: fields.decimal(gross?.child('ram:ChargeAmount'), `${pointer}/grossPrice`),
    priceBaseQuantity: fields.decimal(base, `${pointer}/priceBaseQuantity`),
    priceBaseUnit: attributeOf(base, 'unitCode'),
  }
}

/** BG-31, BG-32 */
function readProduct(product: XmlElement | undefined) {
  return {
    description: product?.textAt('ram:Name'),
    details: product?.textAt('ram:Description'),
    sellersItemId: product?.textAt('ram:SellerAssignedID'),
    buyersItemId: product?.textAt('ram:BuyerAssignedID'),
    standardItemId: readIdentifier(product?.child('ram:GlobalID')),
    classifications: (product?.all('ram:DesignatedProductClassification') ?? []).flatMap(readClassification),
    originCountry: product?.textAt('ram:OriginTradeCountry', 'ram:ID'),
    attributes: (product?.all('ram:ApplicableProductCharacteristic') ?? []).map((one) => ({
      name: one.textAt('ram:Description'),
      value: one.textAt('ram:Value'),
    })),
  }
}

function readClassification(element: XmlElement): Classification[] {
  const code = element.child('ram:ClassCode')
  const text = textOf(code)
  if (text === undefined) return []
  return [{ code: text, list: attributeOf(code, 'listID'), listVersion: attributeOf(code, 'listVersionID') }]
}

/** BG-14, BG-26 */
export function readPeriod(fields: FieldReader, element: XmlElement | undefined, pointer: string): Period | undefined {
  if (!element) return undefined
  const from = readDate(fields, element.child('ram:StartDateTime'), `${pointer}/from`)
  const to = readDate(fields, element.child('ram:EndDateTime'), `${pointer}/to`)
  return from || to ? { from, to } : undefined
}
