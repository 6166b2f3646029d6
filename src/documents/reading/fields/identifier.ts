import type { Choice } from './choice.ts'
import type { Label } from './find-labels.ts'
import { matchesOf } from './matches.ts'
import { type Span, textOf } from './row.ts'
import { labelsAbove, labelsBetween, type Scene, type SceneRow } from './scene.ts'
import type { Concept } from './words/concept.ts'

/** A number with a meaning of its own, in its plain form. */
export interface Identifier {
  readonly value: string
  readonly span: Span
}

export interface Option extends Identifier {
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
export type Says = (...concepts: readonly Concept[]) => boolean

export type Reader = (printed: string) => string | undefined

/** All numbers have one. */
const DIGIT = /\d/

export function search(
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
export const labelled = (concepts: readonly Concept[], ...[scene, ...asked]: Parameters<typeof search>): Option[] =>
  concepts.some((one) => scene.concepts.has(one)) ? search(scene, ...asked) : []

export function bestIdentifier(options: readonly Option[]): Choice<Identifier> | undefined {
  const sorted = options.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
  const [first] = sorted
  if (!first) return undefined
  return { value: first, score: first.score, rival: sorted.find(({ value }) => value !== first.value)?.score ?? 0 }
}
