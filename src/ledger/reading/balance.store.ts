import { addDays, type BookDate } from '#src/kernel/book-date.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { AccountType } from '../chart/account.ts'
import type { AccountBalance, BalanceFilter } from './balance.ts'

interface Sums {
  readonly account: string
  readonly debit: bigint
  readonly credit: bigint
}

const monthStart = (date: BookDate): BookDate => `${date.slice(0, 7)}-01` as BookDate
const isMonthEnd = (date: BookDate): boolean => addDays(date, 1).endsWith('-01')

/**
 * Everything booked up to a date, by account: months before it from the monthly balances, the days of its own month from
 * the lines, account by account from the index. Milliseconds, however many lines there are.
 */
async function sumUpTo(cx: Cx, to: BookDate | undefined): Promise<Sums[]> {
  if (to === undefined || isMonthEnd(to)) {
    return cx.sql<Sums>(
      `select account, sum(debit_minor)::bigint as debit, sum(credit_minor)::bigint as credit
         from account_balances where company_id = $1 and ($2::date is null or month <= $2) group by account`,
      [cx.companyId, to ?? null],
      'ledger_sum_months',
    )
  }
  return cx.sql<Sums>(
    `select account, sum(debit)::bigint as debit, sum(credit)::bigint as credit from (
       select account, debit_minor as debit, credit_minor as credit
         from account_balances where company_id = $1 and month < $2
       union all
       select a.number, coalesce(d.debit, 0), coalesce(d.credit, 0)
         from accounts a
         cross join lateral (
           select sum(l.amount_minor) filter (where l.amount_minor > 0) as debit,
                  -sum(l.amount_minor) filter (where l.amount_minor < 0) as credit
             from journal_lines l
            where l.company_id = $1 and l.account = a.number and l.booked_on between $2 and $3) d
        where a.company_id = $1 and (d.debit is not null or d.credit is not null)) both_parts
      group by account`,
    [cx.companyId, monthStart(to), to],
    'ledger_sum_days',
  )
}

/** From the lines themselves: for dimensions and for what was known at an instant. */
async function sumLines(cx: Cx, to: BookDate | undefined, filter: BalanceFilter): Promise<Sums[]> {
  return cx.sql<Sums>(
    `select l.account, coalesce(sum(l.amount_minor) filter (where l.amount_minor > 0), 0)::bigint as debit,
            coalesce(-sum(l.amount_minor) filter (where l.amount_minor < 0), 0)::bigint as credit
       from journal_lines l
      where l.company_id = $1 and ($2::date is null or l.booked_on <= $2) and ($3::jsonb is null or l.dimensions @> $3)
        and ($4::timestamptz is null or exists (select from journal_entries e
          where e.company_id = l.company_id and e.id = l.entry_id and e.recorded_at <= $4))
      group by l.account`,
    [
      cx.companyId,
      to ?? null,
      filter.dimensions ? JSON.stringify(filter.dimensions) : null,
      filter.recordedUntil ?? null,
    ],
  )
}

interface NamedAccount {
  readonly number: string
  readonly name: string
  readonly type: AccountType
}

/** Balances of the accounts that moved, by number. */
export async function balanceRows(cx: Cx, filter: BalanceFilter): Promise<AccountBalance[]> {
  const upTo = (date: BookDate | undefined): Promise<Sums[]> =>
    filter.dimensions || filter.recordedUntil ? sumLines(cx, date, filter) : sumUpTo(cx, date)
  const [closing, opening, accounts] = await Promise.all([
    upTo(filter.to),
    filter.from ? upTo(addDays(filter.from, -1)) : [],
    cx.sql<NamedAccount>(
      'select number, name, type from accounts where company_id = $1',
      [cx.companyId],
      'ledger_names',
    ),
  ])
  const before = new Map(opening.map((sums) => [sums.account, sums]))
  const named = new Map(accounts.map((account) => [account.number, account]))
  const wanted = filter.accounts && new Set(filter.accounts)
  return closing
    .filter(({ account }) => wanted?.has(account) ?? true)
    .map(({ account, debit, credit }) => {
      const start = before.get(account) ?? { debit: 0n, credit: 0n }
      return {
        account,
        name: named.get(account)?.name ?? account,
        type: named.get(account)?.type ?? 'asset',
        openingMinor: start.debit - start.credit,
        debitMinor: debit - start.debit,
        creditMinor: credit - start.credit,
        closingMinor: debit - credit,
      }
    })
    .sort((a, b) => (a.account < b.account ? -1 : 1))
}
