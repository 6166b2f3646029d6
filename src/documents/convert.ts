import type { Locale } from '#src/kernel/locale.ts'
import type { Exception, Invoice } from './einvoice/invoice-model.ts'
import { notCarried } from './einvoice/not-carried.ts'
import type { EInvoice } from './einvoice/read-einvoice.ts'
import { EINVOICE_FORMATS, type EInvoiceFormat } from './einvoice/specified-for.ts'
import { invoiceToJson } from './einvoice/to-json.ts'
import { writeEInvoice } from './einvoice/write-einvoice.ts'
import { PLAIN_LOOK, PRINT_FORMATS, printInvoice } from './print/index.ts'
import { validateTree } from './rules/validate.ts'
import { type SheetAttachment, sheetHtml, sheetOf } from './sheet/index.ts'

export const TEXT_TARGETS = ['json', ...EINVOICE_FORMATS.filter((format) => format !== 'facturx'), 'html'] as const
export const PDF_TARGETS = PRINT_FORMATS
export type TextTarget = (typeof TEXT_TARGETS)[number]
export type PdfTarget = (typeof PDF_TARGETS)[number]

export const isTextTarget = (name: string): name is TextTarget => TEXT_TARGETS.some((target) => target === name)
export const isPdfTarget = (name: string): name is PdfTarget => PDF_TARGETS.some((target) => target === name)

export interface Converted {
  readonly content: string | Uint8Array
  /** What no target can say, what this one cannot, and which of its rules the result breaks: nothing is dropped silently. */
  readonly told: readonly Exception[]
}

/**
 * An e-invoice in another form; text is UTF-8. A page for people is in Norwegian for a customer in Norway and else in
 * English, unless a language is asked for.
 */
export function convert(read: EInvoice, target: TextTarget, language?: Locale): Converted {
  const { invoice, exceptions } = read
  const told = notCarried(read)
  if (target === 'json') return { content: JSON.stringify(invoiceToJson(invoice, exceptions)), told }
  if (target !== 'html') return asXml(invoice, target, told)
  return { content: sheetHtml(sheetOf(invoice, language ?? languageFor(invoice)), { attachment: asData }), told }
}

/** The same as a PDF/A, or as a Factur-X with the data inside. Fails with `print_unavailable`. */
export async function convertToPdf(read: EInvoice, target: PdfTarget, language?: Locale): Promise<Converted> {
  const { invoice } = read
  const left = notCarried(read)
  const { told } = target === 'facturx' ? asXml(invoice, target, left) : { told: left }
  const options = { locale: language ?? languageFor(invoice), look: PLAIN_LOOK, format: target }
  const { bytes } = await printInvoice(invoice, options)
  return { content: bytes, told }
}

const languageFor = ({ customer }: Invoice): Locale => (customer.address?.country === 'NO' ? 'nb' : 'en')

/** The file itself, so that the page needs nothing beside it; browsers save it and never open it as a page. */
const asData = ({ content }: SheetAttachment): string | undefined =>
  content && `data:application/octet-stream;base64,${Buffer.from(content).toString('base64')}`

function asXml(invoice: Invoice, format: EInvoiceFormat, left: readonly Exception[]): Converted {
  const { xml, root, lost } = writeEInvoice(invoice, format)
  const broken = validateTree(root)
    .fired.filter(({ flag }) => flag === 'fatal')
    .map(({ id, message, locations }) => ({
      code: 'einvoice_rule_broken',
      message: `${id}: ${message}`,
      pointer: locations[0] ?? '',
    }))
  return { content: xml, told: [...left, ...lost, ...broken] }
}
