import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { FieldReader } from '../field-reader.ts'
import { attributeOf } from '../field-reader.ts'
import type { AllowanceCharge, Totals, VatShare } from '../invoice-model.ts'

/** The allowances (`charge` false) or charges (true) directly below an element. */
export function readAllowanceCharges(
  fields: FieldReader,
  parent: XmlElement,
  charge: boolean,
  pointer: string,
): AllowanceCharge[] {
  return parent
    .all('cac:AllowanceCharge')
    .filter((element) => isCharge(element) === charge)
    .map((element, index) => readAllowanceCharge(fields, element, `${pointer}/${index}`))
}

const isCharge = (element: XmlElement): boolean => ['true', '1'].includes(element.textAt('cbc:ChargeIndicator') ?? '')

function readAllowanceCharge(fields: FieldReader, element: XmlElement, pointer: string): AllowanceCharge {
  const category = element.child('cac:TaxCategory')
  return {
    amount: fields.decimal(element.child('cbc:Amount'), `${pointer}/amount`),
    baseAmount: fields.decimal(element.child('cbc:BaseAmount'), `${pointer}/baseAmount`),
    percent: fields.decimal(element.child('cbc:MultiplierFactorNumeric'), `${pointer}/percent`),
    reason: element.textAt('cbc:AllowanceChargeReason'),
    reasonCode: element.textAt('cbc:AllowanceChargeReasonCode'),
    vatCode: category?.textAt('cbc:ID'),
    vatRate: fields.decimal(category?.child('cbc:Percent'), `${pointer}/vatRate`),
  }
}

/** BG-23: the subtotals of every tax total. */
export function readVatBreakdown(fields: FieldReader, root: XmlElement): VatShare[] {
  const subtotals = root.all('cac:TaxTotal').flatMap((total) => total.all('cac:TaxSubtotal'))
  return subtotals.map((element, index) => {
    const pointer = `/vatBreakdown/${index}`
    const category = element.child('cac:TaxCategory')
    return {
      taxable: fields.decimal(element.child('cbc:TaxableAmount'), `${pointer}/taxable`),
      vat: fields.decimal(element.child('cbc:TaxAmount'), `${pointer}/vat`),
      vatCode: category?.textAt('cbc:ID'),
      vatRate: fields.decimal(category?.child('cbc:Percent'), `${pointer}/vatRate`),
      exemptionReason: category?.textAt('cbc:TaxExemptionReason'),
      exemptionCode: category?.textAt('cbc:TaxExemptionReasonCode'),
    }
  })
}

/** BG-22. The tax total in the document's currency is BT-110, one in the VAT accounting currency BT-111. */
export function readTotals(
  fields: FieldReader,
  root: XmlElement,
  currency: string | undefined,
  vatCurrency: string | undefined,
): Totals {
  const sums = root.child('cac:LegalMonetaryTotal')
  const taxAmounts = root.all('cac:TaxTotal').flatMap((total) => total.child('cbc:TaxAmount') ?? [])
  const inCurrency = (code: string | undefined) =>
    code === undefined ? undefined : taxAmounts.find((amount) => attributeOf(amount, 'currencyID') === code)
  const vat = inCurrency(currency) ?? taxAmounts[0]
  const other = inCurrency(vatCurrency)
  const total = (name: string, field: string) => fields.decimal(sums?.child(`cbc:${name}`), `/declared/${field}`)
  return {
    lineNet: total('LineExtensionAmount', 'lineNet'),
    allowances: total('AllowanceTotalAmount', 'allowances'),
    charges: total('ChargeTotalAmount', 'charges'),
    net: total('TaxExclusiveAmount', 'net'),
    vat: fields.decimal(vat, '/declared/vat'),
    vatInVatCurrency: other === vat ? undefined : fields.decimal(other, '/declared/vatInVatCurrency'),
    gross: total('TaxInclusiveAmount', 'gross'),
    prepaid: total('PrepaidAmount', 'prepaid'),
    rounding: total('PayableRoundingAmount', 'rounding'),
    payable: total('PayableAmount', 'payable'),
  }
}
