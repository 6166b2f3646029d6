import type { DocumentPart } from '#src/documents/reading/fields/index.ts'
import type { PageProblem } from '#src/documents/reading/index.ts'
import { UNREAD } from '../exceptions.ts'
import type { ReceiptException } from '../receipt.ts'
import type { Outcome } from './finish-reading.ts'
import type { Reading } from './reading.ts'

/** What reading gave for the invoice of one receipt. */
export type OwnOutcome =
  | {
      readonly part: DocumentPart
      /** Of its own pages. */
      readonly problems: readonly PageProblem[]
      /** That the document holds others as well. */
      readonly told: readonly ReceiptException[]
    }
  | { readonly problem: NonNullable<Reading['problem']> }

const exception = (code: string, message: string): ReceiptException => ({ code, message, pointer: '/documentId' })

const rangeOf = ({ pages }: DocumentPart): string => {
  const [first, last] = [pages[0]?.page, pages.at(-1)?.page]
  return first === last ? `page ${first}` : `pages ${first} to ${last}`
}

/** The share that the receipt of one part has; a document that is now read as fewer invoices leaves the others unread. */
export function outcomeOf(outcome: Outcome, documentPart: number): OwnOutcome {
  if ('problem' in outcome) return outcome
  const { parts, pages, isDoubtful } = outcome
  const part = parts[documentPart - 1]
  if (!part) {
    const message = `The document was read as ${parts.length} invoices, and this is number ${documentPart}: fill in what it says, or reject it.`
    return { problem: { code: UNREAD, message } }
  }
  const isOf = (one: DocumentPart, page: number): boolean => one.pages.some((own) => own.page === page)
  // a page that could not be read is of no part: the first one tells of it
  const problems = pages.problems.filter(({ page }) =>
    documentPart === 1 ? !parts.slice(1).some((other) => isOf(other, page)) : isOf(part, page),
  )
  const several = `The document holds ${parts.length} invoices; this receipt is the one on ${rangeOf(part)}.`
  const doubtful = 'The document may hold more than one invoice: compare its pages, and send the others by themselves.'
  return {
    part,
    problems,
    told: [
      ...(parts.length > 1 ? [exception('document_of_several', several)] : []),
      ...(isDoubtful ? [exception('document_maybe_several', doubtful)] : []),
    ],
  }
}
