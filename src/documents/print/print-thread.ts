import { answerJobs } from '#src/platform/threads/answer-jobs.ts'
import type { PrintJob } from './print-in-thread.ts'
import { type PrintedInvoice, printInvoice } from './print-invoice.ts'
import { printLetter } from './print-letter.ts'

/** Entry of the thread that prints: pages are made one after the other, and nobody else waits for them. */
answerJobs(
  async (job: PrintJob): Promise<PrintedInvoice> =>
    job.letter ? { bytes: await printLetter(job.letter), lost: [] } : printInvoice(job.invoice, job.options),
)
