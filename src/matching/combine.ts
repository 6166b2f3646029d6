import { splitMinor } from '#src/kernel/money.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import { type Share, size } from './match.ts'

/** Items that are tried together, sizes of a combination, and steps of the search: it ends whatever the books hold. */
export const BOUNDS = { items: 24, most: 5, steps: 20_000 } as const

/**
 * Sets of two or more items whose remaining amounts add up to the target exactly (signed, one currency). Answers at
 * most two: whether there is one, and whether it is the only one. Undefined = the search was given up.
 */
export function combinations(items: readonly OpenItem[], target: bigint): OpenItem[][] | undefined {
  const pool = items.slice(0, BOUNDS.items)
  const found: OpenItem[][] = []
  let steps = 0
  const search = (from: number, left: bigint, chosen: readonly OpenItem[]): boolean => {
    if (left === 0n && chosen.length >= 2) {
      found.push([...chosen])
      return found.length < 2
    }
    if (chosen.length === BOUNDS.most) return true
    for (let index = from; index < pool.length; index++) {
      const item = pool[index]
      steps += 1
      if (steps > BOUNDS.steps) return false
      if (item && !search(index + 1, left - item.remainingMinor, [...chosen, item])) return false
    }
    return true
  }
  const isWhole = search(0, target, [])
  return isWhole || found.length >= 2 ? found : undefined
}

/** The shares of items that are paid whole; what was paid in another currency is divided by their amounts. */
export function wholeShares(items: readonly OpenItem[], transactionCurrency: string, paidMinor: bigint): Share[] {
  const amounts = items.map((item) => size(item.remainingMinor))
  const isSame = items.every((item) => item.currency === transactionCurrency)
  const paid = isSame ? amounts : splitMinor(size(paidMinor), amounts)
  return items.map((item, index) => ({ item, amountMinor: amounts[index] ?? 0n, paidMinor: paid[index] ?? 0n }))
}
