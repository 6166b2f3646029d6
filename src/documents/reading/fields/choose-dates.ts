import { addDays, type BookDate, daysBetween } from '#src/kernel/book-date.ts'
import type { Choice } from './choice.ts'
import { type DayOrder, type FoundDate, isAmbiguous, readDate } from './find-dates.ts'
import { CELL_GAP, textOf } from './row.ts'
import { type Meaning, meaningOfDate, type Scene } from './scene.ts'
import { columnsOf } from './table-columns.ts'
import type { Concept } from './words/concept.ts'
import { payBy } from './words/pay-by.ts'

export interface DateChoice extends Choice<FoundDate> {
  readonly date: BookDate
  /** Day and month could be changed for each other and nothing in the document says which is which. */
  readonly isAmbiguous: boolean
  /** Besides, the place has no usual order. */
  readonly isOfDoubtfulOrder: boolean
}

export interface Dates {
  readonly issuedOn: DateChoice | undefined
  readonly dueOn: DateChoice | undefined
}

interface DateClue {
  readonly date: FoundDate
  readonly meaning: Meaning
  readonly issued: number
  readonly due: number
  /** A sentence says that it is to be paid until then. */
  readonly isSaid: boolean
}

/** Labels that make a date another one than that of issue. */
const OTHER: readonly Concept[] = [
  'delivery',
  'order',
  'period',
  'expiry',
  'birth',
  'past',
  'start',
  'contract',
  'from',
  'points',
]

const DOCUMENTS: readonly Concept[] = ['invoice', 'receipt', 'creditNote']

/** "München, den 01.11.2024", "Oslo, 5. mars 2024": a letter says where and on which day it was written. */
const PLACE_BEFORE = /^\p{Lu}[\p{L}. -]{1,30},\s*(?:den|d\.|le|am|il|dnia)?\s*$/u

function isDayOfLetter({ row, start }: FoundDate): boolean {
  const before = row.text.slice(0, start).trimEnd()
  return PLACE_BEFORE.test(before.split(CELL_GAP).at(-1) ?? '')
}

/** What the label alone says for the day of issue. */
function labelWeight({ concepts, way }: Meaning): number {
  const isDocument = DOCUMENTS.some((one) => concepts.has(one))
  if (isDocument && concepts.has('date')) return 8
  // "Gutschrift Nr. 4712 vom 5. März" names the document with its day
  const isNamed = isDocument && concepts.has('from') && concepts.has('number') && way === 'beside'
  const weight = isNamed ? 7 : concepts.has('date') ? 6 : isDocument ? 4.5 : way === 'none' ? 2 : 3
  const isOther = OTHER.some((one) => concepts.has(one) && !(one === 'from' && isDocument))
  return isOther ? weight - 4 : weight
}

const OF_LETTER = 7.5

function issuedWeight(meaning: Meaning, date: FoundDate): number {
  const { concepts, way } = meaning
  if (concepts.has('dueDate')) return -4
  let score = way === 'none' && isDayOfLetter(date) ? OF_LETTER : labelWeight(meaning)
  if (concepts.has('print')) score -= 1.5
  if (way === 'above') score -= 0.5
  if (date.hasTime) score += 1
  if (date.isCompact) score -= concepts.has('date') || date.hasTime ? 1 : 8
  else if (!date.isPlain) score -= 0.3
  return score
}

function dueWeight({ concepts, way }: Meaning, date: FoundDate): number {
  if (!concepts.has('dueDate')) return 0
  return (way === 'above' ? 6 : 7) - (concepts.has('invoice') ? 3 : 0) - (date.isCompact ? 3 : 0)
}

const LONE_DAY_BEFORE = /(?<!\d)\d{1,2}(?:er|st|nd|rd|th|\.)?\s(?:to|til|till|bis|au|t\/m)\s$/iu

/** "01.01.2024 - 31.01.2024" is a period, whatever stands before it. */
function isInRange(scene: Scene, date: FoundDate): boolean {
  const dates = scene.rows[date.row.index]?.dates ?? []
  // "du 1er au 31 juillet 2015": the day alone before it
  if (LONE_DAY_BEFORE.test(date.row.text.slice(0, date.start))) return true
  return dates.some((other) => {
    if (other === date) return false
    const [first, second] = other.start < date.start ? [other, date] : [date, other]
    const between = date.row.text.slice(first.end, second.start)
    return /^[\s\d:apm]{0,12}(?:-|–|—|to|til|till|bis|au|t\/m)[\s\d:apm]{0,12}$/iu.test(between)
  })
}

const AMERICAN =
  /\b(?:[A-Z]{2}|Alabama|Arizona|California|Colorado|Connecticut|Florida|Georgia|Illinois|Indiana|Maryland|Massachusetts|Michigan|Minnesota|Missouri|Nevada|New Jersey|New York|Ohio|Oregon|Pennsylvania|Tennessee|Texas|Utah|Virginia|Washington|Wisconsin)\s\d{5}(?:-\d{4})?\b|\(\d{3}\)[\s-]?\d{3}-\d{4}/

/**
 * The order that documents of a place use when they do not say: the month first in the United States alone, and never
 * between dots. Elsewhere where money is dollars either order is met.
 */
