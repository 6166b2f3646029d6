import type { AmountClue, AmountKind } from './amount-kind.ts'
import { best, type Choice } from './choice.ts'
import { chooseShares, type Shares } from './choose-shares.ts'
import type { Scene } from './scene.ts'
import { isPartOf, taxTables } from './tax-tables.ts'
import { type Evidence, gather, ofKind, support } from './total-evidence.ts'
import { size } from './vat-rates.ts'

export interface Totals extends Shares {
  readonly gross: Choice<AmountClue> | undefined
  /** Other figures of the document make the gross, or it is printed again. */
  readonly isProven: boolean
  /** The gross is what one of several VAT rates makes, or is not what is to pay, and no other figure says why. */
  readonly isPart: boolean
  readonly payable: Choice<AmountClue> | undefined
}

/** What a label that is none of a total's is worth as one, when there is nothing better. */
const BASE: Readonly<Partial<Record<AmountKind, number>>> = {
  net: 2.5,
  paid: 2,
  none: 0.5,
  price: 0.5,
  vat: -3,
  change: -4,
  rounding: -6,
  discount: -3,
  quantity: -0.5,
  other: -1,
}

function worth({ amount, kind, weight, meaning, isInTaxTable }: AmountClue): number {
  let score = kind === 'gross' || kind === 'due' ? weight : (BASE[kind] ?? 0)
  if (isInTaxTable) score -= 3
  if (amount.decimals === 0) score -= amount.sign === undefined ? 3 : 1
  if (amount.decimals > 2) score -= 3
  if (amount.decimals === 1) score -= 1.5
  if (amount.sign !== undefined) score += 0.4
  if (amount.cents < 0n) score -= 3
  if (meaning.concepts.has('taxable')) score -= 2
  return score
}

/** Every amount as the total, with what speaks for it. */
interface Option {
  readonly value: AmountClue
  readonly key: bigint
  readonly score: number
}

function grossOptions(scene: Scene, clues: readonly AmountClue[], evidence: Evidence): Option[] {
  const supports = new Map<bigint, number>()
  return clues
    .filter(({ amount }) => amount.cents !== 0n)
    .map((clue) => {
      const key = size(clue.amount.cents)
      const known = supports.get(key) ?? support(key, evidence)
      supports.set(key, known)
      const down = clue.amount.row.index / Math.max(scene.rows.length, 1)
      return { value: clue, key, score: worth(clue) + known + down * 0.5 }
    })
    .filter(({ score }) => score > 1.5)
}

/**
 * "Total 10 157.50, rounding 0.50, to pay 10 158.00": what net and VAT make is the total, though the rounded sum has
 * more that speaks for it (EN 16931: the rounding amount stands between the total with VAT and the amount due).
 */
function beforeRounding(
  chosen: Choice<AmountClue>,
  options: readonly Option[],
  evidence: Evidence,
): Choice<AmountClue> {
  const { vats, nets, roundings } = evidence
  const rounded = size(chosen.value.amount.cents)
  if (chosen.value.kind !== 'due') return chosen
  const isBefore = ({ value, key }: Option): boolean =>
    value.kind === 'gross' &&
    roundings.some((rounding) => rounded - key === rounding || key - rounded === rounding) &&
    vats.some((vat) => nets.includes(key - vat))
  return best(options.filter(isBefore)) ?? chosen
}

const OF_GOODS: readonly AmountKind[] = ['none', 'price', 'gross', 'net']

/**
 * A sum that no label beside it calls the total, and more than which some goods cost: two small amounts make a known
 * rate by accident.
 */
const isExceeded = ({ amount, kind, meaning }: AmountClue, clues: readonly AmountClue[]): boolean =>
  !(meaning.way === 'beside' && (kind === 'gross' || kind === 'due')) &&
  clues.some((one) => OF_GOODS.includes(one.kind) && one.amount.decimals === 2 && one.amount.cents > size(amount.cents))

/** Cents of a rounding that nobody prints. */
const COINS = 100n

/**
 * What is to pay differs from the total by what was paid, is owed from before, was taken off or rounded: where no such
 * figure is printed, one of the two is another sum.
 */
function isUnexplained(gross: bigint, payable: AmountClue, clues: readonly AmountClue[]): boolean {
  const difference = size(size(payable.amount.cents) - gross)
  if (difference < COINS) return false
  const printed = new Set(clues.map(({ amount }) => size(amount.cents)))
  const isOfTwo = (one: bigint): boolean => one < difference && printed.has(difference - one)
  const isRounded = (one: bigint): boolean => one < COINS && printed.has(difference + one)
  return !printed.has(difference) && ![...printed].some((one) => isOfTwo(one) || isRounded(one))
}

/** "Total 6 % supplies": what one rate makes, where something else is to pay. */
const isOfPart = ({ amount, meaning }: AmountClue, payable: AmountClue): boolean =>
  meaning.concepts.has('taxable') && size(amount.cents) !== size(payable.amount.cents)

/** What one other print of the sum is worth, rounded down: less proves nothing. */
const LEAST_PROOF = 0.4

/** The sums of the document: the total first, by labels and arithmetic together; then its parts. */
export function chooseTotals(scene: Scene, clues: readonly AmountClue[]): Totals {
  const tables = taxTables(scene)
  const evidence = gather(clues, tables)
  const options = grossOptions(scene, clues, evidence)
  const first = best(options)
  if (!first) return { gross: first, isProven: false, isPart: false, payable: first, net: undefined, vat: undefined }
  const gross = beforeRounding(first, options, evidence)
  const due = best(
    ofKind(clues, 'due')
      .filter(({ amount, meaning }) => amount.decimals !== 1 && meaning.way !== 'row')
      .map((clue) => ({ value: clue, key: size(clue.amount.cents), score: worth(clue) })),
  )
  const cents = size(gross.value.amount.cents)
  const payable = due && due.score > 4 ? due : first
  return {
    gross,
    isProven: support(cents, evidence) >= LEAST_PROOF && !isExceeded(gross.value, clues),
    isPart:
      isPartOf(cents, tables) || isUnexplained(cents, payable.value, clues) || isOfPart(gross.value, payable.value),
    payable,
    ...chooseShares(clues, cents, tables),
  }
}
