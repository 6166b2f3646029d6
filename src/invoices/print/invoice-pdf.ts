import { getCompany } from '#src/companies/index.ts'
import { type Invoice as EInvoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { getDocumentContent, keepFile, recordDocument } from '#src/documents/index.ts'
import { type Look, type PrintFormat, printInThread } from '#src/documents/print/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import { getParty } from '#src/parties/index.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { loadInvoice } from '../invoice.store.ts'
import type { Invoice } from '../invoice.ts'
import { draftAsEInvoice } from './draft-as-einvoice.ts'
import { findPrint, insertPrint, type PrintKey } from './print.store.ts'
import { languageFor, lookOf } from './template.ts'

export interface InvoicePdfOptions {
  /** pdf when left out; facturx has the invoice as data inside. */
  readonly format?: PrintFormat | undefined
  /** That of the customer when left out, else that of the company. */
  readonly language?: Locale | undefined
}

export interface InvoicePdf {
  readonly bytes: Uint8Array
  readonly name: string
  /** Undefined for a draft, whose PDF is not kept. */
  readonly documentId?: string | undefined
}

/**
 * The PDF/A of an invoice, in its customer's language and the company's template. That of an issued invoice is made
 * once and kept: the same bytes ever after. A draft's is marked as a draft. Fails with `invoice_template_invalid`,
 * `print_unavailable`, and for a Factur-X of a draft with `invoice_draft`.
 */
export async function invoicePdf(call: Call, invoiceId: string, options: InvoicePdfOptions = {}): Promise<InvoicePdf> {
  const plan = await planPrint(call, { invoiceId, ...options })
  if (plan.kept) return plan.kept
  const { invoice, said, look, key, name } = plan
  const { bytes } = await printInThread(said, { locale: key.language, look, format: key.format })
  if (invoice.status === 'draft') return { bytes, name }
  return keepPrint(call, { key, name, bytes })
}

type Plan =
  | { readonly kept: InvoicePdf }
  | {
      readonly kept?: undefined
      readonly invoice: Invoice
      /** What the invoice says. */
      readonly said: EInvoice
      readonly look: Look
      readonly key: PrintKey
      readonly name: string
    }

interface Wanted extends InvoicePdfOptions {
  readonly invoiceId: string
}

/** All that printing takes, so that the database is not held while the pages are made. */
const planPrint = query('invoice.planPrint', { can: 'invoices:read' }, async (cx, wanted: Wanted): Promise<Plan> => {
  const { invoiceId, format = 'pdf' } = wanted
  const invoice = await loadInvoice(cx, invoiceId)
  const company = await getCompany(cx, undefined)
  const party = await getParty(cx, { partyId: invoice.customer.partyId })
  const key = { invoiceId, format, language: wanted.language ?? languageFor(party, company) }
  const name = nameOf(invoice)
  if (invoice.documentId === null) {
    if (format === 'facturx') fail('invoice_draft', 'The invoice is a draft; it has data to embed once it is issued.')
    const said = await draftAsEInvoice(cx, invoice, company)
    return { invoice, said, look: { ...(await lookOf(cx, company)), isDraft: true }, key, name }
  }
  const documentId = await findPrint(cx, key)
  if (documentId !== undefined) return { kept: await keptPrint(cx, documentId) }
  const { bytes } = await getDocumentContent(cx, invoice.documentId)
  return { invoice, said: readEInvoice(bytes).invoice, look: await lookOf(cx, company), key, name }
})

const nameOf = ({ kind, number, id }: Invoice): string =>
  number === null ? `draft-${id}.pdf` : `${kind === 'invoice' ? 'invoice' : 'credit-note'}-${number}.pdf`

async function keptPrint(cx: Cx, documentId: string): Promise<InvoicePdf> {
  const { document, bytes } = await getDocumentContent(cx, documentId)
  return { bytes, name: document.name, documentId }
}

/** Keeps the PDF as a document of the company; when another was faster, that one is the answer. */
const keepPrint = command(
  'invoice.keepPrint',
  { can: 'invoices:read' },
  async (cx: Cx, { key, name, bytes }: { key: PrintKey; name: string; bytes: Uint8Array }): Promise<InvoicePdf> => {
    const { document } = await recordDocument(cx, { file: await keepFile(cx, { bytes, name }) })
    const isFirst = await insertPrint(cx, key, document.id)
    cx.audit({ kind: 'invoice', id: key.invoiceId }, { ...key, documentId: document.id, isFirst })
    if (isFirst) return { bytes, name: document.name, documentId: document.id }
    const documentId = await findPrint(cx, key)
    return keptPrint(cx, documentId ?? document.id)
  },
)
