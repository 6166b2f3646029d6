import type { OpenItem } from '#src/ledger/index.ts'
import type { TransactionKeys } from './keys.ts'
import { referenceKey } from './keys.ts'
import type { Facts, Payer, Reason } from './match.ts'

/** How an item is named by a transaction; the stronger first. */
export type Naming = 'endToEndId' | 'reference' | 'number' | 'referenceInText' | 'numberInText'

export interface Evidence {
  readonly item: OpenItem
  readonly namings: readonly Naming[]
  /** Whether the other side's account, or its name, is one of the item's party. */
  readonly account: 'same' | 'other' | 'unknown'
  readonly name: 'same' | 'other' | 'unknown'
  readonly reasons: readonly Reason[]
  /** The transaction itself says something else: another reference, another invoice. */
  readonly contradictions: readonly Reason[]
}

export function evidenceFor(facts: Facts, keys: TransactionKeys, item: OpenItem): Evidence {
  const payer = item.partyId === null ? undefined : facts.payers.get(item.partyId)
  const namings = namingsOf(facts, keys, item)
  const account = ownership(keys.account, payer?.accountKeys, othersBy(facts, 'accountKeys', keys.account, item))
  const name = ownership(keys.name, payer?.nameKeys, othersBy(facts, 'nameKeys', keys.name, item))
  return {
    item,
    namings,
    account,
    name,
    reasons: [
      ...namings.map((naming) => namingReason(naming, facts, item)),
      ...(account === 'same' ? [{ code: 'account', message: 'The other account is one of the party.' }] : []),
      ...(name === 'same' ? [{ code: 'name', message: 'The other name is one of the party.' }] : []),
    ],
    contradictions: contradictionsOf(facts, keys, item, namings, account),
  }
}

function namingsOf(facts: Facts, keys: TransactionKeys, item: OpenItem): Naming[] {
  const reference = item.paymentReference === null ? '' : referenceKey(item.paymentReference)
  const number = item.documentNumber === null ? '' : referenceKey(item.documentNumber)
  const isIn = (key: string, words: readonly (string | undefined)[]): boolean => key !== '' && words.includes(key)
  const found: Naming[] = []
  if (facts.ordered?.openItemId === item.id) found.push('endToEndId')
  // Payers put the number where the reference belongs and the other way round; the value says which it is.
  const structured = [keys.reference, ...keys.numbers]
  if (isIn(reference, structured)) found.push('reference')
  if (isIn(number, structured)) found.push('number')
  if (!found.includes('reference') && isIn(reference, keys.words)) found.push('referenceInText')
  if (!found.includes('number') && isIn(number, keys.words)) found.push('numberInText')
  return found
}

const namingReason = (naming: Naming, facts: Facts, item: OpenItem): Reason => {
  const said: Record<Naming, string> = {
    endToEndId: `It is our payment ${facts.ordered?.endToEndId}.`,
    reference: `The reference is ${item.paymentReference}.`,
    number: `It names document ${item.documentNumber}.`,
    referenceInText: `The text holds the reference ${item.paymentReference}.`,
    numberInText: `The text holds the number ${item.documentNumber}.`,
  }
  return { code: naming, message: said[naming] }
}

/** Whether somebody else is known by this account or name. */
function othersBy(facts: Facts, by: 'accountKeys' | 'nameKeys', key: string | undefined, item: OpenItem): boolean {
  if (key === undefined) return false
  for (const [partyId, payer] of facts.payers) if (partyId !== item.partyId && payer[by].includes(key)) return true
  return false
}

function ownership(
  key: string | undefined,
  own: Payer['accountKeys'] | undefined,
  isOthers: boolean,
): 'same' | 'other' | 'unknown' {
  if (key !== undefined && own?.includes(key)) return 'same'
  return isOthers ? 'other' : 'unknown'
}

function contradictionsOf(
  { transaction }: Facts,
  keys: TransactionKeys,
  item: OpenItem,
  namings: readonly Naming[],
  account: Evidence['account'],
): Reason[] {
  const found: Reason[] = []
  const isNamed = namings.some((naming) => naming === 'endToEndId' || naming === 'reference' || naming === 'number')
  if (keys.reference !== undefined && item.paymentReference !== null && !isNamed) {
    const message = `The payment says reference ${transaction.reference}, the item has ${item.paymentReference}.`
    found.push({ code: 'otherReference', message })
  }
  const isOtherNumber = keys.numbers.length > 0 && item.documentNumber !== null
  if (isOtherNumber && !namings.includes('number') && !namings.includes('endToEndId')) {
    const message = `The payment names ${transaction.invoiceNumbers.join(', ')}, the item is ${item.documentNumber}.`
    found.push({ code: 'otherInvoiceNumber', message })
  }
  if (account === 'other') found.push({ code: 'otherParty', message: 'The other account belongs to somebody else.' })
  return found
}
