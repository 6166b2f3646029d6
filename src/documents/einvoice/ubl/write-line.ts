import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { pricesOf } from '../canonical-form.ts'
import type { Invoice, InvoiceLine, Period } from '../invoice-model.ts'
import { amount, decimalLeaf, writeAllowanceCharge, writeCategory } from './write-amounts.ts'
import { writeIdentifier } from './write-party.ts'

/** BG-25 */
export const writeLine =
  ({ kind, currency }: Invoice) =>
  (line: InvoiceLine): XmlNode =>
    element(
      kind === 'invoice' ? 'cac:InvoiceLine' : 'cac:CreditNoteLine',
      {},
      leaf('cbc:ID', line.id),
      leaf('cbc:Note', line.note),
      decimalLeaf(kind === 'invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity', line.quantity, line.unit),
      amount('cbc:LineExtensionAmount', line.net, currency),
      leaf('cbc:AccountingCost', line.accountingCost),
      writePeriod(line.period),
      group('cac:OrderLineReference', leaf('cbc:LineID', line.orderLine)),
      line.object &&
        element(
          'cac:DocumentReference',
          {},
          writeIdentifier('cbc:ID', line.object),
          leaf('cbc:DocumentTypeCode', '130'),
        ),
      line.allowances.map(writeAllowanceCharge(false, currency)),
      line.charges.map(writeAllowanceCharge(true, currency)),
      writeItem(line),
      writePrice(line, currency),
    )

const itemId = (name: string, id: string | undefined) => group(name, leaf('cbc:ID', id))

/** BG-31, BG-30, BG-32 */
const writeItem = (line: InvoiceLine): XmlNode | undefined =>
  group(
    'cac:Item',
    leaf('cbc:Description', line.details),
    leaf('cbc:Name', line.description),
    itemId('cac:BuyersItemIdentification', line.buyersItemId),
    itemId('cac:SellersItemIdentification', line.sellersItemId),
    group('cac:StandardItemIdentification', writeIdentifier('cbc:ID', line.standardItemId)),
    group('cac:OriginCountry', leaf('cbc:IdentificationCode', line.originCountry)),
    line.classifications.map(({ code, list, listVersion }) =>
      group(
        'cac:CommodityClassification',
        leaf('cbc:ItemClassificationCode', code, { listID: list, listVersionID: listVersion }),
      ),
    ),
    writeCategory('cac:ClassifiedTaxCategory', line.vatCode, line.vatRate),
    line.attributes.map(({ name, value }) =>
      group('cac:AdditionalItemProperty', leaf('cbc:Name', name), leaf('cbc:Value', value)),
    ),
  )

/** BG-29 */
const writePrice = (line: InvoiceLine, currency: string | undefined): XmlNode | undefined =>
  group(
    'cac:Price',
    amount('cbc:PriceAmount', line.unitPrice, currency),
    decimalLeaf('cbc:BaseQuantity', line.priceBaseQuantity, line.priceBaseUnit),
    writeDiscount(line, currency),
  )

/** UBL asks for the discount where there is a gross price: it is what the net price leaves of it. */
function writeDiscount(line: InvoiceLine, currency: string | undefined): XmlContent {
  const { priceDiscount } = pricesOf(line)
  if (!priceDiscount) return undefined
  return element(
    'cac:AllowanceCharge',
    {},
    leaf('cbc:ChargeIndicator', 'false'),
    amount('cbc:Amount', priceDiscount, currency),
    amount('cbc:BaseAmount', line.grossPrice, currency),
  )
}

/** BG-14 with BT-8, or BG-26. */
export const writePeriod = (period: Period | undefined, taxPointCode?: string): XmlNode | undefined =>
  group(
    'cac:InvoicePeriod',
    leaf('cbc:StartDate', period?.from),
    leaf('cbc:EndDate', period?.to),
    leaf('cbc:DescriptionCode', taxPointCode),
  )
