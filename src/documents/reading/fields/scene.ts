import type { PageWords } from '../page-words.ts'
import { type FoundAmount, findAmounts } from './find-amounts.ts'
import { type FoundDate, findDates } from './find-dates.ts'
import { findLabels, type Label } from './find-labels.ts'
import { groupRows } from './group-rows.ts'
import { levelPage } from './level-page.ts'
import { mendConfusions } from './mend-confusions.ts'
import { boxOf, CELL_GAP, cellsOf, type Row, type Span, withoutCodes } from './row.ts'
import type { Concept } from './words/concept.ts'

/** A row with all that was found in it. */
export interface SceneRow {
  readonly row: Row
  readonly cells: readonly Span[]
  readonly labels: readonly Label[]
  readonly dates: readonly FoundDate[]
  readonly amounts: readonly FoundAmount[]
}

/** The whole document as rows, in reading order. */
export interface Scene {
  readonly rows: readonly SceneRow[]
  /** All that its labels speak of. */
  readonly concepts: ReadonlySet<Concept>
}

/** More rows than this are no document that anyone reads; the rest is left aside. */
const MAX_ROWS = 20_000

export function seeScene(pages: readonly PageWords[]): Scene {
  const rows = rowsOf(pages)
  return { rows, concepts: new Set(rows.flatMap(({ labels }) => labels.flatMap(({ concepts }) => concepts))) }
}

function rowsOf(pages: readonly PageWords[]): SceneRow[] {
  const rows: SceneRow[] = []
  for (const page of pages) {
    for (const grouped of groupRows(levelPage(page), rows.length)) {
      if (rows.length >= MAX_ROWS) return rows
      const row = grouped.source === 'ocr' ? mendConfusions(grouped) : grouped
      const dates = findDates(row)
      rows.push({ row, cells: cellsOf(row), labels: findLabels(row), dates, amounts: findAmounts(row, dates) })
    }
  }
  return rows
}

/** How a label stands to its value, nearest kind first. */
export type Way = 'beside' | 'row' | 'above' | 'none'

/** What the labels of a value say of it. */
export interface Meaning {
  readonly concepts: ReadonlySet<Concept>
  readonly way: Way
  readonly labels: readonly Label[]
}

const NOTHING: Meaning = { concepts: new Set(), way: 'none', labels: [] }
const meaning = (labels: readonly Label[], way: Way): Meaning =>
  labels.length === 0 ? NOTHING : { concepts: new Set(labels.flatMap(({ concepts }) => [...concepts])), way, labels }

/** What labels say together of a value right of them. */
export const besideAll = (labels: readonly Label[]): Meaning => meaning(labels, 'beside')

/** The labels of the row that stand between two places of its text. */
export const labelsBetween = ({ labels }: SceneRow, from: number, to: number): Label[] =>
  labels.filter(({ start, end }) => start >= from && end <= to)

/** Rows above that a label may stand in, and how far above in heights of the value. */
const ROWS_ABOVE = 3
const HEIGHTS_ABOVE = 4

const overlaps = (left: number, right: number, span: { left: number; right: number }): boolean =>
  span.left < right && span.right > left

/** Nothing but the value (and a currency) in its row: the whole row above may be its label. */
const isAlone = ({ row, start, end }: Span): boolean =>
  start <= 4 && row.text.length - end <= 4 && row.words.length <= 3

/** Labels that a column of them may have. */
const MAX_STACK = 24

/**
 * Text read column by column has the labels under each other, then their values under each other: the third value
 * belongs to the third label. Empty when the value is in no such column.
 */
function labelsStacked(scene: Scene, value: Span, valuesOf: (row: SceneRow) => readonly Span[]): readonly Label[] {
  const isValue = (row: SceneRow | undefined): boolean => {
    const [first] = row ? valuesOf(row) : []
    return first !== undefined && isAlone(first)
  }
  const isLabel = (row: SceneRow | undefined): row is SceneRow =>
    row !== undefined && row.labels.length > 0 && valuesOf(row).length === 0 && !row.row.text.includes(CELL_GAP)
  let first = value.row.index
  while (value.row.index - first < MAX_STACK && isValue(scene.rows[first - 1])) first--
  let top = first
  while (first - top < MAX_STACK && isLabel(scene.rows[top - 1])) top--
  const [place, count] = [value.row.index - first, first - top]
  let values = place + 1
  while (values <= count && isValue(scene.rows[first + values])) values++
  return count > 1 && values === count ? (scene.rows[top + place]?.labels ?? []) : []
}

/** A label that has a value right of itself speaks of that one, not of what stands below. */
const isFree = (label: Label, values: readonly Span[], labels: readonly Label[]): boolean => {
  const next = labels.find(({ start }) => start >= label.end && start > label.start)
  return !values.some(({ start }) => start >= label.end && (next === undefined || start < next.start))
}

/**
 * The labels over a value: those of the nearest row above that stand over it, unless another value stands between.
 * `valuesOf` gives the values of the same type in a row.
 */
