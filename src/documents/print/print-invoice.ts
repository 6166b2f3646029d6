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
 * Any canonical invoice as a PDF/A-3b; as Factur-X with itself as data inside. The same invoice and options give the
 * same bytes. Fails with `print_unavailable`.
 */
export async function printInvoice(invoice: Invoice, { locale, look, format }: PrintOptions): Promise<PrintedInvoice> {
  // Loaded when first needed: an API server that prints nothing starts without it, and so does one on Workers.
  const { printSheet } = await import('./print-sheet.ts')
  const printed = { sheet: sheetOf(invoice, locale), look, on: invoice.issuedOn }
  if (format === 'pdf') return { bytes: await printSheet(printed), lost: [] }
  const { xml, lost } = writeEInvoice(invoice, 'facturx')
  return { bytes: await printSheet({ ...printed, xml: new TextEncoder().encode(xml) }), lost }
}
