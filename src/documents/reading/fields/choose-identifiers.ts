import { hasIbanLength, isIban, isNorwegianBban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import { isKid } from '#src/kernel/kid.ts'
import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import { isViite } from '#src/kernel/viite.ts'
import { type Owner, ownerOf } from './block-owner.ts'
import type { Choice } from './choice.ts'
import type { Label } from './find-labels.ts'
import { matchesOf } from './matches.ts'
import type { NameLine } from './name-lines.ts'
import { boxOf, type Span, textOf } from './row.ts'
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

/** "Org.nr. NO 923 609 016": the sign of Norway is no word for a number. */
const isLand = (label: Label): boolean => textOf(label) === 'NO' && label.row.text.charAt(label.end) !== '.'

/** Numbers as printed, also in groups: what a label in their row may speak of instead of what stands below. */
const NUMBERS = /[A-Z]{0,4}\d[\d.\-/]*(?: [A-Z\d.\-/]*\d[A-Z\d.\-/]*)*/gu

/** The rows of every number that is asked about are searched once. */
const numbersKnown = new WeakMap<SceneRow, readonly Span[]>()

function numbersOf(here: SceneRow): readonly Span[] {
  const known = numbersKnown.get(here)
  if (known) return known
  const { row } = here
  const found = matchesOf(NUMBERS, row.text).map(({ 0: text, index }) => ({
    row,
    start: index,
    end: index + text.length,
  }))
  numbersKnown.set(here, found)
  return found
}

/** The labels of a number: back to the nearest in its row that says its kind, else the one over it. */
function labelsOf(scene: Scene, here: SceneRow, span: Span): readonly Label[] {
  const beside: Label[] = []
  let edge = span.start
  for (const label of labelsBetween(here, 0, span.start).reverse()) {
    if (edge - label.end > REACH || /\d/.test(here.row.text.slice(label.end, edge))) break
    beside.push(label)
    edge = label.start
    if (isKind(label) && !isLand(label)) return beside
  }
  if (beside.some(isKind)) return beside
  const above = labelsAbove(scene, span, numbersOf).labels
  return above.some(isKind) ? above : beside
}

/** What the labels of a number say: whether one of the concepts is among them. */
type Says = (...concepts: readonly Concept[]) => boolean

type Reader = (printed: string) => string | undefined

/** All numbers have one. */
const DIGIT = /\d/

function search(
  scene: Scene,
  pattern: RegExp,
  read: Reader,
  score: (says: Says, value: string, row: SceneRow, span: Span) => number,
): Option[] {
  const options: Option[] = []
  for (const here of scene.rows) {
    if (!DIGIT.test(here.row.text)) continue
    for (const match of matchesOf(pattern, here.row.text)) {
      const value = read(match[0])
      if (value === undefined) continue
      const span = { row: here.row, start: match.index, end: match.index + match[0].length }
      let labels: readonly Label[] | undefined
      const says: Says = (...asked) => {
        labels ??= labelsOf(scene, here, span)
        return labels.some(({ concepts }) => asked.some((one) => concepts.includes(one)))
      }
      options.push({ value, span, score: score(says, value, here, span) })
    }
  }
  return options
}

/** What is an identifier only by one of the labels: nothing where the document has none of them. */
const labelled = (concepts: readonly Concept[], ...[scene, ...asked]: Parameters<typeof search>): Option[] =>
  concepts.some((one) => scene.concepts.has(one)) ? search(scene, ...asked) : []

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

/** What stands beside "IBAN" or "account" and looks like one, though no check digit proves it: a proposal. */
const UNPROVEN = /(?<![\p{L}\d]|\d[./-])(?:[A-Z]{2} ?\d{2}(?: ?[A-Z\d]){8,34}|\d(?:[ .-]?\d){6,20})(?![\p{L}\d])/gu
const unproven: Reader = (printed) => {
  const value = printed.replace(/[\s.-]/g, '')
  return value.length >= 8 && value.length <= 34 && /\d{6}/.test(value) ? value : undefined
}

/** The beginning of an IBAN at the end of its cell, and what follows of it at the beginning of the cell below. */
const HEAD = /(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{2,4}){2,7}$/u
const REST = /^[A-Z\d]{1,4}(?: [A-Z\d]{1,4}){0,4}$/u

/** What a wrapped IBAN is worth where its check digits are right; where they are not, its length alone says that it is one. */
const WRAPPED = 7
const WRAPPED_UNPROVEN = 2.6

/** An IBAN that a narrow box broke over two lines; its check digits, or the length that its country gives it, say so. */
function wrappedIbans(scene: Scene): Option[] {
  return scene.rows.flatMap((here) =>
    here.cells.flatMap((cell) => {
      const head = HEAD.exec(textOf(cell))
      const below = scene.rows[here.row.index + 1]
      if (!head || !below || readIban(head[0]) !== undefined) return []
      const { x, width } = boxOf(cell)
      const rest = below.cells.find((one) => boxOf(one).x < x + width && boxOf(one).x + boxOf(one).width > x)
      const text = rest ? textOf(rest).trim() : ''
      const value = REST.test(text) ? normaliseIban(head[0] + text) : ''
      if (!isIban(value) && !hasIbanLength(value)) return []
      const score = isIban(value) ? WRAPPED : WRAPPED_UNPROVEN
      return [{ value, span: { row: here.row, start: cell.start + head.index, end: cell.end }, score }]
    }),
  )
}

/** The account to pay to: an IBAN, a Norwegian account number, or a Swedish bankgiro or plusgiro number. */
export function chooseAccount(scene: Scene): Choice<Identifier> | undefined {
  const early = (row: SceneRow): number => -row.row.index / Math.max(scene.rows.length, 1) / 2
  return best([
    ...wrappedIbans(scene),
    ...search(scene, IBAN, readIban, (says, _, row) => 7 + (says('iban', 'account') ? 2 : 0) + early(row)),
    ...search(
      scene,
      BBAN,
      readBban,
      (says, _, row) => (says('account') ? 8.5 : says('kid', 'phone') ? 0 : 3) + early(row),
    ),
    ...labelled(
      ['giro'],
      scene,
      GIRO,
      (printed) => printed.replace(/\s/g, ''),
      (says, _, row) => (says('giro') ? 7 + early(row) : 0),
    ),
    ...labelled(['iban', 'account'], scene, UNPROVEN, unproven, (says) =>
      says('iban')
        ? 2.5
        : says('account') && !says('kid', 'phone', 'orgNumber', 'vatNumber', 'bic', 'customer')
          ? 2
          : 0,
    ),
  ])
}

export const KID = /(?<![\p{L}\d])\d(?:[\s]?\d){1,24}-?(?![\p{L}\d])/gu
/** The line of a Danish giro card: "+71<000000012345678 +87654321<": kind of card, payment id, creditor. */
const CARD = /\+\s?7[135]\s?<\s?(\d{14,16})\s?\+\s?\d{8}\s?</gu
const STRUCTURED = /\+{3}\d{3}\/\d{4}\/\d{5}\+{3}|\bRF\d{2}(?:\s?[A-Z\d]{1,4}){1,6}\b/gu
/** Words after "payment reference" in countries whose reference is no number with a check digit. */
const FREE = /(?<![\p{L}\d])[\p{L}\d]*\d[\p{L}\d]*(?:[-/][\p{L}\d]+)*(?![\p{L}\d])/gu

const FINNISH = /(?<!\p{L})(?:viite|y-tunnus|lasku)/iu

/** The payer's reference: a KID or viitenumero (check digit), a structured reference, the line of a giro card, else what stands beside its label. */
export function choosePaymentReference(scene: Scene): Choice<Identifier> | undefined {
  const digits: Reader = (printed) => printed.replace(/\s/g, '')
  const readCard: Reader = (printed) => /<\s?(\d+)/u.exec(printed)?.[1]
  const isFinnish = scene.rows.some(({ row }) => FINNISH.test(row.text))
  return best([
    ...search(scene, STRUCTURED, digits, () => 8),
    ...search(scene, CARD, readCard, () => 8),
    ...labelled(['kid'], scene, KID, digits, (says, value) =>
      says('kid') ? (isKid(value) || (isFinnish && isViite(value)) ? 8 : 3) + Math.min(value.length, 12) / 12 : 0,
    ),
    ...labelled(
      ['kid'],
      scene,
      FREE,
      (printed) => printed,
      (says, value) => (value.length > 3 && says('kid') ? 2.5 : 0),
    ),
  ])
}

/** A number behind the sign of another country is no Nordic one, though its check digit may fit. */
const ORG =
  /(?<![\p{L}\d-])(?<!(?<!\p{L})(?:DE|NL|FR|BE|GB|AT|ES|IT|PL|IE|LU|EU)[\s]?)(?:(?:NO|SE|DK|FI)[\s-]?)?\d{3,8}(?:[\s.-]?\d{2,4}){0,3}(?:[\s-]?\d{1,2})?(?:\s?MVA)?(?![\p{L}\d])/gu
const COUNTRIES: readonly OrgCountry[] = ['NO', 'SE', 'DK']
/** "1572860-0": eight digits fit the Finnish check by accident where they are written otherwise. */
const Y_TUNNUS = /^(?:\d{7}-\d|FI[\s-]?\d{7}-?\d)$/u
const VAT =
  /(?<![\p{L}\d])(?:DE\s?\d{3}\s?\d{3}\s?\d{3}|NL\s?\d{3}\.?\d{3}\.?\d{3}\.?\s?B\.?\d{2}|FR\s?[A-Z\d]{2}\s?\d{3}\s?\d{3}\s?\d{3}|BE\s?0?\d{3}[.\s]?\d{3}[.\s]?\d{3}|GB\s?\d{3}\s?\d{4}\s?\d{2}|AT\s?U\d{8}|ES\s?[A-Z]\d{8}|IT\s?\d{11}|PL\s?\d{10}|IE\s?\d{7}[A-Z]{1,2}|LU\s?\d{8}|SE\s?\d{12}|FI\s?\d{8}|EU\s?\d{9})(?![\p{L}\d])/gu
/** Registration numbers of other countries, beside their label: KvK, SIREN, ROC, GST. */
const OTHER = /(?<![\p{L}\d])[A-Z]{0,3}\d[\d .]{4,15}\d(?:\s?-?\s?[A-Z])?(?![\p{L}\d])/gu

const OWN_LABELS: readonly Concept[] = ['orgNumber', 'vatNumber']

function readOrg(printed: string): string | undefined {
  const plain = normaliseOrgNumber(printed)
  const isKnown = COUNTRIES.some((country) => isOrgNumber(plain, country))
  return isKnown || (Y_TUNNUS.test(printed) && isOrgNumber(plain, 'FI')) ? plain : undefined
}

/** What it says of a number to stand in the block of the issuer, or in that of somebody else. */
const BY_OWNER: Readonly<Record<Owner, number>> = { issuer: 4.2, another: -4.3, unknown: 0 }

const isDate = ({ dates }: SceneRow, { start, end }: Span): boolean =>
  dates.some((one) => !one.isCompact && one.start < end && one.end > start)

/** "GLN: 4000001123452", "1238764941386 (GLN)": the number of a place, which no register of companies gave. */
const isPlaceNumber = ({ row, start, end }: Span): boolean =>
  /(?:GLN|DUNS|GTIN|EAN)\W{0,4}$/iu.test(row.text.slice(0, start)) ||
  /^\s?\((?:GLN|DUNS|GTIN|EAN|\d{4}\))/iu.test(row.text.slice(end))

/**
 * The number that the issuer is registered by; one in the block of the buyer is not asked for. `issuer` = the lines of
 * its name.
 */
export function chooseOrganisationNumber(scene: Scene, issuer: readonly NameLine[]): Choice<Identifier> | undefined {
  const owned = (says: Says, span: Span): number =>
    (says('buyer', 'customer') ? -4 : 0) + BY_OWNER[ownerOf(scene, span, issuer)]
  const plain: Reader = (printed) => printed.replace(/[\s.]/g, '').toUpperCase()
  return best([
    ...search(scene, ORG, readOrg, (says, value, { row }, span) => {
      const weight = says(...OWN_LABELS) ? 8 : value.length === 9 && /MVA/.test(row.text) ? 6 : 0
      return weight && weight + owned(says, span)
    }),
    ...search(scene, VAT, plain, (says, _, __, span) => (says(...OWN_LABELS) ? 7 : 5) + owned(says, span)),
    ...labelled(OWN_LABELS, scene, OTHER, plain, (says, _, row, span) =>
      says(...OWN_LABELS) && !isPlaceNumber(span) && !isDate(row, span) ? 4 + owned(says, span) : 0,
    ),
  ])
}
