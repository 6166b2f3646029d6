import { z } from 'zod'
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
