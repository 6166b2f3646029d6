import { getBankAccount, getBankTransaction } from '#src/bank/index.ts'
import { getInvoice } from '#src/invoices/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { findOpenItems, type OpenItem } from '#src/ledger/index.ts'
import { getMatch, type Match } from '#src/matching/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { getReceipt } from '#src/receipts/index.ts'
import type { ReadSource, SourcePayment } from './source.ts'

/** A match pays several items; each of its allocations is a payment at the vendor: "mat_.../1". */
const idOf = (matchId: string, place: number): string => `${matchId}/${place + 1}`

/** The payments of a match, with the record that each settles. Items that are no document of ours, and a match that was undone, have none. */
export async function paymentsOf(cx: Cx, matchId: string): Promise<SourcePayment[]> {
  const match = await getMatch(cx, { matchId })
  if (match.status !== 'active') return []
  const { bankTransactionId, allocations } = match
  const transaction = await getBankTransaction(cx, { bankTransactionId })
  const { ledgerAccount } = await getBankAccount(cx, { bankAccountId: transaction.bankAccountId })
  const items = await itemsOf(cx, match)
  const payments: SourcePayment[] = []
  for (const [place, { openItemId, amountMinor, currency }] of allocations.entries()) {
    const settles = await recordOf(cx, items.get(openItemId))
    if (!settles) continue
    const paidOn = transaction.bookedOn
    payments.push({ id: idOf(matchId, place), settles, paidOn, currency, amountMinor, bankAccount: ledgerAccount })
  }
  return payments
}

async function itemsOf(cx: Cx, { allocations }: Match): Promise<ReadonlyMap<string, OpenItem>> {
  const items = await findOpenItems(cx, { ids: allocations.map(({ openItemId }) => openItemId), status: 'all' })
  return new Map(items.map((item) => [item.id, item]))
}

async function recordOf(cx: Cx, item: OpenItem | undefined): Promise<SourcePayment['settles'] | undefined> {
  if (!item?.voucherId) return undefined
  const { voucherKind, voucherId: id } = item
  if (voucherKind === 'invoice') return { model: 'salesInvoice', id, kind: (await getInvoice(cx, id)).kind }
  if (voucherKind !== 'receipt') return undefined
  const { kind } = await getReceipt(cx, id)
  return kind === 'expenseReceipt'
    ? undefined
    : { model: 'bill', id, kind: kind === 'creditNote' ? 'creditNote' : 'invoice' }
}

export const readPayment: ReadSource<'payment'> = async (cx, paymentId) => {
  const [matchId = ''] = paymentId.split('/')
  const payment = (await paymentsOf(cx, matchId)).find(({ id }) => id === paymentId)
  return payment ?? fail('not_found', 'The match was undone, or has no such payment.')
}
