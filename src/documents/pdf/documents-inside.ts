import { isProblem } from '#src/kernel/problem.ts'
import { readEInvoice } from '../einvoice/read-einvoice.ts'
import { sniffType } from '../media-type.ts'
import { type EmbeddedFile, isPortfolio } from './embedded-files.ts'
import { invoiceIn } from './pdf-invoice.ts'

/**
 * The documents of a PDF that is only what they came in: the files of a portfolio (ISO 32000-2, 12.3.5), or e-invoices
 * with more than one number between them. None for any other PDF, whose files belong to it.
 */
export function documentsInside(pdf: Uint8Array): readonly EmbeddedFile[] {
  const { xml, others } = invoiceIn(pdf)
  const files = xml ? [xml, ...others] : others
  if (files.length === 0) return []
  const numbers = new Set(files.flatMap((file) => numberOf(file) ?? []))
  if (numbers.size > 1) return files
  // A Factur-X may be shown as a portfolio too, and is one document.
  return !xml && isPortfolio(pdf) ? files.filter(({ bytes }) => sniffType(bytes) !== undefined) : []
}

/** Undefined for what is no e-invoice. */
function numberOf({ bytes }: EmbeddedFile): string | undefined {
  if (sniffType(bytes) !== 'application/xml') return undefined
  try {
    return readEInvoice(bytes).invoice.number
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}
