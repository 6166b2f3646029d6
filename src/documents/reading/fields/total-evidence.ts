import type { AmountClue, AmountKind } from './amount-kind.ts'
import { isPartOf, type TaxTable } from './tax-tables.ts'
import { isRateOf, isSplitByRate, size } from './vat-rates.ts'
import type { Concept } from './words/concept.ts'

/** Roundings to a whole coin: at most one unit. */
const MAX_ROUNDING = 100n

export const ofKind = (clues: readonly AmountClue[], ...kinds: AmountKind[]): AmountClue[] =>
  clues.filter(({ kind }) => kinds.includes(kind))

const centsOf = (clues: readonly AmountClue[]): bigint[] => [...new Set(clues.map(({ amount }) => size(amount.cents)))]

/** The same sum printed again is no new evidence past this many; keeps the comparing of pairs bounded. */
const MAX_COMPARED = 40

/** The figures of a document that prove or disprove a total. */
export interface Evidence {
  readonly vats: readonly bigint[]
  /** VAT is printed, and all of it is nought. */
  readonly hasNoVat: boolean
  /** Two taxes printed apart, as those of two rates, or of the state and the union. */
  readonly twoVats: ReadonlySet<bigint>
  readonly nets: readonly bigint[]
  readonly dues: readonly bigint[]
  /** Owed from before, or paid before. */
  readonly balances: readonly bigint[]
  readonly all: ReadonlyMap<bigint, number>
  readonly paid: readonly bigint[]
  readonly change: readonly bigint[]
  readonly roundings: readonly bigint[]
  readonly gross: ReadonlySet<bigint>
  /** Sums that labels call a total, with the first row they stand in. */
  readonly grossRows: ReadonlyMap<bigint, number>
  readonly tables: readonly TaxTable[]
}

/** A total of two others, as where each VAT rate has one. */
function isSumOfParts(total: bigint, { grossRows, nets }: Evidence): boolean {
  for (const part of grossRows.keys()) {
    const other = total - part
    if (part > 0n && other > 0n && (grossRows.has(other) || nets.includes(other)) && part !== other) return true
  }
  return false
}

/** Coins: a total that follows another one by a few cents is the one that was rounded. */
const COIN_CENTS = 5n

function isRoundedLater(total: bigint, grossRows: ReadonlyMap<bigint, number>): boolean {
  const row = grossRows.get(total) ?? -1
  for (let step = -COIN_CENTS; step <= COIN_CENTS; step++) {
    const before = step === 0n ? undefined : grossRows.get(total + step)
    if (before !== undefined && before < row) return true
  }
  return false
}

/** What each two of the taxes make. */
export function pairsOf(clues: readonly AmountClue[]): ReadonlySet<bigint> {
  const vats = clues.filter(({ amount }) => amount.decimals > 0 && amount.cents !== 0n).slice(-MAX_COMPARED)
  return new Set(
    vats.flatMap((one, index) =>
      vats.slice(index + 1).map((other) => size(one.amount.cents) + size(other.amount.cents)),
    ),
  )
}

const isBalance = (concepts: ReadonlySet<Concept>): boolean =>
  concepts.has('balance') || concepts.has('deposit') || (concepts.has('paid') && !concepts.has('cash'))

