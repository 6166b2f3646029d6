import { type Evidence, evidenceFor, type Naming } from './evidence.ts'
import { type Fit, fitOf } from './fit.ts'
import type { TransactionKeys } from './keys.ts'
import { type Candidate, type Facts, type Method, type Reason, size } from './match.ts'

/** An item on its own as a candidate, and how certain it is. */
export interface Single {
  readonly candidate: Candidate
  readonly evidence: Evidence
  readonly fit: Fit
  /** Rung of the ladder, 0 the strongest; undefined = only a person may match it. */
  readonly rung: number | undefined
}

/** A word of fewer characters than this in free text needs the party's account or name beside it. */
const TELLING_WORD = 5
/** With one of these a candidate is shown, but not proposed. */
const BLOCKING: ReadonlySet<string> = new Set(['settled', 'otherDirection', 'dismissed', 'otherParty'])

export const isUsable = ({ whyNot }: Candidate): boolean => !whyNot.some(({ code }) => BLOCKING.has(code))
export const isOfParty = ({ evidence }: Single): boolean => evidence.account === 'same' || evidence.name === 'same'

const STRUCTURED: ReadonlySet<Naming> = new Set(['endToEndId', 'reference', 'number'])
export const isNamedInStructure = ({ evidence }: Single): boolean =>
  evidence.namings.some((naming) => STRUCTURED.has(naming))

export function singleFor(facts: Facts, keys: TransactionKeys, item: Evidence['item']): Single {
  const evidence = evidenceFor(facts, keys, item)
  const fit = fitOf(facts.transaction, item)
  const obstacles = [...obstaclesOf(facts, evidence), ...evidence.contradictions]
  const rung = obstacles.length === 0 ? rungOf(evidence, fit) : undefined
  const [method, confidence] = gradeOf(evidence, fit, rung)
  const isWhole = fit.kind === 'exact' || fit.kind === 'plausible'
  return {
    evidence,
    fit,
    rung,
    candidate: {
      method,
      shares: [{ item, amountMinor: fit.amountMinor, paidMinor: paidFor(facts, item.currency, fit) }],
      confidence: obstacles.length > 0 ? Math.min(confidence, 60) : confidence,
      evidence: [...evidence.reasons, ...(isWhole ? [fit.reason] : [])],
      whyNot: [...obstacles, ...(isWhole ? [] : [fit.reason])],
    },
  }
}

/** What is paid for the item out of the transaction: all of it, or no more than the item can take. */
const paidFor = ({ transaction }: Facts, currency: string, fit: Fit): bigint =>
  fit.kind === 'more' && currency === transaction.currency ? fit.amountMinor : size(transaction.amountMinor)

function obstaclesOf({ transaction, dismissed }: Facts, { item, namings }: Evidence): Reason[] {
  const found: Reason[] = []
  if (item.remainingMinor === 0n) {
    found.push({ code: 'settled', message: 'Nothing is left open: it was settled before.' })
  } else if (item.remainingMinor < 0n !== transaction.amountMinor < 0n) {
    found.push({ code: 'otherDirection', message: 'The money went the other way.' })
  }
  if (dismissed.has(item.id)) found.push({ code: 'dismissed', message: 'A person took this match back before.' })
  if (namings.length === 0 && item.bookedOn > transaction.bookedOn) {
    found.push({ code: 'notYetIssued', message: 'The item is newer than the payment.' })
  }
  return found
}

/**
 * The ladder: 0 our own payment, 1 structured reference, 2 document number in the structured part, 3 named in the
 * text, 4 the party's account, 5 the party's name. Every rung asks for the whole amount; the lower two for the very
 * amount in the item's own currency.
 */
function rungOf(evidence: Evidence, fit: Fit): number | undefined {
  const { namings, account, name } = evidence
  if (fit.kind !== 'exact' && fit.kind !== 'plausible') return undefined
  if (namings.includes('endToEndId')) return 0
  if (namings.includes('reference')) return 1
  if (namings.includes('number')) return 2
  if (isTelling(evidence)) return 3
  if (fit.kind !== 'exact') return undefined
  if (account === 'same') return 4
  return name === 'same' ? 5 : undefined
}

function isTelling({ item, namings, account, name }: Evidence): boolean {
  const word = Math.max(
    namings.includes('referenceInText') ? (item.paymentReference?.length ?? 0) : 0,
    namings.includes('numberInText') ? (item.documentNumber?.length ?? 0) : 0,
  )
  if (word === 0) return false
  if (account === 'same' || name === 'same') return true
  return word >= TELLING_WORD && name !== 'other'
}

const GRADES: readonly (readonly [Method, number])[] = [
  ['endToEndId', 99],
  ['reference', 98],
  ['invoiceNumber', 97],
  ['invoiceNumber', 93],
  ['amountAndAccount', 92],
  ['amountAndAccount', 85],
]

/** Method and confidence of a candidate, also of one that only a person may match. */
function gradeOf({ namings, account, name }: Evidence, fit: Fit, rung: number | undefined): readonly [Method, number] {
  const grade = rung === undefined ? undefined : GRADES[rung]
  if (grade) return grade
  const party = account === 'same' ? 20 : name === 'same' ? 15 : 0
  if (namings.includes('endToEndId')) return ['endToEndId', 70]
  if (namings.includes('reference')) return ['reference', 60 + party / 2]
  if (namings.includes('number')) return ['invoiceNumber', 55 + party / 2]
  if (namings.length > 0) return ['invoiceNumber', 40 + party]
  return ['amountAndAccount', { exact: 35, plausible: 25, less: 5, more: 5, unknown: 0 }[fit.kind] + party]
}
