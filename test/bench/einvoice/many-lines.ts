import { completeInvoice } from '#src/documents/einvoice/compute-totals.ts'
import type { Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { writeUbl } from '#src/documents/einvoice/ubl/write-ubl.ts'
import { tenKilobytes } from '../receipts/ubl.ts'

/** A Peppol invoice of so many lines that breaks no rule, as bytes. */
export function invoiceOf(lines: number): Uint8Array {
  const { invoice } = readEInvoice(Buffer.from(tenKilobytes()))
  const [line] = invoice.lines
  if (!line) throw new Error('an invoice without lines')
  const many: Invoice = {
    ...invoice,
    declared: {},
    lines: Array.from({ length: lines }, (_, place) => ({ ...line, id: String(place + 1) })),
  }
  return Buffer.from(writeUbl(completeInvoice(many)))
}
