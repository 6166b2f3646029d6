import { bookDate } from '#src/kernel/book-date.ts'
import { decimal } from '#src/kernel/decimal.ts'
import type { z } from '#src/platform/http/contract.ts'
import { invalidRequest } from '#src/platform/http/problem-answer.ts'
import { RateBody } from './exchange-rate.contract.ts'
import type { SetExchangeRate } from './exchange-rates.ts'

export const rateInputOf = ({
  amount,
  baseAmount,
  validFrom,
  ...body
}: z.output<typeof RateBody>): SetExchangeRate => ({
  ...body,
  amount: decimal(amount),
  baseAmount: decimal(baseAmount),
  validFrom: validFrom === undefined ? undefined : bookDate(validFrom),
})

/** A body that did not come through the API, such as a form's. Fails with `request_invalid`, which names the fields. */
export function readRateForm(body: unknown): SetExchangeRate {
  const parsed = RateBody.safeParse(body)
  if (!parsed.success) throw invalidRequest(parsed.error, 'body')
  return rateInputOf(parsed.data)
}
