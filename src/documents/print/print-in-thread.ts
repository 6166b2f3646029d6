import { Worker } from 'node:worker_threads'
import { Problem } from '#src/kernel/problem.ts'
import type { Invoice } from '../einvoice/invoice-model.ts'
import { isWithoutEntry } from '../thread-entry.ts'
import type { Letter } from './letter.ts'
import type { PrintedInvoice, PrintOptions } from './print-invoice.ts'

export type PrintJob =
  | { readonly invoice: Invoice; readonly options: PrintOptions; readonly letter?: undefined }
  | { readonly letter: Letter }

export interface PrintTask {
  readonly id: number
  readonly job: PrintJob
}

export type PrintReport =
  | { readonly id: number; readonly printed: PrintedInvoice; readonly message?: undefined }
  /** `code` of a problem; none for what nobody expected. */
  | { readonly id: number; readonly code: string | undefined; readonly message: string; readonly printed?: undefined }

interface Waiting {
  readonly resolve: (printed: PrintedInvoice) => void
  readonly reject: (error: unknown) => void
}

/** How long an idle thread is kept, milliseconds. */
const IDLE_MS = 60_000
/** Longer than thousands of lines take; a thread that is not done by then is ended. Milliseconds. */
const PRINT_MS = 120_000

/**
 * Prints as `printInvoice` does, in a thread beside this one: a page takes some 50 ms and a thousand lines half a second of
 * processor time, in which a server answers others. Fails with `print_unavailable` where there are no threads or fonts.
 */
export function printInThread(invoice: Invoice, options: PrintOptions): Promise<PrintedInvoice> {
  return print({ invoice, options })
}

/** Prints as `printLetter` does, in the same thread. */
export async function printLetterInThread(letter: Letter): Promise<Uint8Array> {
  const { bytes } = await print({ letter })
  return bytes
}

function print(job: PrintJob): Promise<PrintedInvoice> {
  thread ??= new PrintThread()
  return thread.print(job)
}

let thread: PrintThread | undefined

class PrintThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #count = 0
  #timer: NodeJS.Timeout | undefined

  constructor() {
    this.#worker = start()
    this.#worker.on('message', (report: PrintReport) => this.#hear(report))
    this.#worker.on('error', (error) => this.#end(isWithoutEntry(error) ? noThread() : error))
    this.#worker.on('exit', () => this.#end(new Error('the printing thread ended')))
    this.#worker.unref()
  }

  print(job: PrintJob): Promise<PrintedInvoice> {
    this.#count += 1
    const id = this.#count
    this.#worker.ref()
    this.#within(PRINT_MS)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, job } satisfies PrintTask)
    })
  }

  #hear(report: PrintReport): void {
    const waiting = this.#waiting.get(report.id)
    this.#waiting.delete(report.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    this.#within(this.#waiting.size === 0 ? IDLE_MS : PRINT_MS)
    if (report.printed) waiting?.resolve(report.printed)
    else waiting?.reject(refusalOf(report))
  }

  /** Ends the thread unless something is heard of it before. */
  #within(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#worker.terminate(), ms).unref()
  }

  /** Whoever still waits is told, and the next one gets a new thread. */
  #end(error: unknown): void {
    clearTimeout(this.#timer)
    if (thread === this) thread = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** `execArgv` is empty as Node reads our TypeScript by itself. */
function start(): Worker {
  try {
    return new Worker(new URL('./print-thread.ts', import.meta.url), { execArgv: [] })
  } catch {
    throw noThread()
  }
}

const noThread = (): Problem =>
  new Problem(
    'print_unavailable',
    'There are no threads here; PDFs are made where Node runs on the installed packages.',
  )

function refusalOf({ code, message }: { readonly code: string | undefined; readonly message: string }): unknown {
  return code === undefined ? new Error(message) : new Problem(code, message)
}
