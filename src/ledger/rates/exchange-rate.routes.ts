import { formatDecimal } from '#src/kernel/decimal.ts'
import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { listExchangeRatesOp, setExchangeRateOp } from './exchange-rate.contract.ts'
import type { CompanyRate } from './exchange-rate.ts'
import { listExchangeRates, setExchangeRate } from './exchange-rates.ts'
import { rateInputOf } from './rate-input.ts'

const toWire = ({ currency, amount, baseAmount, validFrom, source }: CompanyRate) => ({
  currency,
  amount: formatDecimal(amount),
  baseAmount: formatDecimal(baseAmount),
  validFrom,
  source,
})

export const exchangeRateRoutes: readonly Route[] = [
  bind(setExchangeRateOp, {
    call: (call, { body }) => setExchangeRate(call, rateInputOf(body)),
    answer: (rate) => ok(toWire(rate)),
  }),
  bind(listExchangeRatesOp, {
    call: (call) => listExchangeRates(call, undefined),
    answer: (rates) => ok({ data: rates.map(toWire), nextCursor: null }),
  }),
]
