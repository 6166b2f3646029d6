import { readEInvoice } from '#src/documents/einvoice/index.ts'
import { getDocument, getDocumentContent } from '#src/documents/index.ts'
import { isReadable } from '#src/documents/reading/index.ts'
import type { DeliveredFile, TakenFile } from '#src/intake/index.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { type EInvoiceReceipt, eInvoiceReceipts } from './companion.store.ts'
import { lookAt } from './look-at-file.ts'
import { sameInvoice } from './seen-invoice.ts'

/** The receipt of an e-invoice whose file another one of its delivery shows. */
export interface Companion {
  readonly receiptId: string
  readonly why: string
  /** The e-invoice was there before this delivery. */
  readonly isOlder: boolean
}

/** E-invoices that are asked which files they name: each is parsed for it. */
const ASKED_MAX = 20
const EMBEDDED = 'The e-invoice carries the same file inside.'

const readReceipts = query('receipt.eInvoices', { can: 'receipts:read' }, eInvoiceReceipts)

/**
 * The e-invoice of the same delivery that a PDF or picture shows; undefined when there is none, or more than one that it
 * may be, or it is not sure.
 */
export async function findCompanion(call: Call, file: TakenFile, mediaType: string): Promise<Companion | undefined> {
  if (!isReadable(mediaType)) return undefined
  const others = file.delivery.filter(({ id, receiptId }) => id !== file.fileId && receiptId !== null)
  const byReceipt = new Map(others.map((other) => [other.receiptId ?? '', other]))
  const invoices = byReceipt.size === 0 ? [] : await readReceipts(call, [...byReceipt.keys()])
  if (invoices.length === 0) return undefined
  const found =
    (await findEmbedding(call, file, invoices)) ?? (await findShown(call, file, mediaType, invoices, byReceipt))
  return found && { ...found, isOlder: byReceipt.get(found.receiptId)?.outcome === 'duplicate' }
}

type Found = Omit<Companion, 'isOlder'>

async function findEmbedding(
  call: Call,
  { documentId }: TakenFile,
  invoices: readonly EInvoiceReceipt[],
): Promise<Found | undefined> {
  const { attachedTo } = await getDocument(call, documentId)
  const [only, ...more] = invoices.filter((invoice) => attachedTo.includes(invoice.documentId))
  return only && more.length === 0 ? { receiptId: only.receiptId, why: EMBEDDED } : undefined
}

async function findShown(
  call: Call,
  file: TakenFile,
  mediaType: Parameters<typeof lookAt>[1],
  invoices: readonly EInvoiceReceipt[],
  byReceipt: ReadonlyMap<string, DeliveredFile>,
): Promise<Found | undefined> {
  const seen = await lookAt(file.bytes, mediaType)
  if (!seen) return undefined
  const naming = await whoNames(call, file.name, invoices)
  const stem = stemOf(file.name)
  const namesakes = invoices.filter(({ receiptId }) => stemOf(byReceipt.get(receiptId)?.name ?? '') === stem)
  const fitting = invoices.flatMap((invoice) => {
    const why = sameInvoice(seen, invoice, {
      isNamed: naming.length === 1 && naming[0] === invoice,
      isNamesake: namesakes.length === 1 && namesakes[0] === invoice,
      isPair: file.delivery.length === 2,
    })
    return why === null ? [] : [{ receiptId: invoice.receiptId, why }]
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

const stemOf = (name: string): string => name.toLowerCase().replace(/\.[^.]*$/, '')

/** The e-invoices that name the file among the documents that belong to them (BG-24). */
async function whoNames(
  call: Call,
  fileName: string,
  invoices: readonly EInvoiceReceipt[],
): Promise<readonly EInvoiceReceipt[]> {
  const found: EInvoiceReceipt[] = []
  for (const invoice of invoices.length > ASKED_MAX ? [] : invoices) {
    const { bytes } = await getDocumentContent(call, invoice.documentId)
    const names = readEInvoice(bytes).invoice.attachments.flatMap(({ id, url, fileName: own }) => [id, own, endOf(url)])
    if (names.some((name) => name?.toLowerCase() === fileName.toLowerCase())) found.push(invoice)
  }
  return found
}

const endOf = (url: string | undefined): string | undefined => url?.split(/[/\\]/).at(-1)
