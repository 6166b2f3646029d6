import type { AmountClue, AmountKind } from './amount-kind.ts'
import { best, type Choice } from './choice.ts'
import type { TaxTable } from './tax-tables.ts'
import { ofKind, pairsOf } from './total-evidence.ts'
import { isRateOf, LEAST_SHARE_CENTS, RATES, shareOf, size } from './vat-rates.ts'

/** The total without VAT, and the VAT. */
export interface Shares {
  readonly net: Choice<AmountClue> | undefined
  readonly vat: Choice<AmountClue> | undefined
}

/** Points of a pair that only the arithmetic names. */
const UNLABELLED_PAIR = 4

const centsOf = ({ amount }: AmountClue): bigint => size(amount.cents)
const isPrinted = ({ amount }: AmountClue): boolean => amount.decimals === 2

const pairOf = (net: AmountClue, vat: AmountClue, score: number): Shares => ({
  net: { value: net, score, rival: 0 },
  vat: { value: vat, score, rival: 0 },
})

/** The amount before VAT of each size, with the label that says so most plainly. */
function netsBySize(clues: readonly AmountClue[]): ReadonlyMap<bigint, AmountClue> {
  const nets = new Map<bigint, AmountClue>()
  for (const net of clues.filter((clue) => isPrinted(clue) && ['net', 'gross', 'none', 'price'].includes(clue.kind))) {
    const known = nets.get(centsOf(net))
    if (!known || (net.kind === 'net' && net.weight > (known.kind === 'net' ? known.weight : 0)))
      nets.set(centsOf(net), net)
  }
  return nets
}

/** A labelled VAT and what makes the gross with it. */
function labelledPair(clues: readonly AmountClue[], gross: bigint): Shares | undefined {
  const nets = netsBySize(clues)
  const pairs = ofKind(clues, 'vat').flatMap((vat) => {
    const net = centsOf(vat) < gross && isPrinted(vat) ? nets.get(gross - centsOf(vat)) : undefined
    if (!net) return []
    const labelled = vat.weight + (net.kind === 'net' ? net.weight : 0)
    const rate = centsOf(vat) === 0n || isRateOf(centsOf(vat), gross) ? 3 : 0
    return [{ value: { net, vat }, key: centsOf(vat), score: labelled + rate }]
  })
  const pair = best(pairs)
  return pair && { net: { ...pair, value: pair.value.net }, vat: { ...pair, value: pair.value.vat } }
}

/** A labelled net that makes the gross with two taxes; their sum is not printed. */
function netOfTwoVats(clues: readonly AmountClue[], gross: bigint): Shares | undefined {
  const sums = pairsOf(ofKind(clues, 'vat'))
  const nets = ofKind(clues, 'net').filter((net) => isPrinted(net) && sums.has(gross - centsOf(net)))
  const net = best(nets.map((value) => ({ value, key: centsOf(value), score: value.weight + 3 })))
  return net && { net, vat: undefined }
}

/** A pair without labels that makes the gross by a known rate, as in a table of taxes whose headings stand askew. */
function splitByRate(clues: readonly AmountClue[], gross: bigint): Shares | undefined {
  const find = (cents: bigint): AmountClue | undefined =>
    clues.findLast(({ amount }) => amount.decimals === 2 && amount.cents === cents)
  for (const rate of RATES) {
    const share = shareOf(gross, rate)
    const [vat, net] = [find(share), find(gross - share)]
    if (share < LEAST_SHARE_CENTS || !vat || !net) continue
    return pairOf(net, vat, vat.isInTaxTable || vat.kind === 'vat' ? UNLABELLED_PAIR + 2 : UNLABELLED_PAIR)
  }
  return undefined
}

/** A row of three amounts of which two make the third, the gross: the last row of a table of taxes needs no label. */
function splitInRow(clues: readonly AmountClue[], gross: bigint, tables: readonly TaxTable[]): Shares | undefined {
  const printed = clues.filter(isPrinted)
  for (const whole of printed.filter((clue) => centsOf(clue) === gross)) {
    const row = printed.filter((clue) => clue.amount.row === whole.amount.row && centsOf(clue) < gross)
    for (const vat of row.filter((clue) => centsOf(clue) > 0n)) {
      const net = row.find((clue) => centsOf(clue) === gross - centsOf(vat) && centsOf(clue) > centsOf(vat))
      if (!net) continue
      const isSum = tables.some((table) => table.net === centsOf(net) && table.vat === centsOf(vat))
      return pairOf(net, vat, isSum ? UNLABELLED_PAIR + 3 : UNLABELLED_PAIR)
    }
  }
  return undefined
}

/** One of the two alone: a heading far above or elsewhere in the row is not enough where the arithmetic says nothing. */
function alone(clues: readonly AmountClue[], gross: bigint, kind: AmountKind): Choice<AmountClue> | undefined {
  const options = ofKind(clues, kind).flatMap((clue) => {
    const isOfRate = isRateOf(centsOf(clue), gross)
    const isFit = kind === 'vat' ? centsOf(clue) < gross : centsOf(clue) <= gross
    if (!isPrinted(clue) || !isFit || !(clue.meaning.way === 'beside' || isOfRate)) return []
    return [{ value: clue, key: centsOf(clue), score: clue.weight / 2 + (kind === 'vat' && isOfRate ? 3 : 0) }]
  })
  return best(options)
}

/** What the arithmetic alone finds: the more certain of two ways. */
function unlabelledPair(clues: readonly AmountClue[], gross: bigint, tables: readonly TaxTable[]): Shares | undefined {
  const pairs = [splitByRate(clues, gross), splitInRow(clues, gross, tables)].flatMap((pair) => pair ?? [])
  return pairs.sort((a, b) => (b.net?.score ?? 0) - (a.net?.score ?? 0))[0]
}

/** The pair of amounts before and of VAT that make the gross, labels first. */
export function chooseShares(clues: readonly AmountClue[], gross: bigint, tables: readonly TaxTable[]): Shares {
  const labelled = labelledPair(clues, gross)
  const isUntaxed = labelled?.vat?.value.amount.cents === 0n
  // one of several taxes may be nought
  const ofTwo = labelled && !isUntaxed ? undefined : netOfTwoVats(clues, gross)
  const pair = ofTwo ?? labelled ?? unlabelledPair(clues, gross, tables)
  return pair ?? { vat: alone(clues, gross, 'vat'), net: alone(clues, gross, 'net') }
}
