import { getDocumentContent } from '#src/documents/index.ts'
import { extractFields } from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import { dateIn } from '#src/kernel/book-date.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import { UNREAD } from '../exceptions.ts'
import { getReceipt } from '../read-receipts.ts'
import type { Receipt } from '../receipt.ts'
import { finishReading, type Outcome } from './finish-reading.ts'
import { isReadable } from './readable.ts'

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
  const outcome = await read(call, receipt.documentId, attempt).catch((error: unknown): Outcome => {
    if (isProblem(error)) return { problem: { code: error.code, message: error.message } }
    if (!attempt.isLastAttempt) throw error
    call.platform.log.error({ err: error, receiptId }, 'reading failed')
    return { problem: { code: UNREAD, message: 'The document could not be read: fill in what it says.' } }
  })
  return finishReading(call, { receiptId, outcome })
}

async function read(call: Call, documentId: string, { signal }: ReadingTry): Promise<Outcome> {
  const { document, bytes } = await getDocumentContent(call, documentId)
  const { mediaType } = document
  if (!isReadable(mediaType)) return { problem: { code: UNREAD, message: `A ${mediaType} has no pages to read.` } }
  const pages = await readPages(bytes, mediaType, { signal })
  const latest = dateIn(call.platform.clock.now(), call.timeZone)
  return { pages, extraction: extractFields(pages.pages, { latest }) }
}
