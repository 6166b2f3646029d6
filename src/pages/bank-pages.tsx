import type { Hono } from 'hono'
import { getBankTransaction, listBankTransactions, transactionToWire } from '#src/bank/index.ts'
import { getMatch, listCandidates } from '#src/matching/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, cut, show } from './page-context.ts'
import { BankPage, TransactionPage } from './views/bank.tsx'
import { settledBy } from './voucher-links.ts'

const ROWS = 100

export function mountBankPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/bank', async (c) => {
    const reader = await companyReaderOf(c)
    const after = c.req.query('after')
    const rows = await listBankTransactions(reader.call, { after, limit: ROWS + 1, isNewestFirst: true })
    const { page, next } = cut(rows, ROWS)
    const waiting = (await waitingFor(reader)).length
    return show(
      c,
      <BankPage reader={reader} waiting={waiting} transactions={page.map(transactionToWire)} next={next} />,
    )
  })

  app.get('/c/:companyId/bank/:bankTransactionId', async (c) => {
    const reader = await companyReaderOf(c)
    const transaction = await getBankTransaction(reader.call, { bankTransactionId: c.req.param('bankTransactionId') })
    const waiting = (await waitingFor(reader)).length
    const found = await evidenceOf(reader, transaction)
    return show(
      c,
      <TransactionPage reader={reader} waiting={waiting} transaction={transactionToWire(transaction)} {...found} />,
    )
  })
}

/** The match that stands with its reasons, or what the transaction might be. */
async function evidenceOf(reader: CompanyReader, { id, matchId }: { id: string; matchId: string | null }) {
  const { call } = reader
  if (matchId) {
    const { method, confidence, evidence, journalEntryId } = await getMatch(call, { matchId })
    return {
      entryId: journalEntryId,
      settles: await settledBy(reader, journalEntryId),
      evidence: [{ label: method, confidence, reasons: evidence.map(({ message }) => message), whyNot: [] }],
    }
  }
  const { candidates } = await listCandidates(call, { bankTransactionId: id })
  return {
    entryId: undefined,
    settles: [],
    evidence: candidates.map((one) => ({
      label: one.allocations.map(({ documentNumber }) => documentNumber ?? one.method).join(', '),
      confidence: one.confidence,
      reasons: one.evidence.map(({ message }) => message),
      whyNot: one.whyNot.map(({ message }) => message),
    })),
  }
}
