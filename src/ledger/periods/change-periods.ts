import { type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query, type Verb } from '#src/platform/command/index.ts'
import type { Scope } from '#src/platform/scopes.ts'
import { loadBooksOf } from '../books/books.store.ts'
import { periodClosed, periodLocked, periodReopened } from '../ledger.events.ts'
import {
  insertFiscalYear,
  listFiscalYearRows,
  listPeriodRows,
  loadPeriod,
  movePeriodRow,
  type PeriodFilter,
} from './period.store.ts'
import { type FiscalYear, fiscalYearOf, type Period, type PeriodStatus, periodMoves } from './period.ts'

export const listPeriods = query('period.list', { can: 'ledger:read' }, (cx, filter: PeriodFilter) =>
  listPeriodRows(cx, filter),
)

export const listFiscalYears = query('fiscalYear.list', { can: 'ledger:read' }, (cx) => listFiscalYearRows(cx))

/** Makes the fiscal year that a date lies in, with its twelve open periods. Fails with `fiscal_year_taken`. */
export const createFiscalYear = command(
  'fiscalYear.create',
  { can: 'ledger:close' },
  async (cx, { startsOn }: { startsOn: BookDate }): Promise<FiscalYear> => {
    const { firstMonth } = await loadBooksOf(cx, cx.companyId)
    const year = fiscalYearOf(startsOn, firstMonth)
    if (!(await insertFiscalYear(cx, cx.companyId, year))) {
      fail('fiscal_year_taken', `Fiscal year ${year.id} exists.`)
    }
    cx.audit({ kind: 'fiscalYear', id: year.id }, year)
    return { ...year, createdAt: cx.now }
  },
)

export interface MovePeriod {
  /** "YYYY-MM". */
  readonly period: string
  readonly reason: string
}

/** A move of the period's status table, with who and why; postings on their way are waited for. */
const move = (
  name: string,
  status: PeriodStatus,
  event: typeof periodClosed,
  can: Scope = 'ledger:close',
): Verb<MovePeriod, Period> =>
  command(name, { can }, async (cx, { period, reason }) => {
    if (!parseBookDate(`${period}-01`)) fail('not_found', 'There is no such period.')
    const from = await loadPeriod(cx, period, true)
    if (cx.ifMatch !== undefined && cx.ifMatch !== from.version) {
      fail('version_stale', 'The period has changed since you read it; read it again.')
    }
    if (from.status === 'locked') fail('period_locked', `Period ${period} is locked for good.`)
    if (!periodMoves[from.status].includes(status))
      fail('state_conflict', `Period ${period} is ${from.status} already.`)
    const to = await movePeriodRow(cx, from, status, reason)
    cx.audit({ kind: 'period', id: period }, { from: from.status, to: to.status, reason })
    cx.emit(event, { id: to.id, version: to.version, fiscalYear: to.fiscalYear, reason })
    return to
  })

/** Stops bookings; can be reopened. */
export const closePeriod = move('period.close', 'closed', periodClosed)
/** Stops bookings for good. */
export const lockPeriod = move('period.lock', 'locked', periodLocked)
export const reopenPeriod = move('period.reopen', 'open', periodReopened)
