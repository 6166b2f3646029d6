import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { listRates, putRate, rateInForce } from './exchange-rate.store.ts'
import type { CompanyRate } from './exchange-rate.ts'

export interface SetExchangeRate {
  readonly currency: string
  readonly amount: Decimal
  readonly baseAmount: Decimal
  /** Today when left out. */
  readonly validFrom?: BookDate | undefined
  readonly source?: string | undefined
}

/** Sets the company's rate of a currency from a date on; the same date again replaces it. */
export const setExchangeRate = command(
  'exchangeRate.set',
  { can: 'receipts:write' },
  async (cx, { currency, amount, baseAmount, validFrom = cx.today, source }: SetExchangeRate): Promise<CompanyRate> => {
    const { baseCurrency } = await getCompany(cx, undefined)
    if (currency === baseCurrency) {
      fail('currency_is_base', `The books are kept in ${currency}; only other currencies have a rate.`)
    }
    const rate = await putRate(cx, { currency, validFrom, amount, baseAmount, source: source ?? null })
    cx.audit(
      { kind: 'exchangeRate', id: currency },
      { validFrom, amount: formatDecimal(amount), baseAmount: formatDecimal(baseAmount), source },
    )
    return rate
  },
)

export const listExchangeRates = query(
  'exchangeRate.list',
  { can: 'receipts:read' },
  (cx): Promise<CompanyRate[]> => listRates(cx),
)

/** The company's rate of a currency on a date; null when none is known from before it. For commands, which check the scope. */
export const exchangeRateOn = (cx: Cx, currency: string, on: BookDate): Promise<CompanyRate | null> =>
  rateInForce(cx, currency, on)
