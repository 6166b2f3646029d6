import { isProblem } from '#src/kernel/problem.ts'
import { readEInvoice } from './einvoice/index.ts'
import type { EInvoice } from './einvoice/read-einvoice.ts'
import { type DocumentPart, type Extraction, splitDocuments } from './reading/fields/index.ts'
import { type PageMediaType, readPages } from './reading/index.ts'
import { demandType } from './receive-document.ts'

/** What a file tells of itself: an e-invoice as its sender wrote it, or fields found on its pages. */
export type FileReading =
  | { readonly kind: 'einvoice'; readonly invoice: EInvoice }
  | { readonly kind: 'pages'; readonly extraction: Extraction; readonly problems: readonly ReadingProblem[] }

/** What keeps a file or one of its pages from being read in full. */
export interface ReadingProblem {
  readonly code: string
  readonly message: string
}

/** Media type of a file whose pages are read; undefined for XML. Fails as `demandType` does. */
function pageType(bytes: Uint8Array): PageMediaType | undefined {
  const type = demandType(bytes)
  return type === 'application/xml' ? undefined : type
}

function severalIn(parts: readonly DocumentPart[]): ReadingProblem {
  if (parts.length === 1)
    return { code: 'document_maybe_several', message: 'The file may hold more than one invoice: compare its pages.' }
  const pages = parts.map((part) => `${part.pages[0]?.page} to ${part.pages.at(-1)?.page}`).join(', ')
  const message = `The file holds ${parts.length} invoices (pages ${pages}); these fields are of the first.`
  return { code: 'document_of_several', message }
}

/**
 * Reads any file that we take: an e-invoice (XML, or inside a PDF) exactly, the pages of a PDF or a picture as well
 * as they can be read. Fails with the problems of `readEInvoice` and `readPages`.
 */
export async function readDocumentFile(bytes: Uint8Array): Promise<FileReading> {
  const type = pageType(bytes)
  const problems: ReadingProblem[] = []
  if (type === undefined || type === 'application/pdf') {
    try {
      return { kind: 'einvoice', invoice: readEInvoice(bytes) }
    } catch (error) {
      if (type === undefined || !isProblem(error)) throw error
      if (!['pdf_without_einvoice', 'pdf_encrypted'].includes(error.code)) problems.push(error)
    }
  }
  const read = await readPages(bytes, type)
  const { parts, isDoubtful } = splitDocuments(read.pages)
  const [first] = parts
  if (!first) throw new Error('a file has at least one document')
  if (parts.length > 1 || isDoubtful) problems.push(severalIn(parts))
  return {
    kind: 'pages',
    extraction: first.extraction,
    problems: [...problems, ...read.problems].map(({ code, message }) => ({ code, message })),
  }
}
