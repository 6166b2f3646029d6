import type { Invoice } from '#src/documents/einvoice/index.ts'
import { otherTotalOn } from '#src/documents/reading/fields/index.ts'
import { type ReadingLimits, readPages } from '#src/documents/reading/index.ts'
import { type Decimal, formatDecimal } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import type { ReceiptException } from './receipt.ts'

/** The total stands on the first pages or the last; a scan is not recognised for it. */
const LIMITS: Partial<ReadingLimits> = { pages: 20, ocrPages: 0, documentMs: 10_000 }

/**
 * A PDF with an e-invoice inside is booked by the e-invoice, and people look at its pages: where those surely print
 * another total, somebody must see it. Pages that cannot be read say nothing against it.
 */
export async function doubtsOfPages(pdf: Uint8Array, { declared }: Invoice): Promise<ReceiptException[]> {
  const said = [declared.payable, declared.gross].filter((one): one is Decimal => one !== undefined)
  const [payable] = said
  if (!payable) return []
  const printed = await readPages(pdf, 'application/pdf', { limits: LIMITS })
    .then(({ pages }) => otherTotalOn(pages, said))
    .catch((error: unknown) => {
      if (isProblem(error)) return undefined
      throw error
    })
  if (printed === undefined) return []
  const message = `The page prints a total of ${printed}; the e-invoice inside the PDF, by which it is booked, says ${formatDecimal(payable)}.`
  return [{ code: 'page_total_differs', message, pointer: '/declared/payable' }]
}
