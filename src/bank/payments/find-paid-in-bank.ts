import { itemsSettledBy, type OpenItem } from '#src/ledger/index.ts'
import type { Party } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { bankPayments, dismissalsOf } from './paid-in-bank.store.ts'
import { type BankPayment, evidenceInBank, lookedAtFrom } from './paid-in-bank.ts'

/** A movement that looks like the payment of an item, with what speaks for it. */
export interface PaidInBank {
  readonly payment: BankPayment
  readonly evidence: string
}

/** Movements in the bank that look like payments of these items, by item; those that somebody dismissed are left out. */
export async function findPaidInBank(
  cx: Cx,
  items: readonly OpenItem[],
  parties: ReadonlyMap<string, Party>,
): Promise<Map<string, PaidInBank[]>> {
  const [since] = items.map(lookedAtFrom).sort()
  if (since === undefined) return new Map()
  const payments = await withSettled(cx, await bankPayments(cx, [...new Set(items.map(owed))], since))
  if (payments.length === 0) return new Map()
  const dismissals = await dismissalsOf(
    cx,
    items.map(({ id }) => id),
  )
  const isDismissed = (item: OpenItem, payment: BankPayment): boolean =>
    dismissals.some(({ openItemId, bankTransactionId }) => openItemId === item.id && bankTransactionId === payment.id)
  return new Map(
    items.map((item) => {
      const party = item.partyId === null ? undefined : parties.get(item.partyId)
      const found = payments.flatMap((payment) => {
        const evidence = isDismissed(item, payment) ? null : evidenceInBank(item, party, payment)
        return evidence === null ? [] : [{ payment, evidence }]
      })
      return [item.id, found]
    }),
  )
}

const owed = ({ remainingMinor }: OpenItem): bigint => remainingMinor

async function withSettled(cx: Cx, rows: Awaited<ReturnType<typeof bankPayments>>): Promise<BankPayment[]> {
  const matched = rows.filter(({ isMatched }) => isMatched).map(({ id }) => id)
  const settled = await itemsSettledBy(cx, { voucherIds: matched })
  return rows.map(({ isMatched: _isMatched, ...row }) => ({
    ...row,
    settled: settled.filter(({ voucherId }) => voucherId === row.id),
  }))
}
