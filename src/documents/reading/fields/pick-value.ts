import { formatDecimal } from '#src/kernel/decimal.ts'
import { isOrgNumber, normaliseOrgNumber } from '#src/kernel/org-number.ts'
import type { Box, PageWords } from '../page-words.ts'
import { BBAN, IBAN, readBban, readIban } from './choose-account.ts'
import { TOKEN } from './choose-number.ts'
import { KID } from './choose-payment-reference.ts'
import type { FieldName } from './field.ts'
import { type DayOrder, orderOf, readDate } from './find-dates.ts'
import { boxOnLevel, boxOnPage } from './level-page.ts'
import { boxOf, type Span, textOf } from './row.ts'
import { type SceneRow, seeScene } from './scene.ts'
import { SIGNS } from './words/currency-signs.ts'

/** What stands where a person points. */
export interface Picked {
  /** In the plain form of the field: "1250.00", "2026-03-02". */
  readonly value: string
  /** As printed. */
  readonly text: string
  /** On the page as it came. */
  readonly box: Box
}

/** Heights of a line by which a finger may miss its word. */
const MISSED_HEIGHTS = 0.8

interface Pointed {
  readonly here: SceneRow
  readonly span: Span
  /** A stretch was drawn over; else one word was pointed at. */
  readonly isStretch: boolean
}

/**
 * The value of a field at a place of its page: what is printed there, in the field's own form. A point (a frame without
 * a size) takes all of the date, amount, number or name that its word belongs to; a frame takes what it is drawn over.
 * Undefined where nothing is printed, or nothing that the field can say.
 */
export function pickValue(page: PageWords, field: FieldName, frame: Box): Picked | undefined {
  const { rows } = seeScene([page])
  const pointed = pointedAt(rows, boxOnLevel(frame, page), frame.width > 0 || frame.height > 0)
  if (!pointed) return undefined
  const order = orderOf(rows.flatMap(({ dates }) => dates)) ?? 'dayFirst'
  const found = valueAt(pointed, field, order)
  return found && { value: found.value, text: textOf(found.span), box: boxOnPage(boxOf(found.span), page) }
}

function pointedAt(rows: readonly SceneRow[], frame: Box, isStretch: boolean): Pointed | undefined {
  let best: { here: SceneRow; hit: { start: number; end: number }[]; away: number } | undefined
  for (const here of rows) {
    const hit = here.row.words.filter(({ word }) => distance(word.box, frame) === 0)
    const away = Math.min(...here.row.words.map(({ word }) => distance(word.box, frame) / word.box.height))
    const isNearer = !best || hit.length > best.hit.length || (hit.length === best.hit.length && away < best.away)
    if (isNearer && away <= MISSED_HEIGHTS) best = { here, hit, away }
  }
  if (!best) return undefined
  const { here } = best
  const hit = best.hit.length > 0 ? best.hit : [nearest(here, frame)]
  const [start, end] = [Math.min(...hit.map((one) => one.start)), Math.max(...hit.map((one) => one.end))]
  return { here, span: { row: here.row, start, end }, isStretch: isStretch && hit.length > 1 }
}

const nearest = ({ row }: SceneRow, frame: Box) =>
  row.words.reduce((near, one) => (distance(one.word.box, frame) < distance(near.word.box, frame) ? one : near))

/** Between a box and a frame; nothing where they meet. */
function distance(box: Box, frame: Box): number {
  const across = Math.max(box.x - (frame.x + frame.width), frame.x - (box.x + box.width), 0)
  const down = Math.max(box.y - (frame.y + frame.height), frame.y - (box.y + box.height), 0)
  return Math.hypot(across, down)
}

interface Found {
  readonly value: string
  readonly span: Span
}

function valueAt(pointed: Pointed, field: FieldName, order: DayOrder): Found | undefined {
  const { here, span } = pointed
  switch (field) {
    case 'issuedOn':
    case 'dueOn':
      return firstOf(here.dates.filter(meets(span)), (date) => readDate(date, order))
    case 'net':
    case 'vat':
    case 'gross':
    case 'payable':
      return firstOf(here.amounts.filter(meets(span)), ({ cents }) => formatDecimal({ units: cents, scale: 2 }))
    case 'currency':
      return firstOf([...matching(here, /\p{L}{2,3}|[$€£¥]/gu, span)], currencyOf)
    case 'account':
      return (
        firstOf(matching(here, IBAN, span), (one) => readIban(textOf(one))) ??
        firstOf(matching(here, BBAN, span), (one) => readBban(textOf(one))) ??
        firstOf(matching(here, DIGITS, span), spaceless) ??
        written(pointed)
      )
    case 'organisationNumber':
      return firstOf(matching(here, DIGITS, span), organisationNumberOf) ?? written(pointed)
    case 'paymentReference':
      return firstOf(matching(here, KID, span), spaceless) ?? written(pointed)
    case 'number':
      return written(pointed)
    case 'issuer':
      return pointed.isStretch ? written(pointed) : cellOf(pointed)
  }
}

const meets = (span: Span) => (one: Span) => one.start < span.end && one.end > span.start

function firstOf<T extends Span>(spans: readonly T[], read: (span: T) => string | undefined): Found | undefined {
  for (const span of spans) {
    const value = read(span)
    if (value !== undefined && value !== '') return { value, span }
  }
  return undefined
}

/** Digits in groups, with letters of a country before them. */
const DIGITS = /(?:\b[A-Z]{2,3}[ -]?)?\d(?:[ .\u00a0-]?\d)+/gu

const matching = ({ row }: SceneRow, pattern: RegExp, span: Span): Span[] =>
  Array.from(row.text.matchAll(pattern), ({ 0: text, index }) => ({
    row,
    start: index,
    end: index + text.length,
  })).filter(meets(span))

const spaceless = (span: Span): string => textOf(span).replace(/\s/gu, '')

/** A Norwegian one in its nine digits; any other as it is printed, without its spaces. */
function organisationNumberOf(span: Span): string {
  const printed = textOf(span)
  const digits = printed.replace(/\D/g, '')
  return isOrgNumber(digits, 'NO') ? normaliseOrgNumber(digits) : printed.replace(/\s/gu, '')
}

/** Of the currencies that are printed by a sign; "kr" alone does not say which. */
const CODES = new Set(Object.values(SIGNS).filter((sign) => /^[A-Z]{3}$/.test(sign)))

function currencyOf(span: Span): string | undefined {
  const printed = textOf(span)
  const code = SIGNS[printed.toLowerCase()] ?? printed.toUpperCase()
  return CODES.has(code) ? code : undefined
}

/** The stretch as it was drawn, else the whole number or word that was pointed at. */
function written({ here, span, isStretch }: Pointed): Found | undefined {
  const [token] = isStretch ? [] : matching(here, TOKEN, span)
  const taken = token ?? span
  const value = textOf(taken).replace(/\s+/gu, ' ').trim()
  return value === '' ? undefined : { value, span: taken }
}

function cellOf({ here, span }: Pointed): Found | undefined {
  const cell = here.cells.find(meets(span)) ?? span
  return { value: textOf(cell).replace(/\s+/gu, ' ').trim(), span: cell }
}
