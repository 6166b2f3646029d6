import type { AmountClue, AmountKind } from './amount-kind.ts'
import type { Scene } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** An amount chosen, with how much speaks for it. */
export interface Choice<T> {
  readonly value: T
  readonly score: number
  /** Of the best other value. */
  readonly rival: number
}

export interface Totals {
  readonly gross: Choice<AmountClue> | undefined
  /** Other figures of the document make the gross, or it is printed again. */
  readonly isProven: boolean
  readonly payable: Choice<AmountClue> | undefined
  readonly net: Choice<AmountClue> | undefined
  readonly vat: Choice<AmountClue> | undefined
}

/** VAT rates of the countries whose invoices are read, in tenths of a percent. A share by one of them is no accident. */
const RATES = [
  250, 240, 230, 220, 210, 200, 190, 180, 175, 170, 160, 150, 140, 130, 120, 110, 100, 90, 81, 80, 77, 70, 60, 55, 50,
  40, 30, 26, 21,
]
/** Roundings to a whole coin: at most one unit. */
const MAX_ROUNDING = 100n

const size = (value: bigint): bigint => (value < 0n ? -value : value)
const isNear = (a: bigint, b: bigint, slack = 1n): boolean => size(a - b) <= slack

const isRateOf = (vat: bigint, gross: bigint): boolean =>
  RATES.some((rate) => isNear(vat * BigInt(1000 + rate), gross * BigInt(rate), BigInt(1000 + rate) * 2n))

const ofKind = (clues: readonly AmountClue[], ...kinds: AmountKind[]): AmountClue[] =>
  clues.filter(({ kind }) => kinds.includes(kind))

const centsOf = (clues: readonly AmountClue[]): bigint[] => [...new Set(clues.map(({ amount }) => size(amount.cents)))]

/** The same sum printed again is no new evidence past this many; keeps the comparing of pairs bounded. */
const MAX_COMPARED = 40

interface Evidence {
  readonly vats: readonly bigint[]
  /** VAT is printed, and all of it is nought. */
  readonly hasNoVat: boolean
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
}

/** A total of two others, as where each VAT rate has one. */
function isSumOfParts(total: bigint, { grossRows, nets }: Evidence): boolean {
  for (const part of grossRows.keys()) {
    const other = total - part
    if (part > 0n && other > 0n && (grossRows.has(other) || nets.includes(other)) && part !== other) return true
  }
  return false
}

/** Smaller shares hit a rate by accident. */
const LEAST_SHARE_CENTS = 10n

