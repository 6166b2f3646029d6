import { parentPort } from 'node:worker_threads'
import { isProblem } from '#src/kernel/problem.ts'
import type { PrintReport, PrintTask } from './print-in-thread.ts'
import { printInvoice } from './print-invoice.ts'

/** Entry of the thread that prints: pages are made one after the other, and nobody else waits for them. */
const port = parentPort
if (!port) throw new Error('the printing thread runs as a worker only')

port.on('message', ({ id, invoice, options }: PrintTask) => {
  printInvoice(invoice, options).then(
    (printed) => port.postMessage({ id, printed } satisfies PrintReport),
    (error: unknown) => {
      const code = isProblem(error) ? error.code : undefined
      port.postMessage({ id, code, message: String((error as Error).message) } satisfies PrintReport)
    },
  )
})
