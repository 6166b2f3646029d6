import { add, type Decimal, multiply, round, subtract, ZERO } from '#src/kernel/decimal.ts'
import { countedLines } from './counted-lines.ts'
import type { Invoice, VatShare } from './invoice-model.ts'

const PERCENT: Decimal = { units: 1n, scale: 2 }

export interface ComputedShare extends VatShare {
  readonly taxable: Decimal
  readonly vat: Decimal
}

/**
 * The VAT breakdown that follows from lines, charges and allowances: one share per category and rate, its VAT
 * rounded once to two decimals (EN 16931 BR-CO-17).
 */
export function vatSharesOf(invoice: Pick<Invoice, 'lines' | 'allowances' | 'charges'>): ComputedShare[] {
  const shares = new Map<string, ComputedShare>()
  const take = (vatCode: string | undefined, vatRate: Decimal | undefined, amount: Decimal) => {
    const key = `${vatCode} ${vatRate && round(vatRate, 6).units}`
    const taxable = add(shares.get(key)?.taxable ?? ZERO, amount)
    shares.set(key, { vatCode, vatRate, taxable, vat: ZERO })
  }
  for (const { vatCode, vatRate, net } of countedLines(invoice)) take(vatCode, vatRate, net ?? ZERO)
  for (const { vatCode, vatRate, amount } of invoice.allowances) take(vatCode, vatRate, subtract(ZERO, amount ?? ZERO))
  for (const { vatCode, vatRate, amount } of invoice.charges) take(vatCode, vatRate, amount ?? ZERO)
  return [...shares.values()].map((share) => ({ ...share, taxable: round(share.taxable, 2), vat: vatOf(share) }))
}

const vatOf = ({ taxable, vatRate }: ComputedShare): Decimal =>
  round(multiply(multiply(taxable, vatRate ?? ZERO), PERCENT), 2)
