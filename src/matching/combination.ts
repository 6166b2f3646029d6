import type { OpenItem } from '#src/ledger/index.ts'
import { combinations, wholeShares } from './combine.ts'
import { amountIn } from './fit.ts'
import type { Candidate, Facts, Reason } from './match.ts'
import { isNamedInStructure, isOfParty, isUsable, type Single } from './single.ts'

/** All items that the payment names, when they are several and add up to it; credit notes count against it. */
export function combinationOfNamed(facts: Facts, singles: readonly Single[]): Candidate | undefined {
  const named = singles.filter(({ evidence }) => evidence.namings.length > 0)
  if (named.length < 2 || !named.every(isOpen)) return undefined
  const items = named.map(({ evidence }) => evidence.item)
  if (!addUp(facts, items)) return undefined
  const whyNot: Reason[] = []
  const isStructured = named.every(isNamedInStructure)
  if (new Set(items.map(({ partyId }) => partyId)).size > 1) {
    whyNot.push({ code: 'severalParties', message: 'The items belong to several parties.' })
  }
  if (!isStructured && !named.every(isOfParty)) {
    whyNot.push({ code: 'uncertain', message: 'The numbers are only words in the text.' })
  }
  return combination(facts, items, {
    confidence: isStructured ? 95 : 88,
    whyNot,
    message: 'The payment names these items.',
  })
}

/** Items of the party that add up to the payment without being named: only ever proposed. */
export function combinationOfParty(facts: Facts, singles: readonly Single[]): Candidate | undefined {
  const own = singles
    .filter((single) => isOpen(single) && isOfParty(single) && single.evidence.contradictions.length === 0)
    .map(({ evidence }) => evidence.item)
  const [first] = own
  if (!first || own.some(({ partyId }) => partyId !== first.partyId)) return undefined
  const target = amountIn(facts.transaction, first.currency)
  if (target === undefined) return undefined
  const pool = own.filter(({ currency }) => currency === first.currency)
  const [items, another] = combinations(pool, target) ?? []
  if (!items || another) return undefined
  const whyNot = [{ code: 'uncertain', message: 'The payment does not name the items.' }]
  const message = 'These items of the party add up to it, and no others do.'
  return combination(facts, items, { confidence: 70, whyNot, message })
}

/** Open, and not taken off this transaction before; the direction may be the other way, as a credit note's is. */
const isOpen = ({ candidate }: Single): boolean =>
  isUsable({ ...candidate, whyNot: candidate.whyNot.filter(({ code }) => code !== 'otherDirection') })

function addUp({ transaction }: Facts, items: readonly OpenItem[]): boolean {
  const [first] = items
  if (!first || items.some(({ currency }) => currency !== first.currency)) return false
  return items.reduce((sum, { remainingMinor }) => sum + remainingMinor, 0n) === amountIn(transaction, first.currency)
}

const combination = (
  { transaction }: Facts,
  items: readonly OpenItem[],
  { confidence, whyNot, message }: { confidence: number; whyNot: readonly Reason[]; message: string },
): Candidate => ({
  method: 'combination',
  shares: wholeShares(items, transaction.currency, transaction.amountMinor),
  confidence,
  evidence: [{ code: 'sumOfItems', message }],
  whyNot,
})
