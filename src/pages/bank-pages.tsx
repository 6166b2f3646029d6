import type { Hono } from 'hono'
import { getBankTransaction, listBankTransactions, transactionToWire } from '#src/bank/index.ts'
import { getMatch, listCandidates } from '#src/matching/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, show } from './page-context.ts'
import { BankPage, TransactionPage } from './views/bank.tsx'

const ROWS = 200

export function mountBankPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/bank', async (c) => {
    const reader = await companyReaderOf(c)
    const rows = await listBankTransactions(reader.call, { after: undefined, limit: ROWS })
    const waiting = (await waitingFor(reader)).length
    return show(c, <BankPage reader={reader} waiting={waiting} transactions={rows.map(transactionToWire).reverse()} />)
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
async function evidenceOf({ call }: CompanyReader, { id, matchId }: { id: string; matchId: string | null }) {
  if (matchId) {
    const { method, confidence, evidence, journalEntryId } = await getMatch(call, { matchId })
    return {
      entryId: journalEntryId,
      evidence: [{ label: method, confidence, reasons: evidence.map(({ message }) => message), whyNot: [] }],
    }
  }
  const { candidates } = await listCandidates(call, { bankTransactionId: id })
  return {
    entryId: undefined,
    evidence: candidates.map((one) => ({
      label: one.allocations.map(({ documentNumber }) => documentNumber ?? one.method).join(', '),
      confidence: one.confidence,
      reasons: one.evidence.map(({ message }) => message),
      whyNot: one.whyNot.map(({ message }) => message),
    })),
  }
}
