import {
  type DocumentPart,
  type Extraction,
  extractFields,
  LEARNED_FIELDS,
  type LearnedField,
  type Lesson,
  learnLayouts,
  recogniseSupplier,
  supplierSigns,
  withLessons,
} from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'
import { addDays } from '#src/kernel/book-date.ts'
import { drawInvoice } from '#test/documents/reading/made/draw-invoice.ts'
import { FOREIGN } from '#test/documents/reading/made/foreign-tongues.ts'
import { inventInvoice, type MadeInvoice } from '#test/documents/reading/made/invent-invoice.ts'
import { truthOf } from '#test/documents/reading/made/made-cases.ts'
import { randomFrom } from '#test/support/random.ts'
import { say } from '../print.ts'
import { isRight } from './score.ts'

const SUPPLIERS = 40
const INVOICES = 3

interface Document {
  readonly invoice: MadeInvoice
  readonly pages: readonly PageWords[]
}

/** The next invoice of the same supplier to the same buyer: other number, days and amounts. */
function following(invoice: MadeInvoice, month: number): MadeInvoice {
  const lines = invoice.lines.map((line) => ({
    ...line,
    quantity: line.quantity + month,
    net: line.price * (line.quantity + month),
  }))
  const net = lines.reduce((sum, line) => sum + line.net, 0)
  const vat = Math.round((net * invoice.rate) / 100)
  const number = invoice.number.replace(/\d{3}(?!.*\d)/, (last) =>
    String((Number(last) + month * 7) % 1000).padStart(3, '0'),
  )
  const [issuedOn, dueOn] = [addDays(invoice.issuedOn, month * 30), addDays(invoice.dueOn, month * 30)]
  return { ...invoice, lines, net, vat, gross: net + vat, number, issuedOn, dueOn }
}

/** Invoices of one supplier, all in its layout. */
async function invoicesOf(seed: number): Promise<Document[]> {
  const first = inventInvoice(randomFrom(seed * 104_729 + 5), FOREIGN)
  const documents: Document[] = []
  for (let month = 0; month < INVOICES; month++) {
    const invoice = following(first, month)
    const pdf = await drawInvoice(invoice, 'even', randomFrom(seed + 1))
    documents.push({ invoice, pages: (await readPages(pdf, 'application/pdf')).pages })
  }
  return documents
}

/** The fields that are not as the invoice says, as a person would put them right. */
function corrections({ invoice, pages }: Document): { field: LearnedField; value: string }[] {
  const [truth, { fields }] = [truthOf(invoice), extractFields(pages)]
  return LEARNED_FIELDS.flatMap((field) => {
    const value = truth[field]
    return value === undefined || isRight(field, fields[field]?.value, value, false) ? [] : [{ field, value }]
  })
}

const partOf = (pages: readonly PageWords[]): DocumentPart => ({ pages, extraction: extractFields(pages) })

/** The signs on each supplier's first invoice, with the suppliers that show them. */
function signsOf(suppliers: readonly (readonly Document[])[]): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, string[]>()
  for (const [supplier, [first]] of suppliers.entries()) {
    for (const { kind, value } of first ? supplierSigns(partOf(first.pages)) : []) {
      shown.set(`${kind} ${value}`, [...(shown.get(`${kind} ${value}`) ?? []), String(supplier)])
    }
  }
  return shown
}

function supplierOf(part: DocumentPart, shown: ReturnType<typeof signsOf>): string | undefined {
  const known = supplierSigns(part).flatMap((sign) => {
    const [partyId, ...more] = shown.get(`${sign.kind} ${sign.value}`) ?? []
    return partyId === undefined ? [] : [{ ...sign, partyId, suppliers: 1 + more.length }]
  })
  return recogniseSupplier(known)?.partyId
}

/** How many of the learned fields are right. */
function rightOf({ fields }: Extraction, truth: ReturnType<typeof truthOf>): number {
  const isFieldRight = (field: LearnedField): boolean => {
    const value = truth[field]
    return value !== undefined && isRight(field, fields[field]?.value, value, false)
  }
  return LEARNED_FIELDS.filter(isFieldRight).length
}

/**
 * What one correction is worth: invoices of suppliers whose labels are in no word table, the first of each corrected,
 * the next ones read before and after. A supplier counts as known where the signs of its first invoice name it.
 */
export async function lessonsOfCorrections(): Promise<void> {
  const suppliers: Document[][] = []
  for (let seed = 0; seed < SUPPLIERS; seed++) suppliers.push(await invoicesOf(seed))
  const shown = signsOf(suppliers)
  const sums = { documents: 0, known: 0, asked: 0, before: 0, after: 0 }
  for (const [supplier, [first, ...others]] of suppliers.entries()) {
    const layouts = first ? learnLayouts(first.pages, corrections(first)) : []
    const lessons = layouts.map((one, index): Lesson => ({ ...one, id: String(index), right: 0, used: 0, lately: 0 }))
    for (const { invoice, pages } of others) {
      const [truth, part] = [truthOf(invoice), partOf(pages)]
      sums.documents++
      sums.known += Number(supplierOf(part, shown) === String(supplier))
      sums.asked += LEARNED_FIELDS.filter((field) => truth[field] !== undefined).length
      sums.before += rightOf(part.extraction, truth)
      sums.after += rightOf(withLessons(part, lessons), truth)
    }
  }
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`
  say(`## Lessons: ${SUPPLIERS} suppliers with labels that no word table has, one correction each`)
  say(`  fields right before: ${share(sums.before, sums.asked)}, after: ${share(sums.after, sums.asked)}`)
  say(`  suppliers recognised by the signs of their first invoice: ${share(sums.known, sums.documents)}`)
  say()
}
