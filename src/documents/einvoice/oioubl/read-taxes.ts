import { add, type Decimal, divide, equals, isZero, multiply, round, subtract, sum, ZERO } from '#src/kernel/decimal.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { FieldReader } from '../field-reader.ts'
import type { AllowanceCharge, Invoice, Totals, VatShare } from '../invoice-model.ts'
import { categoryOf, isVat } from './danish-words.ts'

type Taxes = Pick<Invoice, 'allowances' | 'charges' | 'vatBreakdown' | 'declared'>

/** Taxes and totals: VAT as the breakdown, any other tax as a charge, as Peppol has Danish duties (DK-R-004). */
export function readDanishTaxes(fields: FieldReader, root: XmlElement, { declared, ...invoice }: Invoice): Taxes {
  const all = root.all('cac:TaxTotal').flatMap((total) => total.all('cac:TaxSubtotal'))
  const subtotals = all.filter((one) => isVat(one.child('cac:TaxCategory')))
  const vatBreakdown = subtotals.map((one, at) => readShare(fields, one, `/vatBreakdown/${at}`))
  const [only, ...more] = vatBreakdown
  const duties = all
    .filter((one) => !subtotals.includes(one))
    .map((one, at) =>
      readDuty(fields, one, more.length === 0 ? only : undefined, `/charges/${invoice.charges.length + at}`),
    )
  return {
    allowances: invoice.allowances.map(inWords),
    charges: [...invoice.charges.map(inWords), ...duties],
    vatBreakdown,
    declared: totalsOf(declared, vatBreakdown, duties),
  }
}

function readShare(fields: FieldReader, element: XmlElement, pointer: string): VatShare {
  const category = element.child('cac:TaxCategory')
  const taxable = fields.decimal(element.child('cbc:TaxableAmount'), `${pointer}/taxable`)
  const vat = fields.decimal(element.child('cbc:TaxAmount'), `${pointer}/vat`)
  return {
    taxable,
    vat,
    vatCode: categoryOf(category?.textAt('cbc:ID')),
    vatRate: fields.decimal(category?.child('cbc:Percent'), `${pointer}/vatRate`) ?? rateOf(taxable, vat),
    exemptionReason: category?.textAt('cbc:TaxExemptionReason'),
  }
}

const HUNDRED: Decimal = { units: 100n, scale: 0 }

/** The percentage that some senders leave out: the whole one that gives exactly this VAT. */
function rateOf(taxable: Decimal | undefined, vat: Decimal | undefined): Decimal | undefined {
  if (!taxable || !vat || isZero(taxable)) return undefined
  const rate = divide(multiply(vat, HUNDRED), taxable, 0)
  return equals(round(multiply(taxable, rate), 0), round(multiply(vat, HUNDRED), 0)) ? rate : undefined
}

function readDuty(
  fields: FieldReader,
  element: XmlElement,
  share: VatShare | undefined,
  pointer: string,
): AllowanceCharge {
  const scheme = element.at('cac:TaxCategory', 'cac:TaxScheme')
  return {
    amount: fields.decimal(element.child('cbc:TaxAmount'), `${pointer}/amount`),
    reason: [scheme?.textAt('cbc:ID'), scheme?.textAt('cbc:Name')].filter(Boolean).join('#') || undefined,
    reasonCode: 'ZZZ',
    // What duties are taxed at is said nowhere; where the invoice has one rate it can be no other.
    vatCode: share?.vatCode,
    vatRate: share?.vatRate,
  }
}

/** MultiplierFactorNumeric is a factor (0.1) in OIOUBL and a percentage in EN 16931: the amounts tell which was meant. */
function inWords(one: AllowanceCharge): AllowanceCharge {
  const { amount, baseAmount, percent } = one
  const isFactor = amount && baseAmount && percent && equals(round(multiply(baseAmount, percent), 2), round(amount, 2))
  return { ...one, vatCode: categoryOf(one.vatCode), percent: isFactor ? multiply(percent, HUNDRED) : percent }
}

/**
 * TaxExclusiveAmount is the sum of the taxes in OIOUBL, which has no total without VAT; some senders write that there,
 * as UBL has it. Both are told apart by the total with taxes.
 */
function totalsOf(declared: Totals, shares: readonly VatShare[], duties: readonly AllowanceCharge[]): Totals {
  const dutyTotal = sum(duties.flatMap(({ amount }) => amount ?? []))
  const vats = shares.flatMap(({ vat }) => vat ?? [])
  const vat = vats.length > 0 ? sum(vats) : declared.vat
  const charges = duties.length > 0 ? add(declared.charges ?? ZERO, dutyTotal) : declared.charges
  const { net: written, gross } = declared
  const isNet = written && gross && vat && equals(add(written, vat), gross)
  return { ...declared, vat, charges, net: isNet ? written : gross && vat && subtract(gross, vat) }
}
