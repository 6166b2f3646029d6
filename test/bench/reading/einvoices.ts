import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Invoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { PLAIN_LOOK, printInvoice } from '#src/documents/print/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { abs, type Decimal, formatDecimal, negate, round } from '#src/kernel/decimal.ts'
import { LOCALES } from '#src/kernel/locale.ts'
import { ublFiles } from '#test/documents/einvoice/invoice-files.ts'
import { corpusBytes, corpusFiles } from '#test/support/corpus.ts'
import type { Case } from './score.ts'

/** Folders of PDFs that carry their invoice as XML, too. */
const HYBRIDS = ['zugferd-corpus', 'mustang-validation', 'factur-x-fixtures']
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '')
const textOf = (pages: readonly PageWords[]): string =>
  letters(pages.flatMap(({ words }) => words.map(({ text }) => text)).join(''))

const MONTHS = [
  'jan|januar|january|janvier|januari',
  'feb|februar|february|fevrier|février|februari',
  'mar|mär|marz|märz|march|mars|maart',
  'apr|april|avril',
  'mai|may|maj|mei',
  'jun|juni|june|juin',
  'jul|juli|july|juillet',
  'aug|august|augusti|aout|août|augustus',
  'sep|sept|september|septembre',
  'oct|okt|october|oktober|octobre',
  'nov|november|novembre',
  'dec|dez|des|december|dezember|desember|decembre|décembre',
]

/** Whether the date stands in the text in any usual form. */
function isDatePrinted(date: BookDate, text: string): boolean {
  const [year = '', month = '', day = ''] = date.split('-')
  const [short, m, d] = [year.slice(2), `0?${Number(month)}`, `0?${Number(day)}`]
  const named = MONTHS[Number(month) - 1]
  return [
    `${year}${m}${d}`,
    `${d}${m}(?:${year}|${short})`,
    `${m}${d}(?:${year}|${short})`,
    `${d}(?:de)?(?:${named})(?:de)?(?:${year}|${short})`,
    `(?:${named})${d}(?:${year}|${short})`,
  ].some((form) => new RegExp(form).test(text))
}

/** What the XML says of the fields, of those that stand on the pages. */
function truthOf(invoice: Invoice, text: string): Case['truth'] {
  const { supplier, declared } = invoice
  const isPrinted = (value: string | undefined): value is string =>
    value !== undefined && value !== '' && text.includes(letters(value))
  // what a correction or a credit note takes back is printed with a minus, or without
  const sum = (value: Decimal | undefined): readonly string[] | undefined => {
    const signs = value ? [value, abs(value), ...(invoice.kind === 'creditNote' ? [negate(value)] : [])] : []
    const amounts = signs.map((one) => formatDecimal(round(one, 2)))
    return amounts.some(isPrinted) ? amounts : undefined
  }
  const date = (value: BookDate | undefined): string | undefined =>
    value && isDatePrinted(value, text) ? value : undefined
  const some = (values: readonly (string | undefined)[]): readonly string[] | undefined => {
    const printed = values.filter(isPrinted)
    return printed.length > 0 ? printed : undefined
  }
  const { vatNumber, organisationNumber, legalId, taxRegistrations } = supplier
  return {
    issuer: some([supplier.name, supplier.tradingName]),
    organisationNumber: some([vatNumber, organisationNumber, legalId?.id, ...taxRegistrations.map(({ id }) => id)]),
    number: some([invoice.number]),
    issuedOn: date(invoice.issuedOn),
    dueOn: date(invoice.dueOn),
    currency: invoice.currency,
    net: sum(declared.net),
    vat: sum(declared.vat),
    gross: sum(declared.gross),
    paymentReference: some([invoice.paymentReference]),
    account: some([invoice.bankAccount?.replace(/\s/g, '')]),
  }
}

/** Invoices on the same page in several folders are one. */
interface Read {
  readonly name: string
  readonly invoice: Invoice
  readonly pages: readonly PageWords[]
  readonly text: string
}

const halves = (reads: readonly Read[]): { seen: Case[]; unseen: Case[] } => {
  const cases = reads.map(
    ({ name, invoice, pages, text }): Case => ({
      name,
      pages: () => pages,
      truth: truthOf(invoice, text),
      isLoose: true,
    }),
  )
  return { seen: cases.filter((_, index) => index % 2 === 0), unseen: cases.filter((_, index) => index % 2 === 1) }
}

function invoiceOf(bytes: Uint8Array): Invoice | undefined {
  try {
    return readEInvoice(bytes).invoice
  } catch {
    return undefined
  }
}

/** Least letters of a page that shows its invoice; some files of the corpus are blank beside their XML. */
const LEAST_LETTERS = 100

/** PDFs with an invoice as XML inside, read as if they had none: every second page that differs is in view. */
export async function hybrids(): Promise<{ seen: Case[]; unseen: Case[] }> {
  const reads = new Map<string, Read>()
  for (const path of HYBRIDS.flatMap((folder) => corpusFiles(folder, '.pdf'))) {
    const bytes = new Uint8Array(readFileSync(path))
    const invoice = invoiceOf(bytes)
    if (!invoice) continue
    const { pages } = await readPages(bytes, 'application/pdf')
    const text = textOf(pages)
    if (text.length > LEAST_LETTERS && !reads.has(text)) reads.set(text, { name: basename(path), invoice, pages, text })
  }
  return halves([...reads.values()])
}

/** E-invoices of several countries, printed by us in a language each and read again. */
export async function printed(): Promise<{ seen: Case[]; unseen: Case[] }> {
  const reads: Read[] = []
  for (const [index, path] of ublFiles().entries()) {
    const invoice = invoiceOf(corpusBytes(path))
    const locale = LOCALES[index % LOCALES.length]
    if (!invoice?.number || !invoice.supplier.name || !locale) continue
    const { bytes } = await printInvoice(invoice, { locale, look: PLAIN_LOOK, format: 'pdf' })
    const { pages } = await readPages(bytes, 'application/pdf')
    reads.push({ name: `${basename(path)} (${locale})`, invoice, pages, text: textOf(pages) })
  }
  return halves(reads)
}
