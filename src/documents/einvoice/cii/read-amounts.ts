import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { attributeOf, type FieldReader } from '../field-reader.ts'
import type { AllowanceCharge, Totals, VatShare } from '../invoice-model.ts'

/** BG-20 and BG-21 below the header settlement; charges for freight and the like (EXTENDED) are charges too. */
export function readCharges(fields: FieldReader, settlement: XmlElement | undefined) {
  const charges = readAllowanceCharges(fields, settlement, true, '/charges')
  const services = settlement?.all('ram:SpecifiedLogisticsServiceCharge') ?? []
  const freight = services.map((element, index) =>
    readServiceCharge(fields, element, `/charges/${charges.length + index}`),
  )
  return {
    allowances: readAllowanceCharges(fields, settlement, false, '/allowances'),
    charges: [...charges, ...freight],
  }
}

/** The allowances (`charge` false) or charges (true) directly below an element. */
export function readAllowanceCharges(
  fields: FieldReader,
  parent: XmlElement | undefined,
  charge: boolean,
  pointer: string,
): AllowanceCharge[] {
  const all = parent?.all('ram:SpecifiedTradeAllowanceCharge') ?? []
  return all
    .filter((element) => isCharge(element) === charge)
    .map((element, index) => readAllowanceCharge(fields, element, `${pointer}/${index}`))
}

/** ram:ChargeIndicator holds udt:Indicator; some senders put the text into the outer element. */
function isCharge(element: XmlElement): boolean {
  const text = element.textAt('ram:ChargeIndicator', 'udt:Indicator') ?? element.textAt('ram:ChargeIndicator')
  return text === 'true' || text === '1'
}

function readAllowanceCharge(fields: FieldReader, element: XmlElement, pointer: string): AllowanceCharge {
  return {
    amount: fields.decimal(element.child('ram:ActualAmount'), `${pointer}/amount`),
    baseAmount: fields.decimal(element.child('ram:BasisAmount'), `${pointer}/baseAmount`),
    percent: fields.decimal(element.child('ram:CalculationPercent'), `${pointer}/percent`),
    reason: element.textAt('ram:Reason'),
    reasonCode: element.textAt('ram:ReasonCode'),
    ...readCategory(fields, element.child('ram:CategoryTradeTax'), pointer),
  }
}

/** BG-X-42 */
function readServiceCharge(fields: FieldReader, element: XmlElement, pointer: string): AllowanceCharge {
  return {
    amount: fields.decimal(element.child('ram:AppliedAmount'), `${pointer}/amount`),
    reason: element.textAt('ram:Description'),
    ...readCategory(fields, element.child('ram:AppliedTradeTax'), pointer),
  }
}

/** VAT category and rate of a line, allowance or charge. */
export function readCategory(fields: FieldReader, tax: XmlElement | undefined, pointer: string) {
  return {
    vatCode: tax?.textAt('ram:CategoryCode'),
    vatRate: fields.decimal(tax?.child('ram:RateApplicablePercent'), `${pointer}/vatRate`),
  }
}

/** BG-23 */
export function readVatBreakdown(fields: FieldReader, settlement: XmlElement | undefined): VatShare[] {
  return (settlement?.all('ram:ApplicableTradeTax') ?? []).map((element, index) => {
    const pointer = `/vatBreakdown/${index}`
    return {
      taxable: fields.decimal(element.child('ram:BasisAmount'), `${pointer}/taxable`),
      vat: fields.decimal(element.child('ram:CalculatedAmount'), `${pointer}/vat`),
      ...readCategory(fields, element, pointer),
      exemptionReason: element.textAt('ram:ExemptionReason'),
      exemptionCode: element.textAt('ram:ExemptionReasonCode'),
    }
  })
}

/** BG-22. The tax total in the document's currency is BT-110, one in the VAT accounting currency BT-111. */
export function readTotals(
  fields: FieldReader,
  settlement: XmlElement | undefined,
  currency: string | undefined,
  vatCurrency: string | undefined,
): Totals {
  const sums = settlement?.child('ram:SpecifiedTradeSettlementHeaderMonetarySummation')
  const taxAmounts = sums?.all('ram:TaxTotalAmount') ?? []
  const inCurrency = (code: string | undefined) =>
    code === undefined ? undefined : taxAmounts.find((amount) => attributeOf(amount, 'currencyID') === code)
  const vat = inCurrency(currency) ?? taxAmounts[0]
  const other = inCurrency(vatCurrency)
  const total = (name: string, field: string) => fields.decimal(sums?.child(`ram:${name}`), `/declared/${field}`)
  return {
    lineNet: total('LineTotalAmount', 'lineNet'),
    allowances: total('AllowanceTotalAmount', 'allowances'),
    charges: total('ChargeTotalAmount', 'charges'),
    net: total('TaxBasisTotalAmount', 'net'),
    vat: fields.decimal(vat, '/declared/vat'),
    vatInVatCurrency: other === vat ? undefined : fields.decimal(other, '/declared/vatInVatCurrency'),
    gross: total('GrandTotalAmount', 'gross'),
    prepaid: total('TotalPrepaidAmount', 'prepaid'),
    rounding: total('RoundingAmount', 'rounding'),
    payable: total('DuePayableAmount', 'payable'),
  }
}
