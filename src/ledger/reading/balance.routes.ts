import { bookDate } from '#src/kernel/book-date.ts'
import { decodeCursor, encodeCursor } from '#src/kernel/cursor.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { wireLine } from '../posting/wire-entry.ts'
import * as contract from './balance.contract.ts'
import type { AccountBalance } from './balance.ts'
import { daysOfPeriod, readBalanceQuery, readDimensions } from './balance-query.ts'
import type { LedgerLine, LineFilter } from './line.store.ts'
import { listLedgerLines, readBalances } from './read-balances.ts'

export const wireBalance = (row: AccountBalance, currency: string) => ({
  account: row.account,
  name: row.name,
  type: row.type,
  opening: formatMinor(row.openingMinor, currency),
  debit: formatMinor(row.debitMinor, currency),
  credit: formatMinor(row.creditMinor, currency),
  closing: formatMinor(row.closingMinor, currency),
})

function wireLedgerLine({ journalEntryId, series, number, bookedOn, entryDescription, ...line }: LedgerLine) {
  const { openItemId: _openItemId, ...wire } = wireLine({ ...line, openItemId: null }, line.baseCurrency)
  const voucher = { kind: line.voucherKind, id: line.voucherId, documentId: line.documentId }
  const entry = { journalEntryId, lineNumber: line.lineNumber, series, number, bookedOn, entryDescription, voucher }
  return { ...entry, ...wire }
}

function placeOf(cursor: string | undefined): LineFilter['after'] {
  if (cursor === undefined) return undefined
  const [bookedOn, journalEntryId, lineNumber] = decodeCursor(cursor, 3) ?? []
  if (typeof bookedOn === 'string' && typeof journalEntryId === 'string' && typeof lineNumber === 'number') {
    return { bookedOn, journalEntryId, lineNumber }
  }
  return fail('request_invalid', 'The cursor is not one that a list gave out.')
}

export const balanceRoutes: readonly Route[] = [
  bind(contract.listBalancesOp, {
    call: async (call, { query: { account, ...query } }) => {
      const accounts = account?.split(',').map((number) => number.trim())
      const { baseCurrency, rows } = await readBalances(call, { ...readBalanceQuery(query), accounts })
      return { baseCurrency, data: rows.map((row) => wireBalance(row, baseCurrency)) }
    },
    answer: ok,
  }),
  bind(contract.listLedgerLinesOp, {
    call: async (call, { query }) => {
      const { limit, cursor, from, to, period, dimension, ...filter } = query
      const rows = await listLedgerLines(call, {
        ...filter,
        ...(from ? { from: bookDate(from) } : {}),
        ...(to ? { to: bookDate(to) } : {}),
        ...(period ? daysOfPeriod(period) : {}),
        dimensions: readDimensions(dimension),
        after: placeOf(cursor),
        limit: limit + 1,
      })
      const data = rows.slice(0, limit)
      const last = data.at(-1)
      const next = last && encodeCursor([last.bookedOn, last.journalEntryId, last.lineNumber])
      return { data: data.map(wireLedgerLine), nextCursor: rows.length > limit && next ? next : null }
    },
    answer: ok,
  }),
]
