import { type EInvoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { invoiceIn } from '#src/documents/index.ts'
import { type Extraction, SURE, splitDocuments } from '#src/documents/reading/fields/index.ts'
import { type PageMediaType, type PageWords, readPages } from '#src/documents/reading/index.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { looseNumber } from '../duplicates/lookalike.ts'
import { readContent } from '../reading/read-content.ts'
import type { Field } from '../reading/reading.ts'
import type { SeenInvoice } from './seen-invoice.ts'

/** What tells an invoice stands on its first pages; the whole file is read where it becomes a receipt. */
const PAGES_MAX = 6
/** Milliseconds of reading: other files of the delivery wait meanwhile. */
const LOOK_MS = 60_000

/** A file of whose pages nothing can be told. */
export const UNSEEN: SeenInvoice = {
  number: null,
  issuedOn: null,
  currency: null,
  totals: [],
  supplierName: null,
  supplierNumber: null,
  isSure: { number: false, currency: false, totals: false },
  words: new Set(),
}

/**
 * The invoice that a PDF or picture shows, by the e-invoice inside it or by its first pages; undefined for a file of
 * several. A file that cannot be read shows nothing.
 */
export async function lookAt(bytes: Uint8Array, mediaType: PageMediaType): Promise<SeenInvoice | undefined> {
  const carried = mediaType === 'application/pdf' ? invoiceInside(bytes) : undefined
  if (carried) return seenIn(carried)
  try {
    const limits = { pages: PAGES_MAX, ocrPages: PAGES_MAX, documentMs: LOOK_MS }
    const { pages } = await readPages(bytes, mediaType, { limits })
    const { parts } = splitDocuments(pages)
    const [only] = parts
    return only && parts.length === 1 ? seenOn(only.extraction, pages) : undefined
  } catch (error) {
    if (isProblem(error)) return UNSEEN
    throw error
  }
}

function invoiceInside(bytes: Uint8Array): EInvoice | undefined {
  const { xml } = invoiceIn(bytes)
  try {
    return xml && readEInvoice(xml.bytes)
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

const known = <T>(...values: readonly (T | null | undefined)[]): T[] =>
  values.filter((value): value is T => value !== null && value !== undefined)

function seenIn({ invoice }: EInvoice): SeenInvoice {
  const { number, issuedOn, currency, declared, supplier } = invoice
  return {
    number: number ?? null,
    issuedOn: issuedOn ?? null,
    currency: currency ?? null,
    totals: known<Decimal>(declared.payable, declared.gross),
    supplierName: supplier.name ?? null,
    supplierNumber: supplier.organisationNumber ?? null,
    isSure: { number: number !== undefined, currency: currency !== undefined, totals: true },
    words: new Set(),
  }
}

const isSure = (field: Field | null): boolean => field !== null && field.confidence >= SURE

function seenOn(extraction: Extraction, pages: readonly PageWords[]): SeenInvoice {
  const { fields } = extraction
  const { number, issuedOn, currency, payable, gross } = readContent(extraction)
  return {
    number,
    issuedOn,
    currency,
    totals: known(payable, gross),
    supplierName: fields.issuer?.value ?? null,
    supplierNumber: fields.organisationNumber?.value ?? null,
    isSure: {
      number: isSure(fields.number),
      currency: isSure(fields.currency),
      totals: isSure(fields.gross) || isSure(fields.payable),
    },
    words: new Set(pages.flatMap(({ words }) => words.flatMap(({ text }) => looseNumber(text) ?? []))),
  }
}