export function usualOrder(scene: Scene): { readonly order: DayOrder; readonly isDoubtful: boolean } {
  const dates = scene.rows.flatMap((row) => row.dates)
  const isDollar = scene.rows.some(({ amounts }) => amounts.some(({ sign }) => sign === '$' || sign === 'USD'))
  if (!isDollar || dates.some((date) => textOf(date).includes('.'))) return { order: 'dayFirst', isDoubtful: false }
  const isAmerican = scene.rows.some(({ row }) => AMERICAN.test(row.text))
  return { order: isAmerican ? 'monthFirst' : 'dayFirst', isDoubtful: !isAmerican }
}

/** Two dates of which one is to be the day of issue and one the day to pay stand at most this far apart. */
const LONGEST_CREDIT_DAYS = 130

/** When nothing proves the order of day and month, the one that puts the day to pay shortly after the day of issue. */
function orderByCredit(issued: FoundDate | undefined, due: FoundDate | undefined): DayOrder | undefined {
  if (!issued || !due) return undefined
  const fits = (['dayFirst', 'monthFirst'] as const).filter((order) => {
    const [from, to] = [readDate(issued, order), readDate(due, order)]
    if (!from || !to) return false
    const days = daysBetween(from, to)
    return days >= 0 && days <= LONGEST_CREDIT_DAYS
  })
  return fits.length === 1 ? fits[0] : undefined
}

/** Under a heading of a table of goods: the day of a line. */
const isInColumn = (scene: Scene, { way, labels }: Meaning): boolean =>
  way === 'above' &&
  labels.some(({ row }) => {
    const header = scene.rows[row.index]
    return header !== undefined && columnsOf(header) !== undefined
  })

const ONLY_DATE = 2

function bestOf(clues: readonly DateClue[], weigh: (clue: DateClue) => number): Choice<FoundDate> | undefined {
  const sorted = clues.map((clue) => ({ clue, score: weigh(clue) })).sort((a, b) => b.score - a.score)
  const [first] = sorted
  if (!first || first.score <= 0) return undefined
  const { date } = first.clue
  const isOther = (one: FoundDate): boolean => one.dayFirst !== date.dayFirst || one.monthFirst !== date.monthFirst
  const other = sorted.find(({ clue }) => isOther(clue.date))
  // the only date of the document needs no label
  const score = other ? first.score : first.score + ONLY_DATE
  return { value: date, score, rival: other?.score ?? 0 }
}

/** A sentence that says until when to pay: less than a label. */
const PAY_BY = 5.5

/** Repeated dates are likelier the day of issue; the first one of the page is likelier than a later one. */
function cluesOf(scene: Scene, latest: BookDate | undefined): DateClue[] {
  const dates = scene.rows.flatMap((row) => row.dates)
  const times = new Map<string, number>()
  const key = (date: FoundDate): string => `${date.dayFirst}/${date.monthFirst}`
  for (const date of dates) times.set(key(date), (times.get(key(date)) ?? 0) + 1)
  return dates.map((date) => {
    const meaning = meaningOfDate(scene, date)
    let issued = issuedWeight(meaning, date)
    if (isInRange(scene, date)) issued -= 5
    if (isInColumn(scene, meaning)) issued -= 5
    issued += Math.min((times.get(key(date)) ?? 1) - 1, 2) * 0.5
    issued -= (date.row.index / Math.max(scene.rows.length, 1)) * 0.6
    const read = date.dayFirst ?? date.monthFirst
    if (latest && read && read > latest) issued -= 5
    const { row } = date
    const said = payBy(
      row.text.slice(0, date.start),
      row.text.slice(date.end),
      scene.rows[row.index - 1]?.row.text ?? '',
    )
    if (said) issued -= 6
    const due =
      said === 'discount' || said === 'booked' ? 0 : Math.max(dueWeight(meaning, date), said === 'due' ? PAY_BY : 0)
    return { date, meaning, issued, due, isSaid: said === 'due' }
  })
}

/**
 * The day to pay. Of two sentences that say until when to pay the later day is the last one: before it a discount is
 * allowed.
 */
function dueOf(clues: readonly DateClue[]): Choice<FoundDate> | undefined {
  const dayOf = ({ date }: DateClue): string => date.dayFirst ?? date.monthFirst ?? ''
  const last = clues.reduce((day, clue) => (clue.isSaid && dayOf(clue) > day ? dayOf(clue) : day), '')
  const isEarlier = (clue: DateClue): boolean => clue.isSaid && dayOf(clue) !== last
  return bestOf(clues, (clue) => (isEarlier(clue) ? clue.due - 1 : clue.due))
}

export interface DateOptions {
  readonly proven: DayOrder | undefined
  /** No document was issued after this day. */
  readonly latest?: BookDate
}

/** The day of issue and the day to pay. */
export function chooseDates(scene: Scene, { proven, latest }: DateOptions): Dates {
  const clues = cluesOf(scene, latest && addDays(latest, 1))
  const issued = bestOf(clues, (clue) => clue.issued)
  const due = dueOf(clues.filter(({ date }) => date !== issued?.value))
  const known = proven ?? orderByCredit(issued?.value, due?.value)
  const usual = usualOrder(scene)
  const order = known ?? usual.order
  const choiceOf = (choice: Choice<FoundDate> | undefined): DateChoice | undefined => {
    const date = choice && readDate(choice.value, order)
    const isUnproven = known === undefined && choice !== undefined && isAmbiguous(choice.value)
    return date && { ...choice, date, isAmbiguous: isUnproven, isOfDoubtfulOrder: isUnproven && usual.isDoubtful }
  }
  return { issuedOn: choiceOf(issued), dueOn: choiceOf(due) }
}