/** Two printed amounts, label or not, make the sum, and one is the other's VAT by a known rate. */
function isSplitByRate(total: bigint, all: ReadonlyMap<bigint, number>): boolean {
  for (const rate of RATES) {
    const vat = (total * BigInt(rate) + BigInt(1000 + rate) / 2n) / BigInt(1000 + rate)
    if (vat >= LEAST_SHARE_CENTS && all.has(vat) && all.has(total - vat)) return true
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

const isBalance = (concepts: ReadonlySet<Concept>): boolean =>
  concepts.has('balance') || concepts.has('deposit') || (concepts.has('paid') && !concepts.has('cash'))

function gather(clues: readonly AmountClue[]): Evidence {
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
  }
}

/** What was paid before, or is owed from before, stands between the sum of the invoice and what is to pay. */
function supportByBalance(total: bigint, { gross, dues, balances }: Evidence): number {
  if (dues.includes(total) || !gross.has(total)) return 0
  return dues.some((due) => due !== total && balances.includes(size(due - total))) ? 2 : 0
}

/** The sum and its VAT: the best of a labelled pair, a labelled VAT, and a split by a known rate. */
function supportByVat(total: bigint, { vats, nets, all, hasNoVat }: Evidence): number {
  if (hasNoVat && nets.includes(total)) return 3
  const rate = vats.some((vat) => isRateOf(vat, total)) ? 1 : 0
  if (vats.some((vat) => nets.includes(total - vat))) return 3 + rate
  if (vats.some((vat) => vat < total && all.has(total - vat))) return 1.5 + rate
  return rate + (isSplitByRate(total, all) ? 1.5 : 0)
}

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

/** What the arithmetic of the document says for a sum being its total. */
function support(total: bigint, evidence: Evidence): number {
  const parts = isSumOfParts(total, evidence) ? 2.5 : 0
  const rounded = isRoundedLater(total, evidence.grossRows) ? 2.5 : 0
  const again = Math.min((evidence.all.get(total) ?? 1) - 1, 3) * 0.4
  const proofs =
    supportByVat(total, evidence) +
    supportByPayment(total, evidence) +
    supportByRounding(total, evidence) +
    supportByBalance(total, evidence)
  return proofs + parts + rounded + again
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

function best<T>(options: readonly { value: T; score: number; key: bigint }[]): Choice<T> | undefined {
  const sorted = [...options].sort((a, b) => b.score - a.score)
  const [first] = sorted
  if (!first) return undefined
  const rival = sorted.find(({ key }) => key !== first.key)?.score ?? 0
  return { value: first.value, score: first.score, rival }
}

function chooseGross(scene: Scene, clues: readonly AmountClue[], evidence: Evidence): Choice<AmountClue> | undefined {
  const supports = new Map<bigint, number>()
  const options = clues
    .filter(({ amount }) => amount.cents !== 0n)
    .map((clue) => {
      const key = size(clue.amount.cents)
      const known = supports.get(key) ?? support(key, evidence)
      supports.set(key, known)
      const down = clue.amount.row.index / Math.max(scene.rows.length, 1)
      return { value: clue, key, score: worth(clue) + known + down * 0.5 }
    })
    .filter(({ score }) => score > 1.5)
  return best(options)
}

/** A pair without labels that makes the gross by a known rate, as in a table of taxes whose headings stand askew. */
function splitByRate(clues: readonly AmountClue[], gross: bigint): Pick<Totals, 'net' | 'vat'> | undefined {
  const find = (cents: bigint): AmountClue | undefined =>
    clues.findLast(({ amount }) => amount.decimals === 2 && amount.cents === cents)
  for (const rate of RATES) {
    const share = (gross * BigInt(rate) + BigInt(1000 + rate) / 2n) / BigInt(1000 + rate)
    const [vat, net] = [find(share), find(gross - share)]
    if (share < LEAST_SHARE_CENTS || !vat || !net) continue
    const score = vat.isInTaxTable || vat.kind === 'vat' ? UNLABELLED_PAIR + 2 : UNLABELLED_PAIR
    return { vat: { value: vat, score, rival: 0 }, net: { value: net, score, rival: 0 } }
  }
  return undefined
}

const UNLABELLED_PAIR = 4

/** The pair of amounts before and of VAT that make the gross, labels first. */
function chooseShares(clues: readonly AmountClue[], gross: bigint): Pick<Totals, 'net' | 'vat'> {
  const value = (clue: AmountClue): bigint => size(clue.amount.cents)
  const vats = ofKind(clues, 'vat').filter((clue) => value(clue) < gross && clue.amount.decimals === 2)
  const nets = clues.filter(
    (clue) => clue.amount.decimals === 2 && ['net', 'gross', 'none', 'price'].includes(clue.kind),
  )
  const byValue = new Map<bigint, AmountClue>()
  for (const net of nets) {
    const known = byValue.get(value(net))
    if (!known || (net.kind === 'net' && net.weight > (known.kind === 'net' ? known.weight : 0)))
      byValue.set(value(net), net)
  }
  const pairs = vats.flatMap((vat) => {
    const net = byValue.get(gross - value(vat))
    if (!net) return []
    const labelled = vat.weight + (net.kind === 'net' ? net.weight : 0)
    const rate = value(vat) === 0n || isRateOf(value(vat), gross) ? 3 : 0
    return [{ value: { net, vat }, key: value(vat), score: labelled + rate }]
  })
  const pair = best(pairs)
  if (pair) {
    return {
      net: { ...pair, value: pair.value.net, score: pair.score },
      vat: { ...pair, value: pair.value.vat, score: pair.score },
    }
  }
  const split = splitByRate(clues, gross)
  if (split) return split
  // a heading far above or elsewhere in the row is not enough where the arithmetic says nothing
  const isSaid = (clue: AmountClue): boolean => clue.meaning.way === 'beside' || isRateOf(value(clue), gross)
  const alone = (kind: AmountKind, isFit: (cents: bigint) => boolean) =>
    best(
      ofKind(clues, kind)
        .filter((clue) => clue.amount.decimals === 2 && isFit(value(clue)) && isSaid(clue))
        .map((clue) => ({
          value: clue,
          key: value(clue),
          score: clue.weight / 2 + (kind === 'vat' && isRateOf(value(clue), gross) ? 3 : 0),
        })),
    )
  return { vat: alone('vat', (cents) => cents < gross), net: alone('net', (cents) => cents <= gross) }
}

/** What one other print of the sum is worth, rounded down: less proves nothing. */
const LEAST_PROOF = 0.4

/** The sums of the document: the total first, by labels and arithmetic together; then its parts. */
export function chooseTotals(scene: Scene, clues: readonly AmountClue[]): Totals {
  const evidence = gather(clues)
  const gross = chooseGross(scene, clues, evidence)
  if (!gross) return { gross, isProven: false, payable: undefined, net: undefined, vat: undefined }
  const due = best(
    ofKind(clues, 'due')
      .filter(({ amount, meaning }) => amount.decimals !== 1 && meaning.way !== 'row')
      .map((clue) => ({ value: clue, key: size(clue.amount.cents), score: worth(clue) })),
  )
  const payable = due && due.score > 4 ? due : gross
  const isProven = support(size(gross.value.amount.cents), evidence) >= LEAST_PROOF
  return { gross, isProven, payable, ...chooseShares(clues, size(gross.value.amount.cents)) }
}
