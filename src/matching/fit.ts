import type { BankTransaction } from '#src/bank/index.ts'
import { formatMinor } from '#src/kernel/money.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import { type Reason, size } from './match.ts'

/**
 * How the amount of a transaction stands to what is left of an item:
 * - `exact`: the same amount in the same currency, as booked or as instructed before the bank exchanged it;
 * - `plausible`: other currencies, nothing instructed, and worth about what the item is worth in the books;
 * - `less`, `more`: a part of the item, or more than it;
 * - `unknown`: other currencies and no way to compare, or not near.
 */
export interface Fit {
  readonly kind: 'exact' | 'plausible' | 'less' | 'more' | 'unknown'
  /** What of the item it pays, positive, in the item's currency. */
  readonly amountMinor: bigint
  readonly reason: Reason
}

/** How far the bank's rate may be from the rate that the item was booked at, in percent, to still be that item. */
const RATE_PERCENT = 10n

/** The signed amount of a transaction in a currency: as booked, or as instructed; undefined when it is in neither. */
export function amountIn(transaction: BankTransaction, currency: string): bigint | undefined {
  if (transaction.currency === currency) return transaction.amountMinor
  if (transaction.instructed?.currency !== currency) return undefined
  const { amountMinor } = transaction.instructed
  return transaction.amountMinor < 0n ? -amountMinor : amountMinor
}

export function fitOf(transaction: BankTransaction, item: OpenItem): Fit {
  const left = size(item.remainingMinor)
  const paid = amountIn(transaction, item.currency)
  if (paid === undefined) return fitByBase(transaction, item)
  const text = `${formatMinor(size(paid), item.currency)} ${item.currency}`
  const how = transaction.currency === item.currency ? 'The amount' : 'The instructed amount'
  const open = `${formatMinor(left, item.currency)} ${item.currency}`
  if (size(paid) === left) return exact(left, { code: 'amountExact', message: `${how} ${text} is what is left open.` })
  if (size(paid) < left) {
    const reason = { code: 'amountLess', message: `${how} ${text} is less than the ${open} left open.` }
    return { kind: 'less', amountMinor: size(paid), reason }
  }
  return {
    kind: 'more',
    amountMinor: left,
    reason: { code: 'amountMore', message: `${how} ${text} is more than the ${open} left open.` },
  }
}

const exact = (amountMinor: bigint, reason: Reason): Fit => ({ kind: 'exact', amountMinor, reason })

function fitByBase(transaction: BankTransaction, item: OpenItem): Fit {
  const left = size(item.remainingMinor)
  const open = `${formatMinor(left, item.currency)} ${item.currency}`
  if (transaction.currency === item.baseCurrency) {
    const worth = size(item.remainingBaseMinor)
    const difference = size(size(transaction.amountMinor) - worth)
    if (worth > 0n && difference * 100n <= worth * RATE_PERCENT) {
      const message = `The amount is within ${RATE_PERCENT} % of what the ${open} left open are booked at.`
      return { kind: 'plausible', amountMinor: left, reason: { code: 'amountPlausible', message } }
    }
  }
  const message = `The bank does not say how much of the ${open} left open was paid.`
  return { kind: 'unknown', amountMinor: left, reason: { code: 'currencyDiffers', message } }
}
