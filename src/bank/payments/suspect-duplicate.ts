import type { OpenItem } from '#src/ledger/index.ts'
import { markOf } from './mark.ts'
import type { OrderedPayment } from './paid-before.store.ts'
import type { HeldItem } from './payment-order.ts'

/** A person's word that two items are two, in whichever order. */
export interface ToldApart {
  readonly openItemId: string
  readonly otherOpenItemId: string
  readonly reason: string
  /** Name of the person or credential. */
  readonly dismissedBy: string
  readonly dismissedAt: Date
}

const isTold = (pairs: readonly ToldApart[], a: string, b: string): boolean =>
  pairs.some(
    ({ openItemId, otherOpenItemId }) =>
      (openItemId === a && otherOpenItemId === b) || (openItemId === b && otherOpenItemId === a),
  )

const marksOf = ({ documentNumber, paymentReference }: OpenItem): string[] =>
  [documentNumber, paymentReference].filter((mark) => mark !== null).map(markOf)

/** The same supplier with the same number or reference twice: one invoice that came in twice, until someone says no. */
export const isAlike = (a: OpenItem, b: OpenItem): boolean =>
  a.id !== b.id && a.partyId !== null && a.partyId === b.partyId && marksOf(a).some((mark) => marksOf(b).includes(mark))

type Hold = Omit<HeldItem, 'openItemId'>
type Ordered = readonly OrderedPayment[]

/** Items that were looked at, by supplier and mark. */
export type SeenItems = Map<string, OpenItem[]>

/** Another of the items that were seen before this one looks like it; this one is seen from now on. */
export function whyTwice(item: OpenItem, seen: SeenItems, told: readonly ToldApart[]): Hold | undefined {
  const keys = marksOf(item).map((mark) => `${item.partyId} ${mark}`)
  const twin = keys.flatMap((key) => seen.get(key) ?? []).find((one) => !isTold(told, one.id, item.id))
  for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), item])
  return (
    twin && {
      code: 'suspected_duplicate',
      message: 'Another item of this supplier has the same number or reference.',
      otherOpenItemId: twin.id,
    }
  )
}

/** The same supplier, amount and number or reference was ordered before for another item: the invoice came in twice. */
export function whyAgain(item: OpenItem, before: Ordered, told: readonly ToldApart[]): Hold | undefined {
  const marks = marksOf(item)
  const paid = before.find(
    (one) =>
      one.openItemId !== item.id &&
      one.partyId === item.partyId &&
      one.amountMinor === -item.remainingMinor &&
      one.currency === item.currency &&
      one.text !== null &&
      marks.includes(markOf(one.text)) &&
      !isTold(told, one.openItemId, item.id),
  )
  return (
    paid && {
      code: 'suspected_duplicate',
      message: `Payment order ${paid.orderId} has the same supplier, amount and reference ${paid.text}.`,
      otherOpenItemId: paid.openItemId,
    }
  )
}
