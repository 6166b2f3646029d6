import type { FoundAmount } from './find-amounts.ts'
import { textOf } from './row.ts'
import { besideAll, type Meaning, meaningOfAmount, type Scene, type SceneRow, type Way } from './scene.ts'
import { size } from './vat-rates.ts'
import type { Concept } from './words/concept.ts'

export type AmountKind =
  | 'gross'
  | 'due'
  | 'net'
  | 'vat'
  | 'paid'
  | 'change'
  | 'rounding'
  | 'discount'
  | 'quantity'
  | 'price'
  | 'other'
  | 'none'

/** What an amount is, by its labels. */
export interface AmountClue {
  readonly amount: FoundAmount
  readonly kind: AmountKind
  /** 0 to 10: how plainly the labels say so. */
  readonly weight: number
  readonly meaning: Meaning
  /** Stands in the summary of taxes at the foot, whose totals are parts of the whole. */
  readonly isInTaxTable: boolean
}

type Has = (...concepts: Concept[]) => boolean
type Rule = readonly [kind: AmountKind, weight: number, when: (has: Has, any: Has) => boolean]

/** First rule that fits decides. `has` = all of these concepts, `any` = one of them. */
const RULES: readonly Rule[] = [
  ['other', 0, (_, any) => any('points')],
  ['change', 8, (has, any) => has('change') && !any('grand', 'tax')],
  ['gross', 9, (has, any) => has('rounded') && any('total', 'amount', 'due', 'rounded') && !any('discount')],
  ['rounding', 8, (has) => has('rounding')],
  ['other', 3, (has, any) => has('freight') && !any('total', 'due')],
  ['other', 3, (has, any) => has('service') && !any('total')],
  ['discount', 6, (has, any) => has('discount') && !any('due', 'grand', 'incl', 'sub')],
  ['vat', 5, (has) => has('tax', 'contains')],
  ['vat', 4, (has, any) => has('tax', 'quantity') && !any('incl', 'excl')],
  ['net', 6, (has, any) => has('excl') && any('total', 'sub', 'amount', 'net', 'taxable', 'tax')],
  ['net', 5, (has, any) => has('taxable') && !any('incl')],
  ['gross', 4, (has, any) => has('taxable') && any('incl')],
  ['paid', 6, (has, any) => has('paid') && !any('due', 'tax')],
  ['gross', 9, (has, any) => has('incl', 'total') && !any('quantity')],
  ['gross', 7, (has, any) => has('incl') && any('amount', 'due', 'sub', 'gross')],
  ['vat', 5, (has, any) => has('tax', 'due') && !any('total', 'incl')],
  ['due', 8, (has, any) => has('due') && !any('quantity')],
  ['other', 2, (has, any) => has('balance') && !any('total')],
  ['vat', 6, (has, any) => has('tax', 'total') && !any('grand', 'incl')],
  ['gross', 8, (has) => has('grand')],
  ['net', 4, (has) => has('sub')],
  ['gross', 6, (has, any) => has('gross') && !any('tax')],
  ['gross', 5, (has, any) => has('net', 'total') && !any('quantity', 'tax')],
  ['quantity', 5, (has) => has('quantity')],
  ['paid', 4, (has, any) => has('cash') && !any('total')],
  ['gross', 6, (has) => has('total')],
  ['net', 5, (has) => has('net')],
  ['vat', 6, (has) => has('tax')],
  ['price', 2, (has) => has('price')],
  ['other', 2, (has) => has('deposit')],
  ['gross', 2, (has) => has('amount')],
]

const WAY_FACTOR: Readonly<Record<Way, number>> = { beside: 1, row: 0.6, above: 0.65, none: 0 }

function kindOf({ concepts, way }: Meaning): { kind: AmountKind; weight: number } {
  const has: Has = (...asked) => asked.every((one) => concepts.has(one))
  const any: Has = (...asked) => asked.some((one) => concepts.has(one))
  const rule = RULES.find(([, , when]) => when(has, any))
  return rule ? { kind: rule[0], weight: rule[1] * WAY_FACTOR[way] } : { kind: 'none', weight: 0 }
}

