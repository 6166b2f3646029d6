import { z } from 'zod'
import { listBankTransactions } from '#src/bank/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import type { EventListener } from '#src/platform/outbox/sequence-events.ts'
import { runMatching } from './run-matching.ts'

/** Waiting transactions that one run looks at, the newest first to be forgotten: older ones are a person's by then. */
const MOST = 2000
const PAGE = 200
/** Entries come in bursts; one look after the burst is enough. */
const DELAY_MS = 1500

/** Judges again what waits for a match, since something new may be what it paid. */
export const rematchJob = defineJob('matching.rematch', z.object({}), {}, async (call: Call) => {
  for (const status of ['unmatched', 'proposed'] as const) {
    let after: string | undefined
    for (let seen = 0; seen < MOST; seen += PAGE) {
      const rows = await listBankTransactions(call, { status, after, limit: PAGE })
      if (rows.length === 0) break
      await runMatching(call, { transactionIds: rows.map(({ id }) => id) })
      after = rows.at(-1)?.id
    }
  }
})

const Posted = z.object({ voucher: z.object({ kind: z.string() }) })

/** New entries may open items that a waiting payment is for; payments themselves open none. */
export const rematchWhenItemsOpen: EventListener = async (events, sink) => {
  const companies = new Set(
    events.flatMap(({ type, companyId, data }) => {
      const posted = type === 'journalEntry.posted' ? Posted.safeParse(data) : undefined
      return posted?.success && posted.data.voucher.kind !== 'bankTransaction' ? [companyId] : []
    }),
  )
  for (const companyId of companies) sink.enqueue(companyId, rematchJob, {}, { delayMs: DELAY_MS })
}
