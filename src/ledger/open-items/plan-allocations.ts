import { formatMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { ValuedLine } from '../posting/base-amounts.ts'
import type { OpenItem } from './open-item.ts'
import { releasedBase } from './settlement.ts'

/** An allocation that has been judged and waits to be written; amounts signed like the item. */
export interface PlannedAllocation {
  readonly openItemId: string
  readonly amountMinor: bigint
  readonly baseAmountMinor: bigint
  readonly currency: string
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/** Takes a positive amount from an item; answers the allocation and the item as it is afterwards. */
export function takeFrom(item: OpenItem, amountMinor: bigint): { planned: PlannedAllocation; left: OpenItem } {
  if (amountMinor <= 0n) fail('open_item_overallocated', 'An allocation is a positive amount of the open item.')
  if (item.remainingMinor === 0n) fail('open_item_settled', 'The open item is settled already.')
  if (amountMinor > size(item.remainingMinor)) {
    const left = formatMinor(size(item.remainingMinor), item.currency)
    fail('open_item_overallocated', `Only ${left} ${item.currency} is left of the open item.`, {
      members: { openItemId: item.id, remaining: left },
    })
  }
  const sign = item.remainingMinor < 0n ? -1n : 1n
  const baseSign = item.remainingBaseMinor < 0n ? -1n : 1n
  const planned = {
    openItemId: item.id,
    amountMinor: sign * amountMinor,
    baseAmountMinor: baseSign * releasedBase(item, amountMinor),
    currency: item.currency,
  }
  const left = {
    ...item,
    remainingMinor: item.remainingMinor - planned.amountMinor,
    remainingBaseMinor: item.remainingBaseMinor - planned.baseAmountMinor,
  }
  return { planned, left }
}

/**
 * The allocations that an entry's lines make. `items` holds the items as they are now, locked, and is moved on, so that
 * the entries of one batch see each other; a refused entry leaves it untouched.
 */
export function planAllocations(
  companyId: string,
  lines: readonly ValuedLine[],
  items: Map<string, OpenItem>,
): { planned: PlannedAllocation[]; settled: OpenItem[] } {
  const moved = new Map<string, OpenItem>()
  const planned = lines.flatMap((line, index) => {
    if (!line.settles) return []
    const { openItemId, amountMinor = size(line.amountMinor) } = line.settles
    const key = `${companyId} ${openItemId}`
    const item = moved.get(key) ?? items.get(key)
    checkLine(line, index, item)
    if (!item) return []
    const taken = takeFrom(item, amountMinor)
    moved.set(key, taken.left)
    return [taken.planned]
  })
  for (const [key, item] of moved) items.set(key, item)
  return { planned, settled: [...moved.values()].filter((item) => item.remainingMinor === 0n) }
}

function checkLine(line: ValuedLine, index: number, item: OpenItem | undefined): void {
  const errors = [{ pointer: `/lines/${index}/settles`, code: 'open_item_unknown', message: 'no such open item' }]
  if (!item) fail('open_item_unknown', `There is no open item ${line.settles?.openItemId}.`, { errors })
  if (line.currency !== item.currency && line.settles?.amountMinor === undefined) {
    fail('open_item_differs', `Say how much of the open item is settled, in ${item.currency}.`, {
      errors: [{ pointer: `/lines/${index}/settles/amount`, code: 'open_item_differs', message: 'amount is needed' }],
    })
  }
  const settlesOther = line.account !== item.account || line.amountMinor < 0n === item.amountMinor < 0n
  if (settlesOther) {
    fail('open_item_differs', `A line that settles this item stands on account ${item.account}, on the other side.`, {
      errors: [{ pointer: `/lines/${index}/settles`, code: 'open_item_differs', message: 'wrong account or side' }],
    })
  }
}
