import { isIban, isNorwegianBban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import { isKid } from '#src/kernel/kid.ts'
import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import type { Choice } from './choose-totals.ts'
import type { Label } from './find-labels.ts'
import type { Span } from './row.ts'
import { labelsAbove, labelsBetween, type Scene, type SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** A number with a meaning of its own, in its plain form. */
export interface Identifier {
  readonly value: string
  readonly span: Span
}

interface Option extends Identifier {
  readonly score: number
}

/** How far right of its label an identifier may stand, in letters. */
const REACH = 30

/** Concepts that say which kind of number stands beside them. */
const KINDS: readonly Concept[] = [
  'kid',
  'account',
  'iban',
  'giro',
  'bic',
  'orgNumber',
  'vatNumber',
  'phone',
  'number',
  'customer',
  'order',
  'reference',
]
const isKind = ({ concepts }: Label): boolean => KINDS.some((one) => concepts.includes(one))

/** Numbers as printed, also in groups: what a label in their row may speak of instead of what stands below. */
const NUMBERS = /[A-Z]{0,4}\d[\d.\-/]*(?: [A-Z\d.\-/]*\d[A-Z\d.\-/]*)*/gu

const numbersOf = ({ row }: SceneRow): Span[] =>
  Array.from(row.text.matchAll(NUMBERS), ({ 0: text, index }) => ({ row, start: index, end: index + text.length }))

/** The labels of a number: back to the nearest in its row that says its kind, else the one over it. */
function labelsOf(scene: Scene, here: SceneRow, span: Span): readonly Label[] {
  const beside: Label[] = []
  let edge = span.start
  for (const label of labelsBetween(here, 0, span.start).reverse()) {
    if (edge - label.end > REACH || /\d/.test(here.row.text.slice(label.end, edge))) break
    beside.push(label)
    edge = label.start
    if (isKind(label)) return beside
  }
  const above = labelsAbove(scene, span, numbersOf).labels
  return above.some(isKind) ? above : beside
}

/** What the labels of a number say: whether one of the concepts is among them. */
type Says = (...concepts: readonly Concept[]) => boolean

type Reader = (printed: string) => string | undefined

function search(
  scene: Scene,
  pattern: RegExp,
  read: Reader,
  score: (says: Says, value: string, row: SceneRow) => number,
): Option[] {
  const options: Option[] = []
  for (const here of scene.rows) {
    for (const match of here.row.text.matchAll(pattern)) {
      const value = read(match[0])
      if (value === undefined) continue
      const span = { row: here.row, start: match.index, end: match.index + match[0].length }
      const labels = labelsOf(scene, here, span)
      const says: Says = (...asked) => labels.some(({ concepts }) => asked.some((one) => concepts.includes(one)))
      options.push({ value, span, score: score(says, value, here) })
    }
  }
  return options
}

function best(options: readonly Option[]): Choice<Identifier> | undefined {
  const sorted = options.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  const [first] = sorted
  if (!first) return undefined
  return { value: first, score: first.score, rival: sorted.find(({ value }) => value !== first.value)?.score ?? 0 }
}

export const IBAN = /(?<![A-Z\d])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{2,4}){3,8}(?![A-Z\d])/gu

/** The longest beginning of the text that is an IBAN: the words after it may look like a part of it. */
export function readIban(printed: string): string | undefined {
  const parts = printed.split(/\s/)
  for (let count = parts.length; count > 0; count--) {
    const text = normaliseIban(parts.slice(0, count).join(''))
    if (isIban(text)) return text
  }
  return undefined
}

export const BBAN = /(?<![\d.])\d{4}[\s.]?\d{2}[\s.]?\d{5}(?!\d)/gu
export const readBban: Reader = (printed) => (isNorwegianBban(printed) ? normaliseBban(printed) : undefined)
const GIRO = /(?<![\d-])\d{3,4}\s?-\s?\d{4}(?![\d-])|(?<![\d-])\d{1,7}\s?-\s?\d(?![\d-])/gu

/** The account to pay to: an IBAN, a Norwegian account number, or a Swedish bankgiro or plusgiro number. */
export function chooseAccount(scene: Scene): Choice<Identifier> | undefined {
  const early = (row: SceneRow): number => -row.row.index / Math.max(scene.rows.length, 1) / 2
  return best([
    ...search(scene, IBAN, readIban, (says, _, row) => 7 + (says('iban', 'account') ? 2 : 0) + early(row)),
    ...search(
      scene,
      BBAN,
      readBban,
      (says, _, row) => (says('account') ? 8.5 : says('kid', 'phone') ? 0 : 3) + early(row),
    ),
    ...search(
      scene,
      GIRO,
      (printed) => printed.replace(/\s/g, ''),
      (says, _, row) => (says('giro') ? 7 + early(row) : 0),
    ),
  ])
}

export const KID = /(?<![\p{L}\d])\d(?:[\s]?\d){1,24}-?(?![\p{L}\d])/gu
const STRUCTURED = /\+{3}\d{3}\/\d{4}\/\d{5}\+{3}|\bRF\d{2}(?:\s?[A-Z\d]{1,4}){1,6}\b/gu
/** Words after "payment reference" in countries whose reference is no number with a check digit. */
const FREE = /(?<![\p{L}\d])[\p{L}\d]*\d[\p{L}\d]*(?:[-/][\p{L}\d]+)*(?![\p{L}\d])/gu

/** The payer's reference: a KID (check digit), a structured reference, else what stands beside its label. */
export function choosePaymentReference(scene: Scene): Choice<Identifier> | undefined {
  const digits: Reader = (printed) => printed.replace(/\s/g, '')
  return best([
    ...search(scene, STRUCTURED, digits, () => 8),
    ...search(scene, KID, digits, (says, value) =>
      says('kid') ? (isKid(value) ? 8 : 3) + Math.min(value.length, 12) / 12 : 0,
    ),
    ...search(
      scene,
      FREE,
      (printed) => printed,
      (says, value) => (says('kid') && value.length > 3 ? 2.5 : 0),
    ),
  ])
}

/** A number behind the sign of another country is no Nordic one, though its check digit may fit. */
const ORG =
  /(?<![\p{L}\d-])(?<!(?<!\p{L})(?:DE|NL|FR|BE|GB|AT|ES|IT|PL|IE|LU|EU)[\s]?)(?:(?:NO|SE|DK|FI)[\s-]?)?\d{3,8}(?:[\s.-]?\d{2,4}){0,3}(?:[\s-]?\d{1,2})?(?:\s?MVA)?(?![\p{L}\d])/gu
const COUNTRIES: readonly OrgCountry[] = ['NO', 'SE', 'DK']
const VAT =
  /(?<![\p{L}\d])(?:DE\s?\d{3}\s?\d{3}\s?\d{3}|NL\s?\d{3}\.?\d{3}\.?\d{3}\.?\s?B\.?\d{2}|FR\s?[A-Z\d]{2}\s?\d{3}\s?\d{3}\s?\d{3}|BE\s?0?\d{3}[.\s]?\d{3}[.\s]?\d{3}|GB\s?\d{3}\s?\d{4}\s?\d{2}|AT\s?U\d{8}|ES\s?[A-Z]\d{8}|IT\s?\d{11}|PL\s?\d{10}|IE\s?\d{7}[A-Z]{1,2}|LU\s?\d{8}|SE\s?\d{12}|FI\s?\d{8}|EU\s?\d{9})(?![\p{L}\d])/gu
/** Registration numbers of other countries, beside their label: KvK, SIREN, ROC, GST. */
const OTHER = /(?<![\p{L}\d])[A-Z]{0,3}\d[\d .]{4,15}\d(?:\s?-?\s?[A-Z])?(?![\p{L}\d])/gu

const OWN_LABELS: readonly Concept[] = ['orgNumber', 'vatNumber']

function readOrg(printed: string): string | undefined {
  const plain = normaliseOrgNumber(printed)
  return COUNTRIES.some((country) => isOrgNumber(plain, country)) ? plain : undefined
}

/** The number that a business is registered by; one that the buyer's block holds is not asked for. */
export function chooseOrganisationNumber(scene: Scene): Choice<Identifier> | undefined {
  const buyer = (says: Says): number => (says('buyer', 'customer') ? -4 : 0)
  const plain: Reader = (printed) => printed.replace(/[\s.]/g, '').toUpperCase()
  return best([
    ...search(scene, ORG, readOrg, (says, value, { row }) =>
      says(...OWN_LABELS) ? 8 + buyer(says) : value.length === 9 && /MVA/.test(row.text) ? 6 : 0,
    ),
    ...search(scene, VAT, plain, (says) => (says(...OWN_LABELS) ? 7 : 5) + buyer(says)),
    ...search(scene, OTHER, plain, (says) => (says(...OWN_LABELS) ? 4 + buyer(says) : 0)),
  ])
}
