import { formatMinor } from '#src/kernel/money.ts'
import {
  type AccountBalance,
  type BalanceQuery,
  readBalanceQuery,
  readBalances,
  wireBalance,
} from '#src/ledger/index.ts'
import { query } from '#src/platform/command/index.ts'

type Sum = 'openingMinor' | 'debitMinor' | 'creditMinor' | 'closingMinor'

const isUsed = (row: AccountBalance): boolean =>
  row.openingMinor !== 0n || row.debitMinor !== 0n || row.creditMinor !== 0n || row.closingMinor !== 0n

/**
 * The trial balance of a span of booking dates, in the base currency. It proves itself: debit equals credit and all
 * balances add up to zero, or `isBalanced` says that they do not (with a dimension filter they need not).
 */
export const trialBalance = query('report.trialBalance', { can: 'reports:read' }, async (cx, asked: BalanceQuery) => {
  const filter = readBalanceQuery(asked)
  const { baseCurrency, rows } = await readBalances(cx, filter)
  const sum = (part: Sum): bigint => rows.reduce((total, row) => total + row[part], 0n)
  const text = (part: Sum): string => formatMinor(sum(part), baseCurrency)
  return {
    from: filter.from ?? null,
    to: filter.to ?? null,
    asOf: filter.recordedUntil ?? null,
    currency: baseCurrency,
    rows: rows.filter(isUsed).map((row) => wireBalance(row, baseCurrency)),
    total: {
      opening: text('openingMinor'),
      debit: text('debitMinor'),
      credit: text('creditMinor'),
      closing: text('closingMinor'),
    },
    isBalanced: sum('debitMinor') === sum('creditMinor') && sum('closingMinor') === 0n,
  }
})
