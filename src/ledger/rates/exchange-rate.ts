import type { BookDate } from '#src/kernel/book-date.ts'
import { type Currency, minorDigits } from '#src/kernel/currency.ts'
import { type Decimal, divide, multiply } from '#src/kernel/decimal.ts'
import { fromMinor } from '#src/kernel/money.ts'

/** `amount` units of a currency are worth `baseAmount` units of the base currency. A fraction loses nothing. */
export interface ExchangeRate {
  readonly amount: Decimal
  readonly baseAmount: Decimal
}

/** A rate of the company, in force from a date until the next one. */
export interface CompanyRate extends ExchangeRate {
  readonly currency: Currency
  readonly validFrom: BookDate
  /** Where it comes from: a central bank's page, a contract. */
  readonly source: string | null
}

const PRECISION = 20

/** Units of the base currency for one unit. */
export const rateOf = ({ amount, baseAmount }: ExchangeRate): Decimal => divide(baseAmount, amount, PRECISION)

/** An amount in minor units of the base currency, halves away from zero. */
export function toBaseMinor(
  amountMinor: bigint,
  currency: Currency,
  rate: ExchangeRate,
  baseCurrency: Currency,
): bigint {
  const product = multiply(fromMinor(amountMinor, currency), rate.baseAmount)
  return divide(product, rate.amount, minorDigits(baseCurrency)).units
}