export function gather(clues: readonly AmountClue[], tables: readonly TaxTable[]): Evidence {
  const all = new Map<bigint, number>()
  for (const { amount } of clues) {
    const cents = size(amount.cents)
    if (amount.decimals === 2) all.set(cents, (all.get(cents) ?? 0) + 1)
  }
  const grossRows = new Map<bigint, number>()
  for (const { amount, isInTaxTable } of ofKind(clues, 'gross', 'due')) {
    const cents = size(amount.cents)
    if (!isInTaxTable && amount.decimals === 2 && grossRows.size < MAX_COMPARED && !grossRows.has(cents))
      grossRows.set(cents, amount.row.index)
  }
  const some = (...kinds: AmountKind[]): bigint[] => centsOf(ofKind(clues, ...kinds)).slice(-MAX_COMPARED)
  const vats = some('vat')
  return {
    vats: vats.filter((cents) => cents > 0n),
    twoVats: pairsOf(ofKind(clues, 'vat')),
    hasNoVat: vats.length > 0 && vats.every((cents) => cents === 0n),
    dues: some('due'),
    balances: centsOf(clues.filter(({ kind, meaning }) => kind !== 'change' && isBalance(meaning.concepts))),
    nets: some('net').filter((cents) => cents > 0n),
    all,
    paid: some('paid'),
    change: some('change'),
    roundings: [...new Set(ofKind(clues, 'rounding').map(({ amount }) => amount.cents))].filter(
      (cents) => cents !== 0n && size(cents) <= MAX_ROUNDING,
    ),
    gross: new Set(grossRows.keys()),
    grossRows,
    tables,
  }
}

/** What was paid before, or is owed from before, stands between the sum of the invoice and what is to pay. */
function supportByBalance(total: bigint, { gross, dues, balances }: Evidence): number {
  if (dues.includes(total) || !gross.has(total)) return 0
  return dues.some((due) => due !== total && balances.includes(size(due - total))) ? 2 : 0
}

/** The sum and its VAT: the best of a labelled pair, a labelled VAT, and a split by a known rate. */
function supportByVat(total: bigint, { vats, twoVats, nets, all, hasNoVat }: Evidence): number {
  if (hasNoVat && nets.includes(total)) return 3
  const rate = vats.some((vat) => isRateOf(vat, total)) ? 1 : 0
  if (vats.some((vat) => nets.includes(total - vat))) return 3 + rate
  if (nets.some((net) => net < total && twoVats.has(total - net))) return 2.5
  if (vats.some((vat) => vat < total && all.has(total - vat))) return 1.5 + rate
  return rate + (isSplitByRate(total, all) ? 1.5 : 0)
}

/** A sum that makes another printed one with a labelled VAT of a known rate is the net of it. */
const againstNet = (total: bigint, { vats, all }: Evidence): number =>
  vats.some((vat) => all.has(total + vat) && isRateOf(vat, total + vat)) ? -2.5 : 0

/** The sum as what was paid, less what was given back. */
function supportByPayment(total: bigint, { paid, change }: Evidence): number {
  if (change.some((back) => paid.includes(total + back))) return change.some((back) => back > 0n) ? 3 : 1.5
  return paid.includes(total) ? 1.5 : 0
}

function supportByRounding(total: bigint, { vats, nets, roundings, gross }: Evidence): number {
  let score = 0
  for (const rounding of roundings) {
    // "0.02" may be printed for a rounding down
    if (gross.has(total - rounding) || gross.has(total + size(rounding))) score += 1.5
    if (nets.includes(total - rounding)) score += 1
    if (gross.has(total + rounding)) score -= 1.5
    if (vats.some((vat) => nets.includes(total - rounding - vat))) score += 2
  }
  return score
}

/** What one rate of several makes is never the total; what all of them make is. */
function supportByTaxTable(total: bigint, { tables }: Evidence): number {
  if (tables.some(({ gross }) => gross === total)) return 3
  return isPartOf(total, tables) ? -4 : 0
}

/** What the arithmetic of the document says for a sum being its total. */
export function support(total: bigint, evidence: Evidence): number {
  const parts = isSumOfParts(total, evidence) ? 2.5 : 0
  const rounded = isRoundedLater(total, evidence.grossRows) ? 2.5 : 0
  const again = Math.min((evidence.all.get(total) ?? 1) - 1, 3) * 0.4
  const proofs =
    supportByVat(total, evidence) +
    againstNet(total, evidence) +
    supportByPayment(total, evidence) +
    supportByRounding(total, evidence) +
    supportByBalance(total, evidence) +
    supportByTaxTable(total, evidence)
  return proofs + parts + rounded + again
}
