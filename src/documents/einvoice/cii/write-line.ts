import type { Decimal } from '#src/kernel/decimal.ts'
import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { pricesOf } from '../canonical-form.ts'
import type { InvoiceLine, Period } from '../invoice-model.ts'
import { writeAllowanceCharge, writeCategory } from './write-amounts.ts'
import { writeInvoicedObject } from './write-references.ts'
import { decimalLeaf, indicator, under, writeDate, writeIdentifier } from './write-values.ts'

/** BG-25 */
export const writeLine = (line: InvoiceLine): XmlNode =>
  element(
    'ram:IncludedSupplyChainTradeLineItem',
    {},
    group(
      'ram:AssociatedDocumentLineDocument',
      leaf('ram:LineID', line.id),
      under('ram:IncludedNote', 'ram:Content', line.note),
    ),
    writeProduct(line),
    writeAgreement(line),
    group('ram:SpecifiedLineTradeDelivery', decimalLeaf('ram:BilledQuantity', line.quantity, line.unit)),
    writeSettlement(line),
  )

/** BG-31, BG-32 */
const writeProduct = (line: InvoiceLine): XmlNode | undefined =>
  group(
    'ram:SpecifiedTradeProduct',
    writeIdentifier('ram:GlobalID', line.standardItemId),
    leaf('ram:SellerAssignedID', line.sellersItemId),
    leaf('ram:BuyerAssignedID', line.buyersItemId),
    leaf('ram:Name', line.description),
    leaf('ram:Description', line.details),
    line.attributes.map(({ name, value }) =>
      group('ram:ApplicableProductCharacteristic', leaf('ram:Description', name), leaf('ram:Value', value)),
    ),
    line.classifications.map(({ code, list, listVersion }) =>
      group(
        'ram:DesignatedProductClassification',
        leaf('ram:ClassCode', code, { listID: list, listVersionID: listVersion }),
      ),
    ),
    under('ram:OriginTradeCountry', 'ram:ID', line.originCountry),
  )

/** BT-132 and BG-29 */
const writeAgreement = (line: InvoiceLine): XmlNode | undefined =>
  group(
    'ram:SpecifiedLineTradeAgreement',
    under('ram:BuyerOrderReferencedDocument', 'ram:LineID', line.orderLine),
    writeGrossPrice(line),
    group('ram:NetPriceProductTradePrice', decimalLeaf('ram:ChargeAmount', line.unitPrice), base(line)),
  )

/** The discount is stated where the document has one. */
function writeGrossPrice(line: InvoiceLine): XmlContent {
  const { grossPrice } = pricesOf(line)
  return (
    grossPrice &&
    element(
      'ram:GrossPriceProductTradePrice',
      {},
      decimalLeaf('ram:ChargeAmount', grossPrice),
      base(line),
      writeDiscount(line.priceDiscount),
    )
  )
}

const base = (line: InvoiceLine) => decimalLeaf('ram:BasisQuantity', line.priceBaseQuantity, line.priceBaseUnit)

const writeDiscount = (discount: Decimal | undefined): XmlContent =>
  discount &&
  element('ram:AppliedTradeAllowanceCharge', {}, indicator(false), decimalLeaf('ram:ActualAmount', discount))

const writeSettlement = (line: InvoiceLine): XmlNode | undefined =>
  group(
    'ram:SpecifiedLineTradeSettlement',
    writeCategory('ram:ApplicableTradeTax', line.vatCode, line.vatRate),
    writePeriod(line.period),
    line.allowances.map(writeAllowanceCharge(false)),
    line.charges.map(writeAllowanceCharge(true)),
    group('ram:SpecifiedTradeSettlementLineMonetarySummation', decimalLeaf('ram:LineTotalAmount', line.net)),
    writeInvoicedObject(line.object),
    under('ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID', line.accountingCost),
  )

/** BG-14, BG-26 */
export const writePeriod = (period: Period | undefined): XmlNode | undefined =>
  group(
    'ram:BillingSpecifiedPeriod',
    writeDate('ram:StartDateTime', period?.from),
    writeDate('ram:EndDateTime', period?.to),
  )
