import type { BookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type FiscalYear, monthsOf, type Period, type PeriodStatus } from './period.ts'

interface PeriodRow extends Omit<Period, 'startsOn' | 'endsOn'> {
  readonly startsOn: string
  readonly endsOn: string
}

const COLUMNS = `to_char(month, 'YYYY-MM') as id, fiscal_year as "fiscalYear", month as "startsOn",
  (month + interval '1 month' - interval '1 day')::date as "endsOn", status, changed_by as "changedBy", reason, version,
  updated_at as "updatedAt"`

const toPeriod = (row: PeriodRow): Period => row as Period

/** Makes a fiscal year with its twelve open periods, and the heads of all series in it. Does nothing to what is there. */
export async function insertFiscalYear(
  cx: Cx,
  companyId: string,
  year: Omit<FiscalYear, 'createdAt'>,
): Promise<boolean> {
  const made = await cx.sql(
    `insert into fiscal_years (company_id, id, starts_on, ends_on, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [companyId, year.id, year.startsOn, year.endsOn, cx.now],
  )
  if (made.length === 0) return false
  await cx.sql(
    `insert into periods (company_id, month, fiscal_year, updated_at)
     select $1, month, $2, $3 from unnest($4::date[]) as month`,
    [companyId, year.id, cx.now, monthsOf(year.startsOn)],
  )
  await cx.sql(
    `insert into series_heads (company_id, series_id, fiscal_year, last_hash)
     select company_id, id, $2, app.chain_start(company_id, id, $2) from series where company_id = $1`,
    [companyId, year.id],
  )
  return true
}

export async function listFiscalYearRows(cx: Cx): Promise<FiscalYear[]> {
  const rows = await cx.sql<{ id: string; startsOn: string; endsOn: string; createdAt: Date }>(
    `select id, starts_on as "startsOn", ends_on as "endsOn", created_at as "createdAt"
       from fiscal_years where company_id = $1 order by starts_on desc`,
    [cx.companyId],
  )
  return rows.map((row) => ({ ...row, startsOn: row.startsOn as BookDate, endsOn: row.endsOn as BookDate }))
}

export interface PeriodFilter {
  readonly fiscalYear?: string | undefined
  readonly status?: PeriodStatus | undefined
}

export async function listPeriodRows(cx: Cx, { fiscalYear, status }: PeriodFilter): Promise<Period[]> {
  const rows = await cx.sql<PeriodRow>(
    `select ${COLUMNS} from periods
      where company_id = $1 and ($2::text is null or fiscal_year = $2) and ($3::text is null or status = $3)
      order by month`,
    [cx.companyId, fiscalYear ?? null, status ?? null],
  )
  return rows.map(toPeriod)
}

/** The period by its name "YYYY-MM"; `lock` keeps postings and other moves out until commit. */
export async function loadPeriod(cx: Cx, id: string, lock = false): Promise<Period> {
  const [row] = await cx.sql<PeriodRow>(
    `select ${COLUMNS} from periods where company_id = $1 and month = $2::date ${lock ? 'for update' : ''}`,
    [cx.companyId, `${id}-01`],
  )
  return row ? toPeriod(row) : fail('not_found', 'There is no such period.')
}

export async function movePeriodRow(cx: Cx, from: Period, status: PeriodStatus, reason: string): Promise<Period> {
  const [row] = await cx.sql<PeriodRow>(
    `update periods set status = $3, reason = $4, changed_by = $5, version = version + 1, updated_at = $6
      where company_id = $1 and month = $2 and status = $7 returning ${COLUMNS}`,
    [cx.companyId, from.startsOn, status, reason, cx.actor.name, cx.now, from.status],
  )
  return row ? toPeriod(row) : fail('state_conflict', 'The period has been moved meanwhile; read it again.')
}
