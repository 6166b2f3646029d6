import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { AllowanceCharge, Invoice, VatShare } from '../invoice-model.ts'

/** An amount in the document's currency. */
export const amount = (name: string, value: Decimal | undefined, currency: string | undefined): XmlNode | undefined =>
  value && leaf(name, formatDecimal(value), { currencyID: currency })

export const decimalLeaf = (name: string, value: Decimal | undefined, unit?: string): XmlNode | undefined =>
  value && leaf(name, formatDecimal(value), { unitCode: unit })

/** BG-20, BG-21, BG-27, BG-28 */
export const writeAllowanceCharge =
  (charge: boolean, currency: string | undefined) =>
  (item: AllowanceCharge): XmlNode =>
    element(
      'cac:AllowanceCharge',
      {},
      leaf('cbc:ChargeIndicator', String(charge)),
      leaf('cbc:AllowanceChargeReasonCode', item.reasonCode),
      leaf('cbc:AllowanceChargeReason', item.reason),
      decimalLeaf('cbc:MultiplierFactorNumeric', item.percent),
      amount('cbc:Amount', item.amount, currency),
      amount('cbc:BaseAmount', item.baseAmount, currency),
      writeCategory('cac:TaxCategory', item.vatCode, item.vatRate),
    )

/** A VAT category; nothing when it is not known. */
export const writeCategory = (
  name: string,
  code: string | undefined,
  rate: Decimal | undefined,
  ...reasons: XmlContent[]
): XmlNode | undefined =>
  code === undefined && rate === undefined
    ? undefined
    : element(
        name,
        {},
        leaf('cbc:ID', code),
        decimalLeaf('cbc:Percent', rate),
        reasons,
        element('cac:TaxScheme', {}, leaf('cbc:ID', 'VAT')),
      )

/** BG-23 with BT-110, and BT-111 as a second total. */
export function writeTaxTotals({ currency, vatCurrency, declared, vatBreakdown }: Invoice): XmlContent[] {
  return [
    group('cac:TaxTotal', amount('cbc:TaxAmount', declared.vat, currency), vatBreakdown.map(writeShare(currency))),
    group('cac:TaxTotal', amount('cbc:TaxAmount', declared.vatInVatCurrency, vatCurrency)),
  ]
}

const writeShare =
  (currency: string | undefined) =>
  (share: VatShare): XmlNode =>
    element(
      'cac:TaxSubtotal',
      {},
      amount('cbc:TaxableAmount', share.taxable, currency),
      amount('cbc:TaxAmount', share.vat, currency),
      writeCategory(
        'cac:TaxCategory',
        share.vatCode,
        share.vatRate,
        leaf('cbc:TaxExemptionReasonCode', share.exemptionCode),
        leaf('cbc:TaxExemptionReason', share.exemptionReason),
      ),
    )

/** BG-22 */
export const writeTotals = ({ declared, currency }: Invoice): XmlNode | undefined =>
  group(
    'cac:LegalMonetaryTotal',
    amount('cbc:LineExtensionAmount', declared.lineNet, currency),
    amount('cbc:TaxExclusiveAmount', declared.net, currency),
    amount('cbc:TaxInclusiveAmount', declared.gross, currency),
    amount('cbc:AllowanceTotalAmount', declared.allowances, currency),
    amount('cbc:ChargeTotalAmount', declared.charges, currency),
    amount('cbc:PrepaidAmount', declared.prepaid, currency),
    amount('cbc:PayableRoundingAmount', declared.rounding, currency),
    amount('cbc:PayableAmount', declared.payable, currency),
  )
