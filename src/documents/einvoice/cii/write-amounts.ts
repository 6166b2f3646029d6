import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { AllowanceCharge, Invoice, VatShare } from '../invoice-model.ts'
import { taxPointCodeInCii } from './read-cii.ts'
import { decimalLeaf, indicator, writeDate } from './write-values.ts'

/** BG-20, BG-21, BG-27, BG-28 */
export const writeAllowanceCharge =
  (charge: boolean) =>
  (item: AllowanceCharge): XmlNode =>
    element(
      'ram:SpecifiedTradeAllowanceCharge',
      {},
      indicator(charge),
      decimalLeaf('ram:CalculationPercent', item.percent),
      decimalLeaf('ram:BasisAmount', item.baseAmount),
      decimalLeaf('ram:ActualAmount', item.amount),
      leaf('ram:ReasonCode', item.reasonCode),
      leaf('ram:Reason', item.reason),
      writeCategory('ram:CategoryTradeTax', item.vatCode, item.vatRate),
    )

/** VAT category and rate; nothing when neither is known. */
export const writeCategory = (
  name: string,
  code: string | undefined,
  rate: Decimal | undefined,
): XmlNode | undefined =>
  code === undefined && rate === undefined
    ? undefined
    : element(
        name,
        {},
        leaf('ram:TypeCode', 'VAT'),
        leaf('ram:CategoryCode', code),
        decimalLeaf('ram:RateApplicablePercent', rate),
      )

/** BG-23; the tax point of the document (BT-7, BT-8) is stated once, at the first share (rule CII-SR-461). */
export const writeVatBreakdown = (invoice: Invoice): XmlContent =>
  invoice.vatBreakdown.map((share, index) => writeShare(share, index === 0 ? invoice : {}))

const writeShare = (share: VatShare, taxPoint: Pick<Invoice, 'taxPointOn' | 'taxPointCode'>): XmlNode =>
  element(
    'ram:ApplicableTradeTax',
    {},
    decimalLeaf('ram:CalculatedAmount', share.vat),
    leaf('ram:TypeCode', 'VAT'),
    leaf('ram:ExemptionReason', share.exemptionReason),
    decimalLeaf('ram:BasisAmount', share.taxable),
    leaf('ram:CategoryCode', share.vatCode),
    leaf('ram:ExemptionReasonCode', share.exemptionCode),
    writeDate('ram:TaxPointDate', taxPoint.taxPointOn, 'udt:DateString'),
    leaf('ram:DueDateTypeCode', taxPointCodeInCii(taxPoint.taxPointCode)),
    decimalLeaf('ram:RateApplicablePercent', share.vatRate),
  )

/** BG-22 */
export const writeTotals = ({ declared, currency, vatCurrency }: Invoice): XmlNode | undefined =>
  group(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    decimalLeaf('ram:LineTotalAmount', declared.lineNet),
    decimalLeaf('ram:ChargeTotalAmount', declared.charges),
    decimalLeaf('ram:AllowanceTotalAmount', declared.allowances),
    decimalLeaf('ram:TaxBasisTotalAmount', declared.net),
    taxTotal(declared.vat, currency),
    taxTotal(declared.vatInVatCurrency, vatCurrency),
    decimalLeaf('ram:RoundingAmount', declared.rounding),
    decimalLeaf('ram:GrandTotalAmount', declared.gross),
    decimalLeaf('ram:TotalPrepaidAmount', declared.prepaid),
    decimalLeaf('ram:DuePayableAmount', declared.payable),
  )

/** The only amounts that name their currency: it tells BT-110 from BT-111. */
const taxTotal = (value: Decimal | undefined, currency: string | undefined) =>
  value && leaf('ram:TaxTotalAmount', formatDecimal(value), { currencyID: currency })
