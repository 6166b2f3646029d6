import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { attributeOf, type FieldReader, textOf } from '../field-reader.ts'
import type { Classification, InvoiceLine, Period } from '../invoice-model.ts'
import { readAllowanceCharges } from './read-amounts.ts'
import { readIdentifier } from './read-party.ts'

/** BG-25: `element` is cac:InvoiceLine or cac:CreditNoteLine, `pointer` its place in the canonical invoice. */
export function readLine(fields: FieldReader, element: XmlElement, pointer: string): InvoiceLine {
  const quantity = element.child('cbc:InvoicedQuantity') ?? element.child('cbc:CreditedQuantity')
  return {
    id: element.textAt('cbc:ID'),
    note: element.textAt('cbc:Note'),
    object: readIdentifier(element.at('cac:DocumentReference', 'cbc:ID')),
    quantity: fields.decimal(quantity, `${pointer}/quantity`),
    unit: attributeOf(quantity, 'unitCode'),
    net: fields.decimal(element.child('cbc:LineExtensionAmount'), `${pointer}/net`),
    orderLine: element.textAt('cac:OrderLineReference', 'cbc:LineID'),
    accountingCost: element.textAt('cbc:AccountingCost') ?? element.textAt('cbc:AccountingCostCode'),
    period: readPeriod(fields, element.child('cac:InvoicePeriod'), `${pointer}/period`),
    allowances: readAllowanceCharges(fields, element, false, `${pointer}/allowances`),
    charges: readAllowanceCharges(fields, element, true, `${pointer}/charges`),
    ...readPrice(fields, element.child('cac:Price'), pointer),
    ...readItem(fields, element.child('cac:Item'), pointer),
  }
}

/** BG-29 */
function readPrice(fields: FieldReader, price: XmlElement | undefined, pointer: string) {
  const discount = price?.child('cac:AllowanceCharge')
  const base = price?.child('cbc:BaseQuantity')
  return {
    unitPrice: fields.decimal(price?.child('cbc:PriceAmount'), `${pointer}/unitPrice`),
    priceDiscount: fields.decimal(discount?.child('cbc:Amount'), `${pointer}/priceDiscount`),
    grossPrice: fields.decimal(discount?.child('cbc:BaseAmount'), `${pointer}/grossPrice`),
    priceBaseQuantity: fields.decimal(base, `${pointer}/priceBaseQuantity`),
    priceBaseUnit: attributeOf(base, 'unitCode'),
  }
}

/** BG-30, BG-31, BG-32 */
function readItem(fields: FieldReader, item: XmlElement | undefined, pointer: string) {
  const category = item?.child('cac:ClassifiedTaxCategory')
  return {
    vatCode: category?.textAt('cbc:ID'),
    vatRate: fields.decimal(category?.child('cbc:Percent'), `${pointer}/vatRate`),
    description: item?.textAt('cbc:Name'),
    details: item?.textAt('cbc:Description'),
    sellersItemId: item?.textAt('cac:SellersItemIdentification', 'cbc:ID'),
    buyersItemId: item?.textAt('cac:BuyersItemIdentification', 'cbc:ID'),
    standardItemId: readIdentifier(item?.at('cac:StandardItemIdentification', 'cbc:ID')),
    classifications: (item?.all('cac:CommodityClassification') ?? []).flatMap(readClassification),
    originCountry: item?.textAt('cac:OriginCountry', 'cbc:IdentificationCode'),
    attributes: (item?.all('cac:AdditionalItemProperty') ?? []).map((property) => ({
      name: property.textAt('cbc:Name'),
      value: property.textAt('cbc:Value'),
    })),
  }
}

function readClassification(element: XmlElement): Classification[] {
  const code = element.child('cbc:ItemClassificationCode')
  const text = textOf(code)
  if (text === undefined) return []
  return [{ code: text, list: attributeOf(code, 'listID'), listVersion: attributeOf(code, 'listVersionID') }]
}

export function readPeriod(fields: FieldReader, element: XmlElement | undefined, pointer: string): Period | undefined {
  if (!element) return undefined
  const from = fields.date(element.child('cbc:StartDate'), `${pointer}/from`)
  const to = fields.date(element.child('cbc:EndDate'), `${pointer}/to`)
  return from || to ? { from, to } : undefined
}
