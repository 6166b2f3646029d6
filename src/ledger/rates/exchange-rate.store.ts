import type { BookDate } from '#src/kernel/book-date.ts'
import { decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { actorKey } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { CompanyRate } from './exchange-rate.ts'

interface RateRow {
  currency: string
  valid_from: BookDate
  amount: string
  base_amount: string
  source: string | null
}

const toRate = (row: RateRow): CompanyRate => ({
  currency: row.currency,
  validFrom: row.valid_from,
  amount: decimal(row.amount),
  baseAmount: decimal(row.base_amount),
  source: row.source,
})

const COLUMNS = 'currency, valid_from, amount, base_amount, source'

export async function putRate(cx: Cx, rate: CompanyRate): Promise<CompanyRate> {
  const [row] = await cx.sql<RateRow>(
    `insert into exchange_rates (company_id, currency, valid_from, amount, base_amount, source, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (company_id, currency, valid_from) do update
       set amount = excluded.amount, base_amount = excluded.base_amount, source = excluded.source,
           set_by = excluded.set_by, set_at = excluded.set_at
     returning ${COLUMNS}`,
    [
      cx.companyId,
      rate.currency,
      rate.validFrom,
      formatDecimal(rate.amount),
      formatDecimal(rate.baseAmount),
      rate.source,
      actorKey(cx.actor),
      cx.now,
    ],
  )
  if (!row) throw new Error('the rate was not written')
  return toRate(row)
}

/** The rate in force on a date; null when none is known from before it. */
export async function rateInForce(cx: Cx, currency: string, on: BookDate): Promise<CompanyRate | null> {
  const [row] = await cx.sql<RateRow>(
    `select ${COLUMNS} from exchange_rates where company_id = $1 and currency = $2 and valid_from <= $3
     order by valid_from desc limit 1`,
    [cx.companyId, currency, on],
    'rate_in_force',
  )
  return row ? toRate(row) : null
}

export async function listRates(cx: Cx): Promise<CompanyRate[]> {
  const rows = await cx.sql<RateRow>(
    `select ${COLUMNS} from exchange_rates where company_id = $1 order by currency, valid_from desc limit 1000`,
    [cx.companyId],
  )
  return rows.map(toRate)
}
