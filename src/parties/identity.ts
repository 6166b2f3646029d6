import { isOrgNumber, normaliseOrgNumber } from '#src/kernel/org-number.ts'
import type { PartyFacts } from './party.ts'

/**
 * The form in which names are compared: upper and lower case, punctuation and spaces do not tell names apart; letters
 * do (Ø is not O), and so does the legal form, whose Danish and Norwegian spellings (A/S, A.S) are one.
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .replace(/(^| )a s(?= |$)/g, '$1as')

/** Legal forms as `nameKey` writes them: one writing of a name has it in front, another behind, a third not at all. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'as asa ans da enk nuf sa ba iks kf sf ab hb kb aps is ks oy oyj gmbh ag kg ohg ug ltd plc llp inc bv nv sarl srl spa'.split(
    ' ',
  ),
)

/** The words of a name without its legal form; a name that is nothing else keeps it. */
function wordsOf(name: string | null): string[] {
  const words = nameKey(name ?? '')
    .split(' ')
    .filter(Boolean)
  const own = words.filter((word) => !LEGAL_FORMS.has(word))
  return own.length > 0 ? own : words
}

/**
 * Whether two names may be one, legal forms set aside: each word of the shorter begins the word of the longer at its
 * place, or is begun by it, in the order in which they are written or in that of the alphabet.
 */
export function isNearName(a: string | null, b: string | null): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.length === 0 || right.length === 0) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  return isBegun(short, long) || isBegun(short.toSorted(), long.toSorted())
}

const isBegun = (short: readonly string[], long: readonly string[]): boolean =>
  short.every((word, place) => isAbbreviated(word, long[place] ?? ''))

const isAbbreviated = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const NORDIC: readonly string[] = ['NO', 'DK', 'SE', 'FI']

/** One form of an organisation number: letters and digits, without what a Nordic number carries before and behind. */
export function organisationKey(text: string | null | undefined, country: string | null): string | null {
  if (!text) return null
  const isNordic = country !== null && NORDIC.includes(country)
  const key = (isNordic ? normaliseOrgNumber(text) : text.toUpperCase()).replace(/[^0-9A-Z]/g, '')
  return key === '' ? null : key
}

/** One form of a VAT number: letters and digits with the country in front, and MVA behind in Norway. */
export function vatKey(text: string | null | undefined, country: string | null): string | null {
  const plain = (text ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (plain === '') return null
  if (country === 'NO' && isOrgNumber(plain, 'NO')) return `NO${normaliseOrgNumber(plain)}MVA`
  return country !== null && /^\d+$/.test(plain) ? `${country}${plain}` : plain
}

/** GS1 check digit: weights 3 and 1 from the right (GS1 General Specifications, section 7.9). */
function isGln(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false
  const total = [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return total % 10 === 0
}

/** Peppol participant schemes (ISO 6523 ICD) whose ids carry a check digit: 0088 GLN, 0192 Norwegian, 0007 Swedish. */
const SCHEME_CHECKS: Readonly<Record<string, (id: string) => boolean>> = {
  '0088': isGln,
  '0192': (id) => isOrgNumber(id, 'NO'),
  '0007': (id) => isOrgNumber(id, 'SE'),
}

/**
 * "scheme:id" of an electronic address, null when it cannot be one: senders fill in made-up numbers, and a made-up
 * number must not make two suppliers one.
 */
export function endpointKey(scheme: string | null | undefined, id: string | null | undefined): string | null {
  if (!scheme || !id) return null
  const plain = id.replace(/\s/g, '').toLowerCase()
  const check = SCHEME_CHECKS[scheme]
  return plain === '' || (check && !check(plain)) ? null : `${scheme}:${plain}`
}

export type IdentityFacts = Pick<PartyFacts, 'organisationNumber' | 'vatNumber' | 'endpoint' | 'country'>

const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

/** Whether two sets of facts can belong to one party: no number that both have says otherwise. */
export const canBeOne = (a: IdentityFacts, b: IdentityFacts): boolean =>
  !differ(a.organisationNumber, b.organisationNumber) &&
  !((a.organisationNumber === null || b.organisationNumber === null) && differ(a.vatNumber, b.vatNumber)) &&
  !differ(a.country, b.country)

export interface Candidate extends IdentityFacts {
  readonly id: string
  readonly nameKeys: readonly string[]
}

type Evidence = (candidate: Candidate) => boolean

/**
 * The party that the facts belong to: the first kind of evidence that finds one decides, in the order organisation
 * number, electronic address, VAT number, exact name. Evidence that points at several parties points at none.
 */
export function findParty(
  facts: IdentityFacts & { readonly name: string },
  candidates: readonly Candidate[],
): Candidate | undefined {
  const { organisationNumber, endpoint, vatNumber } = facts
  const key = nameKey(facts.name)
  const ladder: Evidence[] = [
    (one) => organisationNumber !== null && one.organisationNumber === organisationNumber,
    (one) => endpoint !== null && one.endpoint === endpoint,
    (one) => vatNumber !== null && one.vatNumber === vatNumber,
    (one) => key !== '' && one.nameKeys.includes(key),
  ]
  for (const holds of ladder) {
    const found = candidates.filter((one) => holds(one) && canBeOne(facts, one))
    if (found.length === 1) return found[0]
  }
  return undefined
}
