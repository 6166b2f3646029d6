import { z } from 'zod'
import { LEARNED_FIELDS } from '#src/documents/reading/fields/index.ts'
import { defineJob } from '#src/platform/jobs/job-kind.ts'

/** Moves a receipt on that needs no human. The handler is loaded when the job runs, as it enqueues such jobs itself. */
export const advanceReceiptJob = defineJob(
  'receipts.advance',
  z.object({ receiptId: z.string() }),
  { attempts: 8, backoffMs: 1000 },
  async (call, payload) => {
    const { advanceReceipt } = await import('./advance-receipt.ts')
    return advanceReceipt(call, payload)
  },
)

/** Reads the PDF or picture of a receipt. Its queue is its own, so that postings do not wait behind OCR. */
export const readReceiptJob = defineJob(
  'readings.read',
  z.object({ receiptId: z.string() }),
  { attempts: 3, backoffMs: 2000, timeoutMs: 600_000 },
  async (call, { receiptId }, run) => {
    const { readReceipt } = await import('./reading/read-receipt.ts')
    return readReceipt(call, receiptId, run)
  },
)

/** Looks for what a person corrected on the pages of the receipt; reading them again is no work for his request. */
export const learnLayoutJob = defineJob(
  'readings.learn',
  z.object({
    receiptId: z.string(),
    fields: z.array(z.enum(LEARNED_FIELDS)),
    isSupplierSaid: z.boolean().default(false),
  }),
  { attempts: 3, backoffMs: 2000, timeoutMs: 600_000 },
  async (call, payload, run) => {
    const { learnLayout } = await import('./reading/learn-layout.ts')
    return learnLayout(call, payload, run.signal)
  },
)
