import { getCompany } from '#src/companies/index.ts'
import { getDocumentContent } from '#src/documents/index.ts'
import type { DocumentPart, Layout } from '#src/documents/reading/fields/index.ts'
import { type LearnedField, learnLayouts, splitDocuments } from '#src/documents/reading/fields/index.ts'
import { isReadable, readPages } from '#src/documents/reading/index.ts'
import { dateIn } from '#src/kernel/book-date.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { getReceipt } from '../read-receipts.ts'
import { correctionsIn } from './corrected.ts'
import { confirmLessons, putLessons } from './lesson.store.ts'
import { signsOfOthers } from './recognise-supplier.ts'
import { putSupplierSigns } from './supplier-sign.store.ts'

interface LearnLayout {
  readonly receiptId: string
  readonly fields: readonly LearnedField[]
  /** A person said who the supplier is. */
  readonly isSupplierSaid?: boolean
}

/**
 * Reads the document of a corrected receipt again and remembers for its supplier where the corrected values stand and,
 * where a person said who it is, by which signs it is recognised. No
 * transaction is open while it is read. Values that are as they were read, or are not on the pages, teach nothing.
 */
export async function learnLayout(
  call: Call,
  { receiptId, fields, isSupplierSaid = false }: LearnLayout,
  signal: AbortSignal,
): Promise<void> {
  const receipt = await getReceipt(call, receiptId)
  const { origin, documentId, documentPart, supplier } = receipt
  const corrections = correctionsIn(receipt, fields)
  if (origin === 'einvoice' || documentId === null || supplier.partyId === null) return
  if (corrections.length === 0 && !isSupplierSaid) return
  const { document, bytes } = await getDocumentContent(call, documentId)
  if (!isReadable(document.mediaType)) return
  const { pages } = await readPages(bytes, document.mediaType, { signal })
  const latest = dateIn(call.platform.clock.now(), call.timeZone)
  const part = splitDocuments(pages, { latest }).parts[documentPart - 1]
  if (!part) return
  const layouts = learnLayouts(part.pages, corrections)
  if (layouts.length > 0) await rememberLayouts(call, { receiptId, partyId: supplier.partyId, layouts })
  if (isSupplierSaid) await rememberSupplier(call, { receiptId, partyId: supplier.partyId, part })
}

interface RememberLayouts {
  readonly receiptId: string
  readonly partyId: string
  readonly layouts: readonly Layout[]
}

interface RememberSupplier {
  readonly receiptId: string
  readonly partyId: string
  readonly part: DocumentPart
}

/** Writes down by which signs on its documents a supplier is recognised; what is known already stays. */
export const rememberSupplier = command(
  'receipt.rememberSupplier',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, partyId, part }: RememberSupplier): Promise<void> => {
    const signs = signsOfOthers(part, await getCompany(cx, undefined))
    const learned = await putSupplierSigns(cx, { receiptId, partyId }, signs)
    cx.audit({ kind: 'receipt', id: receiptId }, { partyId, learned, signs: signs.map(({ kind }) => kind) })
  },
)

/** Writes down what a correction taught of a supplier's documents; what is known already stays, and was right here. */
export const rememberLayouts = command(
  'receipt.rememberLayouts',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, partyId, layouts }: RememberLayouts): Promise<void> => {
    const learned = await putLessons(cx, { receiptId, partyId }, layouts)
    await confirmLessons(cx, { receiptId, partyId }, layouts)
    cx.audit({ kind: 'receipt', id: receiptId }, { partyId, learned, fields: layouts.map(({ field }) => field) })
  },
)
