import { parentPort } from 'node:worker_threads'
import { isProblem } from '#src/kernel/problem.ts'
import type { PrintJob, PrintReport, PrintTask } from './print-in-thread.ts'
import { type PrintedInvoice, printInvoice } from './print-invoice.ts'
import { printLetter } from './print-letter.ts'

/** Entry of the thread that prints: pages are made one after the other, and nobody else waits for them. */
const port = parentPort
if (!port) throw new Error('the printing thread runs as a worker only')

const printed = async (job: PrintJob): Promise<PrintedInvoice> =>
  job.letter ? { bytes: await printLetter(job.letter), lost: [] } : printInvoice(job.invoice, job.options)

port.on('message', ({ id, job }: PrintTask) => {
  printed(job).then(
    (done) => port.postMessage({ id, printed: done } satisfies PrintReport),
    (error: unknown) => {
      const code = isProblem(error) ? error.code : undefined
      port.postMessage({ id, code, message: String((error as Error).message) } satisfies PrintReport)
    },
  )
})
