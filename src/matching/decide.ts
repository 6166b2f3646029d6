import { daysBetween } from '#src/kernel/book-date.ts'
import { combinationOfNamed, combinationOfParty } from './combination.ts'
import { keysOf } from './keys.ts'
import type { Candidate, Decision, Facts, Reason } from './match.ts'
import { isNamedInStructure, isUsable, type Single, singleFor } from './single.ts'

/** Candidates that are kept for a transaction. */
const KEPT = 10
/** Below this nothing is proposed: an equal amount of a stranger is not worth a person's time. */
const WORTH_PROPOSING = 40
/** Confidence of the very amount and nothing else: proposed only when a single item has it. */
const AMOUNT_ONLY = 35

/**
 * What to do with a transaction. Precision before reach: a match is made only where the strongest evidence points at
 * one item (or at one set of items that the payment names) and nothing speaks against it; all else is proposed, or
 * left, with the reasons.
 */
export function decide(facts: Facts): Decision {
  const keys = keysOf(facts.transaction)
  const singles = facts.items.map((item) => singleFor(facts, keys, item))
  const named = combinationOfNamed(facts, singles)
  const winner = winnerOf(singles, named)
  const guessed = winner ? undefined : combinationOfParty(facts, singles)
  const rivals = winner ? [] : rivalsOf(singles)
  const candidates = [
    ...singles.map(({ candidate }) => candidate),
    ...[named, guessed].filter((one) => one !== undefined),
  ]
    .map((candidate) => (candidate === winner ? candidate : explain(candidate, winner, rivals)))
    .sort(
      (a, b) => Number(b === winner) - Number(a === winner) || b.confidence - a.confidence || byNearness(facts, a, b),
    )
    .slice(0, KEPT)
  return { transaction: facts.transaction, outcome: outcomeOf(winner, candidates, singles), candidates }
}

/** Among equals the one issued nearest to the payment is shown first, one that was not issued yet last. */
function byNearness({ transaction }: Facts, a: Candidate, b: Candidate): number {
  const days = ({ shares: [first] }: Candidate): number =>
    first ? Math.abs(daysBetween(first.item.bookedOn, transaction.bookedOn)) : 0
  return Number(isTooNew(a)) - Number(isTooNew(b)) || days(a) - days(b)
}

/**
 * Goes down the ladder to the first rung that somebody stands on. Several on one rung are told apart by the document
 * number, then by the other side's account and name; several that cannot be told apart end the search.
 */
function winnerOf(singles: readonly Single[], named: Candidate | undefined): Candidate | undefined {
  const top = Math.min(...singles.flatMap(({ rung }) => rung ?? []))
  const best = singles.filter(({ rung }) => rung === top)
  if (top <= 1) return narrowed(best)?.candidate
  if (named && named.whyNot.length === 0) return named
  const only = top < 4 ? narrowed(best) : best.length === 1 ? best[0] : undefined
  return only && !namesAnother(singles, only) ? only.candidate : undefined
}

function narrowed(singles: readonly Single[]): Single | undefined {
  const tests: ((single: Single) => boolean)[] = [
    () => true,
    ({ evidence }) => evidence.namings.includes('number'),
    ({ evidence }) => evidence.account === 'same',
    ({ evidence }) => evidence.name === 'same',
  ]
  for (const test of tests) {
    const left = singles.filter(test)
    if (left.length === 1) return left[0]
  }
  return undefined
}

/** Whether the payment names another item as clearly as this one, or at all where only the amount speaks for this one. */
function namesAnother(singles: readonly Single[], chosen: Single): boolean {
  const counts = chosen.rung === 2 ? isNamedInStructure : ({ evidence }: Single) => evidence.namings.length > 0
  return singles.some((single) => single !== chosen && counts(single))
}

/** Those that stand together on the highest rung: each of them is why none was chosen. */
function rivalsOf(singles: readonly Single[]): readonly Candidate[] {
  const top = Math.min(...singles.flatMap(({ rung }) => rung ?? []))
  const best = singles.filter(({ rung }) => rung === top)
  return best.length > 1 ? best.map(({ candidate }) => candidate) : []
}

function explain(candidate: Candidate, winner: Candidate | undefined, rivals: readonly Candidate[]): Candidate {
  const reasons: Reason[] = [...candidate.whyNot]
  if (winner) reasons.push({ code: 'weaker', message: 'Another candidate has stronger evidence.' })
  else if (rivals.includes(candidate)) {
    reasons.push({ code: 'ambiguous', message: `${rivals.length} items fit equally well.` })
  }
  if (reasons.length === 0) reasons.push({ code: 'uncertain', message: 'Only a person can tell whether this is it.' })
  return { ...candidate, whyNot: reasons, confidence: Math.min(candidate.confidence, winner ? 60 : 80) }
}

function outcomeOf(
  winner: Candidate | undefined,
  candidates: readonly Candidate[],
  singles: readonly Single[],
): Decision['outcome'] {
  if (winner) return 'matched'
  // A payment that names an item with nothing left was made twice: it is not offered another item for its amount.
  const isPaidTwice = singles.some((single) => isNamedInStructure(single) && single.evidence.item.remainingMinor === 0n)
  const isNamedOpen = singles.some((single) => isNamedInStructure(single) && isUsable(single.candidate))
  if (isPaidTwice && !isNamedOpen) return 'unmatched'
  const usable = candidates.filter(isUsable)
  if (usable.some(({ confidence }) => confidence >= WORTH_PROPOSING)) return 'proposed'
  const alike = usable.filter(({ confidence }) => confidence >= AMOUNT_ONLY)
  const issued = alike.filter((one) => !isTooNew(one))
  return (issued.length || alike.length) === 1 ? 'proposed' : 'unmatched'
}

const isTooNew = ({ whyNot }: Candidate): boolean => whyNot.some(({ code }) => code === 'notYetIssued')
