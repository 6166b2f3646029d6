import type { ReceiptLine } from '../receipt.ts'
import type { Basis, Coded, Outcome } from './provenance.ts'
import { itemKey, likeness, textKey, vatKey } from './text-key.ts'

export interface HistoryProposal {
  readonly coded: Coded
  readonly basis: Basis
  /** Newest first. */
  readonly receiptIds: readonly string[]
}

/** Share of the words (percent) from which two texts count as alike. */
const ALIKE = 50
/** Each older outcome counts for this share of the one after it. */
const FADING_NUMERATOR = 9n
const FADING_DENOMINATOR = 10n
const UNIT = 10n ** 18n
const RECEIPTS_SHOWN = 5

interface Vote {
  readonly coded: Coded
  readonly receiptIds: string[]
  weight: bigint
}

/** The supplier's outcomes for the same item number, then for the same text: newest first. */
function sameLine(line: ReceiptLine, outcomes: readonly Outcome[]) {
  const [item, text] = [itemKey(line.item), textKey(line.description)]
  return {
    text,
    sameItem: item === null ? [] : outcomes.filter((one) => one.itemKey === item),
    sameText: text === null ? [] : outcomes.filter((one) => one.textKey === text),
  }
}

/** What a person made of this very line in place of the supplier's set account, while that is still set. */
export function correctionOf(
  line: ReceiptLine,
  outcomes: readonly Outcome[],
  currentDefault: string | null,
): HistoryProposal | undefined {
  const { sameItem, sameText } = sameLine(line, outcomes)
  const overruled = [...sameItem, ...sameText].find((one) => isCorrection(one, currentDefault))
  const [found] = overruled ? latest([overruled], 'correction') : []
  return found && { ...found, coded: withVatCode(found.coded, found.basis, line, outcomes) }
}

/**
 * What the company did before with this supplier's line, the best basis first, each coding once. The same item number
 * or the same text: as last time. A similar text, else any line of the supplier: the coding with the most weight, where
 * a newer outcome weighs more. `outcomes` are the supplier's, newest first.
 */
export function fromHistory(line: ReceiptLine, outcomes: readonly Outcome[]): HistoryProposal[] {
  const { text, sameItem, sameText } = sameLine(line, outcomes)
  const alike = (one: Outcome): number => (text === null || one.textKey === null ? 0 : likeness(one.textKey, text))
  const similar = outcomes.filter((one) => alike(one) >= ALIKE)
  const found = [
    ...latest(sameItem, 'item'),
    ...latest(sameText, 'text'),
    ...weighed(similar, 'similarText', (one) => BigInt(alike(one))),
    ...weighed(outcomes, 'supplier', () => 100n),
  ]
  return once(found).map((proposal) => ({
    ...proposal,
    coded: withVatCode(proposal.coded, proposal.basis, line, outcomes),
  }))
}

const isCorrection = ({ source, isRight, proposed, coded }: Outcome, currentDefault: string | null): boolean =>
  source === 'supplier' && isRight === false && proposed?.account === currentDefault && coded.account !== currentDefault

function latest(outcomes: readonly Outcome[], basis: Basis): HistoryProposal[] {
  const [newest] = outcomes
  if (!newest) return []
  const alike = outcomes.filter(({ coded }) => keyOf(coded) === keyOf(newest.coded))
  return [{ coded: newest.coded, basis, receiptIds: shown(alike) }]
}

function weighed(outcomes: readonly Outcome[], basis: Basis, weightOf: (one: Outcome) => bigint): HistoryProposal[] {
  const votes = new Map<string, Vote>()
  let fading = UNIT
  for (const one of outcomes) {
    const key = keyOf(one.coded)
    const vote = votes.get(key) ?? { coded: one.coded, receiptIds: [], weight: 0n }
    vote.weight += weightOf(one) * fading
    vote.receiptIds.push(one.receiptId)
    votes.set(key, vote)
    fading = (fading * FADING_NUMERATOR) / FADING_DENOMINATOR
  }
  return [...votes.values()]
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight > b.weight ? -1 : 1))
    .map(({ coded, receiptIds }) => ({ coded, basis, receiptIds: [...new Set(receiptIds)].slice(0, RECEIPTS_SHOWN) }))
}

const shown = (outcomes: readonly Outcome[]): string[] =>
  [...new Set(outcomes.map(({ receiptId }) => receiptId))].slice(0, RECEIPTS_SHOWN)

const keyOf = ({ account, dimensions }: Coded): string =>
  JSON.stringify([account, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))])

function once(proposals: readonly HistoryProposal[]): HistoryProposal[] {
  const seen = new Set<string>()
  return proposals.filter(({ coded }) => {
    const isNew = !seen.has(keyOf(coded))
    seen.add(keyOf(coded))
    return isNew
  })
}

/** A VAT code is taken over where a person has put it in place of another, for lines of the same VAT. */
function withVatCode(coded: Coded, basis: Basis, line: ReceiptLine, outcomes: readonly Outcome[]): Coded {
  const key = vatKey(line)
  const isSameLine = basis === 'item' || basis === 'text' || basis === 'correction'
  const corrected = outcomes.find(
    (one) =>
      one.isRight === false &&
      one.vatKey === key &&
      one.proposed?.vatCode !== one.coded.vatCode &&
      (one.textKey === textKey(line.description) || (one.itemKey !== null && one.itemKey === itemKey(line.item))),
  )
  return { ...coded, vatCode: isSameLine && corrected ? corrected.coded.vatCode : null }
}
