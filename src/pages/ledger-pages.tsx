import type { Hono } from 'hono'
import { decodeCursor, encodeCursor } from '#src/kernel/cursor.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import {
  getJournalEntry,
  type LedgerLine,
  listAccounts,
  listJournals,
  listLedgerLines,
  readBalances,
  wireBalance,
  wireEntry,
} from '#src/ledger/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { getReceipt, wireReceipt } from '#src/receipts/index.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, show } from './page-context.ts'
import { type ShownPage, shownPagesOf } from './read-fields.ts'
import { AccountPage, EntryPage, type Names, TrialBalancePage } from './views/ledger.tsx'
import { settledBy, voucherHref } from './voucher-links.ts'

const LINES = 200
/** More than any chart has. */
const ACCOUNTS = 5000

export function mountLedgerPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/ledger', async (c) => {
    const reader = await companyReaderOf(c)
    const { baseCurrency, rows } = await readBalances(reader.call, {})
    const total = {
      debit: formatMinor(
        rows.reduce((sum, row) => sum + row.debitMinor, 0n),
        baseCurrency,
      ),
      credit: formatMinor(
        rows.reduce((sum, row) => sum + row.creditMinor, 0n),
        baseCurrency,
      ),
    }
    const moved = rows.filter((row) => row.debitMinor !== 0n || row.creditMinor !== 0n || row.closingMinor !== 0n)
    const wired = moved.map((row) => wireBalance(row, baseCurrency))
    const waiting = (await waitingFor(reader)).length
    return show(
      c,
      <TrialBalancePage reader={reader} waiting={waiting} rows={wired} currency={baseCurrency} total={total} />,
    )
  })

  app.get('/c/:companyId/ledger/:account', async (c) => {
    const reader = await companyReaderOf(c)
    const account = c.req.param('account')
    const rows = await listLedgerLines(reader.call, { account, limit: LINES + 1, after: placeOf(c.req.query('after')) })
    if (rows.length === 0) fail('not_found', 'There is nothing on that account.')
    const lines = rows.slice(0, LINES)
    return show(
      c,
      <AccountPage
        reader={reader}
        waiting={(await waitingFor(reader)).length}
        account={account}
        names={await namesOf(reader)}
        lines={lines}
        next={rows.length > LINES ? cursorOf(lines.at(-1)) : null}
      />,
    )
  })

  app.get('/c/:companyId/entries/:entryId', async (c) => {
    const reader = await companyReaderOf(c)
    const entry = wireEntry(await getJournalEntry(reader.call, { journalEntryId: c.req.param('entryId') }))
    const waiting = (await waitingFor(reader)).length
    return show(
      c,
      <EntryPage
        reader={reader}
        waiting={waiting}
        entry={entry}
        names={await namesOf(reader)}
        voucherHref={voucherHref(reader, entry.voucher)}
        settles={await settledBy(reader, entry.id)}
        pages={await pagesOf(reader, entry.voucher)}
      />,
    )
  })
}

async function namesOf({ call }: CompanyReader): Promise<Names> {
  const [accounts, journals] = [await listAccounts(call, { limit: ACCOUNTS }), await listJournals(call, undefined)]
  return {
    accounts: new Map(accounts.map(({ number, name }) => [number, name])),
    journals: new Map(journals.map(({ code, name }) => [code, name])),
  }
}

/** The last line of a page, from where the next one goes on. */
const cursorOf = (line: LedgerLine | undefined): string | null =>
  line ? encodeCursor([line.bookedOn, line.journalEntryId, line.lineNumber]) : null

function placeOf(cursor: string | undefined) {
  const [bookedOn, journalEntryId, lineNumber] = (cursor && decodeCursor(cursor, 3)) || []
  return typeof bookedOn === 'string' && typeof journalEntryId === 'string' && typeof lineNumber === 'number'
    ? { bookedOn, journalEntryId, lineNumber }
    : undefined
}

/** The pages of the receipt that an entry stands on; empty where its document is shown as it is. */
async function pagesOf(
  { call }: CompanyReader,
  { kind, id }: { kind: string; id: string | null },
): Promise<ShownPage[]> {
  if (kind !== 'receipt' || id === null || !call.actor.scopes.has('receipts:read')) return []
  const pages = shownPagesOf(wireReceipt(await getReceipt(call, id)))
  return pages.map((page) => ({ ...page, fields: [] }))
}
