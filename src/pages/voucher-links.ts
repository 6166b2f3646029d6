import { findOpenItems, listAllocations, type OpenItem } from '#src/ledger/index.ts'
import type { CompanyReader } from './page-context.ts'

/** A link to what an entry stands on, or settles. */
export interface VoucherLink {
  readonly href: string
  readonly text: string
}

const PAGE_OF: Readonly<Record<string, string>> = {
  receipt: 'receipts',
  invoice: 'invoices',
  bankTransaction: 'bank',
}

interface Voucher {
  readonly kind: string
  readonly id: string | null
}

/** The page of a voucher; undefined for one that has none, such as an opening balance. */
export const voucherHref = ({ companyId }: CompanyReader, { kind, id }: Voucher): string | undefined =>
  PAGE_OF[kind] && id ? `/c/${companyId}/${PAGE_OF[kind]}/${id}` : undefined

/** What a payment was for: the receipts and invoices whose open items the entry settles. */
export async function settledBy(reader: CompanyReader, journalEntryId: string): Promise<VoucherLink[]> {
  if (!reader.call.actor.scopes.has('ledger:read')) return []
  const allocations = await listAllocations(reader.call, { journalEntryId })
  if (allocations.length === 0) return []
  const ids = [...new Set(allocations.map(({ openItemId }) => openItemId))]
  return (await findOpenItems(reader.call, { ids, status: 'all' })).map((item) => linkTo(reader, item))
}

/** To the entry that opened the item, where its voucher has no page. */
const linkTo = (reader: CompanyReader, { voucherKind, voucherId, journalEntryId, documentNumber, id }: OpenItem) => ({
  href: voucherHref(reader, { kind: voucherKind, id: voucherId }) ?? `/c/${reader.companyId}/entries/${journalEntryId}`,
  text: documentNumber ?? id,
})
