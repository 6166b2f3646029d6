import { Problem } from '#src/kernel/problem.ts'
import { JobThread } from '#src/platform/threads/job-thread.ts'
import type { Invoice } from '../einvoice/invoice-model.ts'
import type { Letter } from './letter.ts'
import type { PrintedInvoice, PrintOptions } from './print-invoice.ts'

export type PrintJob =
  | { readonly invoice: Invoice; readonly options: PrintOptions; readonly letter?: undefined }
  | { readonly letter: Letter }

const thread = new JobThread<PrintJob, PrintedInvoice>({
  name: 'the printing thread',
  entry: () => new URL('./print-thread.ts', import.meta.url),
  // Longer than thousands of lines take.
  jobMs: 120_000,
  unavailable: () =>
    new Problem(
      'print_unavailable',
      'There are no threads here; PDFs are made where Node runs on the installed packages.',
    ),
})

/**
 * Prints as `printInvoice` does, in a thread beside this one: a page takes some 50 ms and a thousand lines half a second of
 * processor time, in which a server answers others. Fails with `print_unavailable` where there are no threads or fonts.
 */
export const printInThread = async (invoice: Invoice, options: PrintOptions): Promise<PrintedInvoice> =>
  thread.run({ invoice, options })

/** Prints as `printLetter` does, in the same thread. */
export async function printLetterInThread(letter: Letter): Promise<Uint8Array> {
  const { bytes } = await thread.run({ letter })
  return bytes
}
