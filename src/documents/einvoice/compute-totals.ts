import { add, type Decimal, multiply, round, subtract, sum, ZERO } from '#src/kernel/decimal.ts'
import type { AllowanceCharge, Invoice, Totals } from './invoice-model.ts'

const PERCENT: Decimal = { units: 1n, scale: 2 }
const CENTS = 2

/**
 * The totals that follow from lines, allowances and charges (EN 16931 BR-CO-10 to BR-CO-17), beside those that the
 * sender declared. VAT is computed once per category and rate and rounded to two decimals, as the norm has it.
 */
export function computeTotals(invoice: Invoice): Required<Omit<Totals, 'vatInVatCurrency'>> {
  const lineNet = cents(sum(invoice.lines.map((line) => line.net ?? ZERO)))
  const allowances = cents(totalOf(invoice.allowances))
  const charges = cents(totalOf(invoice.charges))
  const net = add(subtract(lineNet, allowances), charges)
  const vat = sum(taxableByRate(invoice).map(({ taxable, rate }) => cents(multiply(multiply(taxable, rate), PERCENT))))
  const gross = cents(add(net, vat))
  const prepaid = invoice.declared.prepaid ?? ZERO
  const rounding = invoice.declared.rounding ?? ZERO
  const payable = cents(add(subtract(gross, prepaid), rounding))
  return { lineNet, allowances, charges, net, vat: cents(vat), gross, prepaid, rounding, payable }
}

const cents = (value: Decimal): Decimal => round(value, CENTS)
const totalOf = (items: readonly AllowanceCharge[]): Decimal => sum(items.map((item) => item.amount ?? ZERO))

function taxableByRate(invoice: Invoice): { taxable: Decimal; rate: Decimal }[] {
  const shares = new Map<string, { taxable: Decimal; rate: Decimal }>()
  const take = (vatCode: string | undefined, vatRate: Decimal | undefined, amount: Decimal) => {
    const rate = vatRate ?? ZERO
    const key = `${vatCode} ${round(rate, 6).units}`
    shares.set(key, { taxable: add(shares.get(key)?.taxable ?? ZERO, amount), rate })
  }
  for (const { vatCode, vatRate, net } of invoice.lines) take(vatCode, vatRate, net ?? ZERO)
  for (const { vatCode, vatRate, amount } of invoice.allowances) take(vatCode, vatRate, subtract(ZERO, amount ?? ZERO))
  for (const { vatCode, vatRate, amount } of invoice.charges) take(vatCode, vatRate, amount ?? ZERO)
  return [...shares.values()]
}