/** More than a coin is no rounding, whatever its label: it is the rounded sum. */
const MAX_ROUNDING_CENTS = 100n

function kindOfAmount({ cents }: FoundAmount, meaning: Meaning): { kind: AmountKind; weight: number } {
  const found = kindOf(meaning)
  const isSum = found.kind === 'rounding' && (cents > MAX_ROUNDING_CENTS || cents < -MAX_ROUNDING_CENTS)
  return isSum ? { ...found, kind: 'gross' } : found
}

const OF_ALL: readonly Concept[] = ['total', 'grand', 'due', 'gross']

/**
 * "TOTAL:   3,659.34   23,989.00": the sums of the columns of a table stand in one row; that of the last column, the
 * largest, is the total.
 */
function sumsOfColumns({ labels, amounts }: SceneRow): readonly FoundAmount[] {
  const sums = amounts.filter(({ decimals, isPercent }) => decimals === 2 && !isPercent)
  const [first, last] = [sums[0], sums.at(-1)]
  if (!first || !last || first === last || sums.some(({ cents }) => size(cents) > size(last.cents))) return []
  const isOfAll = labels.some(({ concepts }) => OF_ALL.some((one) => concepts.includes(one)))
  return isOfAll && labels.every(({ end }) => end <= first.start) ? sums : []
}

/** Rows that a summary of taxes may have. */
const TAX_TABLE_ROWS = 8

const OF_SUMS: readonly AmountKind[] = ['gross', 'due', 'net', 'vat']
/** A document whose amounts have decimals prints so many of them so; numbers of phones and accounts are amounts here too. */
const LEAST_WITH_DECIMALS = 3
const SHARE_WITH_DECIMALS = 0.3

/** Four digits and more in one run: an OCR loses the comma of small print before it loses a digit. */
const hasLostComma = (amount: FoundAmount): boolean =>
  amount.row.source === 'ocr' && amount.decimals === 0 && /^\d{4,}$/.test(textOf(amount))

const mended = (amount: FoundAmount): FoundAmount => ({
  ...amount,
  cents: amount.cents / 100n,
  decimals: 2,
  isMended: true,
})

function printsDecimals(scene: Scene): boolean {
  const amounts = scene.rows.flatMap((row) => row.amounts.filter(({ isPercent }) => !isPercent))
  const long = amounts.filter((amount) => textOf(amount).length > 2)
  const printed = long.filter(({ decimals }) => decimals === 2).length
  return printed >= LEAST_WITH_DECIMALS && printed >= long.length * SHARE_WITH_DECIMALS
}

/** What the amounts of a row are. */
function tellerOf(
  scene: Scene,
  here: SceneRow,
): (amount: FoundAmount) => Pick<AmountClue, 'kind' | 'weight' | 'meaning'> {
  const columns = sumsOfColumns(here)
  return (amount) => {
    const isTotal = amount === columns.at(-1)
    const meaning = isTotal ? besideAll(here.labels) : meaningOfAmount(scene, amount)
    const isOther = columns.length > 0 && !isTotal
    return isOther ? { meaning, kind: 'none', weight: 0 } : { meaning, ...kindOfAmount(amount, meaning) }
  }
}

/** Every amount of the document with what its labels say; percentages left out. */
export function amountClues(scene: Scene): AmountClue[] {
  const clues: AmountClue[] = []
  const mayMend = printsDecimals(scene)
  let tableFrom = Number.NEGATIVE_INFINITY
  for (const here of scene.rows) {
    const { row, labels, amounts } = here
    const tell = tellerOf(scene, here)
    if (labels.some(({ concepts }) => concepts.includes('taxTable'))) tableFrom = row.index
    const isInTaxTable = row.index - tableFrom <= TAX_TABLE_ROWS
    for (const amount of amounts) {
      if (amount.isPercent) continue
      const told = { isInTaxTable, ...tell(amount) }
      clues.push({ amount, ...told })
      if (mayMend && hasLostComma(amount) && OF_SUMS.includes(told.kind))
        clues.push({ amount: mended(amount), ...told })
    }
  }
  return clues
}
