import type { Box, Word } from '../../page-words.ts'
import { type Alignment, type Line, lineOf } from './align-ink.ts'
import type { Cell } from './find-cells.ts'
import type { Blot } from './find-ink.ts'
import type { InkGaps } from './ink-gaps.ts'

/** One sign that was read. */
export interface Sign {
  readonly text: string
  readonly confidence: number
  readonly box: Box
  /** Place of its ink in the cell, or -1. */
  readonly glyph: number
  /** Whether a word begins with it. */
  readonly isFirst: boolean
}

/** What ink puts right is a proposal. */
const DOUBTFUL = 0.6
const DIGIT = /^\d$/
/** Marks that the recogniser sees in the empty paper of a wide gap. */
const GAP_MARK = /^[:;'‘’!]$/
const END_MARK = /^[:;]$/
/** Marks that stand in amounts and dates, and are taken for each other. */
const LOW_MARK = /^[.,:;]$/

/** How far a mark hangs and how tall it is, together, in letter heights: less is a point, more a comma, between either. */
const POINT = 0.22
const COMMA = 0.36

/** The signs of words in the order of their line. */
export const signsOf = (words: readonly Word[]): Sign[] =>
  [...words]
    .sort((a, b) => a.box.x - b.box.x)
    .flatMap(({ text, confidence, box }) =>
      [...text].map((sign, index) => ({ text: sign, confidence, box, glyph: -1, isFirst: index === 0 })),
    )

/**
 * Signs on their ink: without marks where there is none, with the points and commas between figures that were not read,
 * and those that were taken for another told by their form.
 */
export function mendMarks(signs: readonly Sign[], cell: Cell, alignment: Alignment, gaps: InkGaps): Sign[] {
  const line = lineOf(cell)
  const mended: Sign[] = []
  let isAfterGap = false
  for (const [index, one] of signs.entries()) {
    const sign: Sign = { ...one, glyph: alignment.inkOf[index] ?? -1, isFirst: one.isFirst || isAfterGap }
    isAfterGap = sign.glyph < 0 && isSeenInGap(signs, index, alignment.inkOf, gaps, cell)
    if (isAfterGap) continue
    const before = mended.at(-1)
    if (before && isBetweenFigures(before, sign))
      mended.push(...lostMarks(before.glyph + 1, sign.glyph, cell, alignment, line))
    mended.push(onInk(sign, before, signs[index + 1], cell, alignment, line))
  }
  return mended
}

const isBetweenFigures = (before: Sign, after: Sign): boolean =>
  before.glyph >= 0 && after.glyph >= 0 && DIGIT.test(before.text) && DIGIT.test(after.text)

/** The sign with the place of its ink; a mark in a number with the form of its ink. */
function onInk(
  sign: Sign,
  before: Sign | undefined,
  after: Sign | undefined,
  { glyphs }: Cell,
  { looks }: Alignment,
  line: Line,
): Sign {
  const ink = glyphs[sign.glyph]
  if (!ink) return sign
  const isInNumber = DIGIT.test(before?.text ?? '') && DIGIT.test(after?.text ?? '')
  const isMarkOfNumber = isInNumber && looks[sign.glyph] === 'low' && LOW_MARK.test(sign.text)
  return withMark({ ...sign, box: ink }, isMarkOfNumber ? markOf(ink, line) : undefined)
}

const withMark = (sign: Sign, mark: string | undefined): Sign =>
  mark === undefined || mark === sign.text
    ? sign
    : { ...sign, text: mark, confidence: Math.min(DOUBTFUL, sign.confidence) }

/** A mark without ink where letters stand apart, or after the last figure; a comma only before the last part of a number. */
function isSeenInGap(
  signs: readonly Sign[],
  index: number,
  inkOf: readonly number[],
  gaps: InkGaps,
  { glyphs }: Cell,
): boolean {
  const text = signs[index]?.text ?? ''
  const [before, after] = [inkOf[index - 1], inkOf[index + 1]]
  if (before === undefined || before < 0) return false
  if (after === undefined)
    return END_MARK.test(text) && DIGIT.test(signs[index - 1]?.text ?? '') && before === glyphs.length - 1
  if (after !== before + 1 || !gaps.mayBe(after)) return false
  return GAP_MARK.test(text) || (LOW_MARK.test(text) && isThousands(signs.slice(index + 1)))
}

const isThousands = (signs: readonly Sign[]): boolean =>
  signs[0]?.isFirst === true &&
  signs.slice(0, 3).every(({ text }) => DIGIT.test(text)) &&
  !DIGIT.test(signs[3]?.text ?? '')

function lostMarks(from: number, to: number, { glyphs }: Cell, { looks }: Alignment, line: Line): Sign[] {
  return glyphs.slice(from, to).flatMap((ink, offset) => {
    const place = from + offset
    if (looks[place] !== 'low' || !isMark(ink, glyphs[place - 1], glyphs[place + 1])) return []
    return [{ text: markOf(ink, line) ?? ',', confidence: DOUBTFUL, box: ink, glyph: place, isFirst: false }]
  })
}

/** Between two letters, under neither of them. */
function isMark(ink: Blot, before: Blot | undefined, after: Blot | undefined): boolean {
  const [from, to] = [before ? before.x + before.width : ink.x, after?.x ?? ink.x + ink.width]
  const within = Math.min(to, ink.x + ink.width) - Math.max(from, ink.x)
  return within >= 0.6 * ink.width
}

/** What a low mark is by its ink; undefined where that does not tell. */
function markOf({ y, height }: Blot, { base, letter }: Line): ',' | '.' | undefined {
  const hang = (y + height - base + height) / letter
  if (hang >= COMMA) return ','
  return hang <= POINT ? '.' : undefined
}
