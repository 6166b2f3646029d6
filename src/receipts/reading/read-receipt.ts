import { getDocumentContent } from '#src/documents/index.ts'
import { splitDocuments } from '#src/documents/reading/fields/index.ts'
import { isReadable, type ReadOptions, readPages } from '#src/documents/reading/index.ts'
import { dateIn } from '#src/kernel/book-date.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import { UNREAD } from '../exceptions.ts'
import { getReceipt } from '../read-receipts.ts'
import type { Receipt } from '../receipt.ts'
import { finishReading, type Outcome } from './finish-reading.ts'
import { reportReading } from './report-reading.ts'

/** How this try of a reading is bounded. */
export interface ReadingTry {
  readonly signal: AbortSignal
  readonly isLastAttempt: boolean
}

/**
 * Reads the document of a receipt and writes down what it says. No transaction is open while it is read. A file that
 * cannot be read settles the reading too; what goes wrong otherwise is thrown, for another try.
 */
export async function readReceipt(call: Call, receiptId: string, attempt: ReadingTry): Promise<Receipt> {
  const receipt = await getReceipt(call, receiptId)
  if (receipt.reading?.status !== 'reading' || receipt.documentId === null) return receipt
  const progress = progressTeller(call, receiptId)
  const outcome = await read(call, receipt.documentId, attempt, progress.tell).catch((error: unknown): Outcome => {
    if (isProblem(error)) return { problem: { code: error.code, message: error.message } }
    if (!attempt.isLastAttempt) throw error
    call.platform.log.error({ err: error, receiptId }, 'reading failed')
    return { problem: { code: UNREAD, message: 'The document could not be read: fill in what it says.' } }
  })
  await progress.told()
  return finishReading(call, { receiptId, outcome })
}

/** Between two reports; a page takes some milliseconds, or with OCR about a second. */
const REPORT_EVERY_MS = 2000

/** Tells how far a reading is, one report at a time; one that fails is only logged. */
function progressTeller(call: Call, receiptId: string) {
  const { clock, log } = call.platform
  let toldAtMs = clock.now().getTime()
  let telling: Promise<void> = Promise.resolve()
  const tell = (done: number, pages: number): void => {
    const nowMs = clock.now().getTime()
    if (done === pages || nowMs - toldAtMs < REPORT_EVERY_MS) return
    toldAtMs = nowMs
    telling = telling
      .then(() => reportReading(call, { receiptId, done, pages }))
      .catch((error: unknown) => log.warn({ err: error, receiptId }, 'the progress of a reading was not told'))
  }
  return { tell, told: () => telling }
}

async function read(
  call: Call,
  documentId: string,
  { signal }: ReadingTry,
  onProgress: ReadOptions['onProgress'],
): Promise<Outcome> {
  const { document, bytes } = await getDocumentContent(call, documentId)
  const { mediaType } = document
  if (!isReadable(mediaType)) return { problem: { code: UNREAD, message: `A ${mediaType} has no pages to read.` } }
  const pages = await readPages(bytes, mediaType, { signal, onProgress })
  const latest = dateIn(call.platform.clock.now(), call.timeZone)
  return { pages, ...splitDocuments(pages.pages, { latest }) }
}
