import { divideHalfUp } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { AccountRole } from '../chart/account.ts'
import type { DraftLine } from '../journal-entry.ts'
import type { OpenItem } from './open-item.ts'

type Left = Pick<OpenItem, 'remainingMinor' | 'remainingBaseMinor'>

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/**
 * The part of an item's base-currency amount that settling `amountMinor` (positive, item's currency) takes, positive.
 * In proportion to what is left, so that the last part takes the rest to the cent.
 */
export function releasedBase(item: Left, amountMinor: bigint): bigint {
  const left = size(item.remainingMinor)
  if (amountMinor >= left) return size(item.remainingBaseMinor)
  return divideHalfUp(size(item.remainingBaseMinor) * amountMinor, left)
}

export interface Settlement {
  readonly item: OpenItem
  /** Positive, in the item's currency. */
  readonly amountMinor: bigint
  /** Positive, in the base currency: what was really paid or received for it. */
  readonly paidBaseMinor: bigint
  readonly roles: ReadonlyMap<AccountRole, string>
}

/**
 * The lines that settle an open item by a payment: the item's own account, and the currency gain or loss when the
 * payment's worth in the base currency is not what the item was booked at. The bank line is the caller's.
 */
export function settlementLines({ item, amountMinor, paidBaseMinor, roles }: Settlement): DraftLine[] {
  if (amountMinor <= 0n) fail('open_item_overallocated', 'An allocation is a positive amount of the open item.')
  const isReceivable = item.remainingMinor > 0n
  const released = releasedBase(item, amountMinor)
  const isForeign = item.currency !== item.baseCurrency
  const settling: DraftLine = {
    account: item.account,
    amountMinor: isReceivable ? -amountMinor : amountMinor,
    currency: item.currency,
    baseAmountMinor: isReceivable ? -released : released,
    partyId: item.partyId,
    settles: { openItemId: item.id, amountMinor },
  }
  const difference = isReceivable ? released - paidBaseMinor : paidBaseMinor - released
  if (difference === 0n || !isForeign) return [settling]
  const role: AccountRole = difference > 0n ? 'currencyLoss' : 'currencyGain'
  const account = roles.get(role)
  if (!account)
    fail('account_role_missing', `The chart has no account with the role ${role}; give one account the role.`)
  return [settling, { account, amountMinor: difference, currency: item.baseCurrency }]
}
