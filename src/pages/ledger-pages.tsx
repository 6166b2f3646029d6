import type { Hono } from 'hono'
import { formatMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import {
  getJournalEntry,
  listAccounts,
  listJournals,
  listLedgerLines,
  readBalances,
  wireBalance,
  wireEntry,
} from '#src/ledger/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, show } from './page-context.ts'
import { AccountPage, EntryPage, type Names, TrialBalancePage } from './views/ledger.tsx'

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
    const lines = await listLedgerLines(reader.call, { account, limit: LINES })
    if (lines.length === 0) fail('not_found', 'There is nothing on that account.')
    return show(
      c,
      <AccountPage
        reader={reader}
        waiting={(await waitingFor(reader)).length}
        account={account}
        names={await namesOf(reader)}
        lines={lines}
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

const PAGE_OF: Readonly<Record<string, string>> = {
  receipt: 'receipts',
  invoice: 'invoices',
  bankTransaction: 'bank',
}

const voucherHref = ({ companyId }: CompanyReader, voucher: { kind: string; id: string | null }): string | undefined =>
  PAGE_OF[voucher.kind] && voucher.id ? `/c/${companyId}/${PAGE_OF[voucher.kind]}/${voucher.id}` : undefined