export function labelsAbove(scene: Scene, value: Span, valuesOf: (row: SceneRow) => readonly Span[]): Meaning {
  const stacked = isAlone(value) ? labelsStacked(scene, value, valuesOf) : []
  if (stacked.length > 0) return meaning(stacked, 'above')
  const alone = isAlone(value)
  const over = labelsOver(scene, value, valuesOf, alone && isFlush(scene, value))
  return over.way === 'none' && alone ? labelsOver(scene, value, valuesOf, true) : over
}

/** Begins where the row above begins, as in text without a layout: all of that row may be its label. */
function isFlush(scene: Scene, value: Span): boolean {
  const [mine, above] = [value.row.box, scene.rows[value.row.index - 1]?.row.box]
  return above !== undefined && Math.abs(mine.x - above.x) < mine.height
}

/** The free labels of the nearest row above: those that stand over the value, or all of the row. */
function labelsOver(
  scene: Scene,
  value: Span,
  valuesOf: (row: SceneRow) => readonly Span[],
  isWholeRow: boolean,
): Meaning {
  const box = boxOf(value)
  const [left, right] = [box.x, box.x + box.width]
  for (let back = 1; back <= ROWS_ABOVE; back++) {
    const above = scene.rows[value.row.index - back]
    if (!above || above.row.page !== value.row.page) return NOTHING
    if (box.y - (above.row.box.y + above.row.box.height) > HEIGHTS_ABOVE * box.height) return NOTHING
    const values = valuesOf(above)
    const over = isWholeRow ? above.labels : above.labels.filter((label) => overlaps(left, right, label))
    const free = over.filter((label) => isFree(label, values, above.labels))
    if (free.length > 0) return meaning(free, 'above')
    const isBlocked = values.some((span) => {
      const other = boxOf(span)
      return overlaps(left, right, { left: other.x, right: other.x + other.width })
    })
    if (isBlocked) return NOTHING
  }
  return NOTHING
}

/** Labels left of an amount: back to the amount before it, else those of the whole row before. */
export function meaningOfAmount(scene: Scene, amount: FoundAmount): Meaning {
  const here = scene.rows[amount.row.index]
  if (!here) return NOTHING
  const before = here.amounts.filter(({ end, isPercent }) => end <= amount.start && !isPercent)
  const isClosed = (one: FoundAmount): boolean => one.decimals === 0 && /^\s?\)/.test(one.row.text.slice(one.end))
  const last = before.findLast((one) => !isClosed(one))
  const beside = labelsBetween(here, last?.end ?? 0, amount.start)
  if (beside.length > 0) return meaning(beside, 'beside')
  const lastPlain = before.findLast(({ decimals }) => decimals > 0)
  const ofRow = labelsBetween(here, lastPlain?.end ?? 0, amount.start)
  if (ofRow.length > 0) return meaning(ofRow, 'row')
  const above = labelsAbove(scene, amount, (row) => row.amounts.filter(({ isPercent }) => !isPercent))
  if (above.way !== 'none') return above
  return meaning(labelsBetween(here, 0, amount.start), 'row')
}

const isOnlyNumber = ({ concepts }: Label): boolean => concepts.every((one) => one === 'from' || one === 'number')

const OF_DATES: readonly Concept[] = [
  'date',
  'dueDate',
  'delivery',
  'period',
  'print',
  'expiry',
  'start',
  'time',
  'from',
]

/** The cell of the label has other words. */
export function isPartOfCell({ row, start, end }: Label): boolean {
  const [before, after] = [row.text.slice(0, start).split(CELL_GAP).at(-1), row.text.slice(end).split(CELL_GAP)[0]]
  return /\p{L}{2}/u.test(`${before} ${after}`)
}

/** "78 Market St   02/08/2024": a word in the cell before that says nothing of a date. */
const isOfOtherBlock = (label: Label): boolean =>
  !OF_DATES.some((one) => label.concepts.includes(one)) && isPartOfCell(label)

/** Two words before it in its cell: what stands above is no heading of it. */
const isInSentence = ({ row, start }: Span): boolean =>
  /\p{L}{3}[^\p{L}]+\p{L}{3}/u.test(row.text.slice(0, start).split(CELL_GAP).at(-1) ?? '')

/** Labels left of a date: from the date before it, the nearest ones only. */
export function meaningOfDate(scene: Scene, date: FoundDate): Meaning {
  const here = scene.rows[date.row.index]
  if (!here) return NOTHING
  const last = here.dates.findLast(({ end }) => end <= date.start)
  const beside: Label[] = []
  let edge = date.start
  for (const label of labelsBetween(here, last?.end ?? 0, date.start).reverse()) {
    // "Facture n° 562044387 du 2 juillet": the number of the document stands between its name and its date
    const isPreposition = beside.some(({ concepts }) => concepts.includes('from')) && beside.every(isOnlyNumber)
    const between = withoutCodes(here.row.text.slice(label.end, edge))
    if ((!isPreposition && /\d/.test(between)) || edge - label.end > 40) break
    if (beside.length === 0 && between.includes(CELL_GAP) && isOfOtherBlock(label)) break
    // what stands in the cell before the label is of another block
    if (beside.length > 0 && !isPreposition && between.includes(CELL_GAP)) break
    beside.push(label)
    edge = label.start
  }
  if (beside.length > 0) return meaning(beside, 'beside')
  return isInSentence(date) ? NOTHING : labelsAbove(scene, date, (row) => row.dates)
}
