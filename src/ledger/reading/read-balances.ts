import { query } from '#src/platform/command/index.ts'
import { loadBooksOf } from '../books/books.store.ts'
import type { Books } from '../books/books.ts'
import { balanceRows } from './balance.store.ts'
import type { BalanceFilter, Balances } from './balance.ts'
import { type LedgerLine, type LineFilter, listLineRows } from './line.store.ts'

/** Balances by account for a span of booking dates, and as known at an instant when asked. */
export const readBalances = query(
  'balance.read',
  { can: 'ledger:read' },
  async (cx, filter: BalanceFilter): Promise<Balances> => {
    const [books, rows] = await Promise.all([loadBooksOf(cx, cx.companyId), balanceRows(cx, filter)])
    return { baseCurrency: books.baseCurrency, rows }
  },
)

/** Lines behind a figure, in booking order. */
export const listLedgerLines = query(
  'ledgerLine.list',
  { can: 'ledger:read' },
  (cx, filter: LineFilter): Promise<LedgerLine[]> => listLineRows(cx, filter),
)

export const getBooks = query(
  'books.get',
  { can: 'ledger:read' },
  (cx): Promise<Books> => loadBooksOf(cx, cx.companyId),
)
