import type { Locale } from '#src/kernel/locale.ts'
import type { Exception, Invoice } from '../einvoice/invoice-model.ts'
import { writeEInvoice } from '../einvoice/write-einvoice.ts'
import { sheetOf } from '../sheet/sheet-of.ts'
import type { Look } from './look.ts'

export const PRINT_FORMATS = ['pdf', 'facturx'] as const
export type PrintFormat = (typeof PRINT_FORMATS)[number]

export interface PrintOptions {
  readonly locale: Locale
  readonly look: Look
  readonly format: PrintFormat
}

export interface PrintedInvoice {
  readonly bytes: Uint8Array
  /** What the data inside a Factur-X cannot say. */
  readonly lost: readonly Exception[]
}

/**
 * Any canonical invoice as a PDF/A-3a and PDF/UA-1; as Factur-X with itself as data inside. The same invoice and options
 * give the same bytes. Fails with `print_unavailable`.
 */
export async function printInvoice(invoice: Invoice, { locale, look, format }: PrintOptions): Promise<PrintedInvoice> {
  // Loaded when first needed: who prints nothing starts without it. The fonts come first, since where they are not, as
  // on Workers, the library does not even start.
  const { printFonts } = await import('./fonts.ts')
  const fonts = printFonts()
  const { printSheet } = await import('./print-sheet.ts')
  const printed = { sheet: sheetOf(invoice, locale), look, fonts, on: invoice.issuedOn }
  if (format === 'pdf') return { bytes: await printSheet(printed), lost: [] }
  const { xml, lost } = writeEInvoice(invoice, 'facturx')
  return { bytes: await printSheet({ ...printed, xml: new TextEncoder().encode(xml) }), lost }
}
