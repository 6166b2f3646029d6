import type { Box, Word } from '../page-words.ts'

/** A run of text as pdf.js gives it: `transform` takes text space to the page's space, sizes are in that space. */
export interface TextRun {
  readonly str: string
  readonly width: number
  readonly height: number
  readonly transform: readonly number[]
  readonly hasEOL: boolean
}

/** A 2 x 3 matrix [a b c d e f], as PDF has it. */
export type Matrix = readonly [number, number, number, number, number, number]

/** A gap between two runs that parts words, and one step back that is still kerning; in heights of the text. */
const WORD_GAP = 0.17
const KERNING_BACK = 0.6
/** How far two runs of one word may differ in their base lines, in heights of the text. */
const LINE_SLACK = 0.25
/** Part of the height of a letter that stands below and above the base line. */
const BELOW = 0.22
const ABOVE = 0.78

/** The word that is being put together, in the page's own space. */
interface Growing {
  text: string
  /** Where the first letter begins and the last one ends, on the base line. */
  startX: number
  startY: number
  endX: number
  endY: number
  height: number
  /** Direction in which the text runs, of length one. */
  readonly dx: number
  readonly dy: number
}

/**
 * Words of a text layer. Runs are cut at white space, and joined where one goes on where the other ended: some writers
 * place every letter by itself, others a whole line. `toPage` takes PDF space to points with the origin top left.
 */
export function wordsOfRuns(runs: readonly TextRun[], toPage: Matrix): Word[] {
  const words: Word[] = []
  let growing: Growing | undefined
  const finish = (): void => {
    if (growing) words.push(toWord(growing, toPage))
    growing = undefined
  }
  for (const run of runs) {
    for (const piece of piecesOf(run)) {
      if (growing && goesOn(growing, piece)) extend(growing, piece)
      else {
        finish()
        growing = piece
      }
      if (piece.endsWord) finish()
    }
    if (run.hasEOL || /^\s|\s$/.test(run.str)) finish()
  }
  finish()
  return words
}

type Piece = Growing & { readonly endsWord: boolean }

/** The parts of a run between white space, each with its share of the run's width. */
function* piecesOf({ str, width, height, transform }: TextRun): Generator<Piece> {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  const size = Math.hypot(a, b) || 1
  const [dx, dy] = [a / size, b / size]
  const edges = edgesOf(str)
  const whole = edges[str.length] ?? 0
  if (whole === 0) return
  for (const { 0: text, index } of str.matchAll(/\S+/g)) {
    const start = ((edges[index] ?? 0) / whole) * width
    const end = ((edges[index + text.length] ?? 0) / whole) * width
    yield {
      text,
      startX: x + dx * start,
      startY: y + dy * start,
      endX: x + dx * end,
      endY: y + dy * end,
      height: height || size,
      dx,
      dy,
      endsWord: index + text.length < str.length,
    }
  }
}

function goesOn(word: Growing, next: Growing): boolean {
  if (word.dx * next.dx + word.dy * next.dy < 0.99) return false
  const [x, y] = [next.startX - word.endX, next.startY - word.endY]
  const along = (x * word.dx + y * word.dy) / word.height
  const across = Math.abs(x * word.dy - y * word.dx) / word.height
  return across < LINE_SLACK && along < WORD_GAP && along > -KERNING_BACK
}

function extend(word: Growing, next: Growing): void {
  word.text += next.text
  word.endX = next.endX
  word.endY = next.endY
  word.height = Math.max(word.height, next.height)
}

function toWord({ text, startX, startY, endX, endY, height, dx, dy }: Growing, toPage: Matrix): Word {
  const corner = (x: number, y: number, up: number) => apply(toPage, x - dy * up * height, y + dx * up * height)
  const corners = [
    corner(startX, startY, -BELOW),
    corner(startX, startY, ABOVE),
    corner(endX, endY, -BELOW),
    corner(endX, endY, ABOVE),
  ]
  return { text, box: boxAround(corners), confidence: 1 }
}

type Point = readonly [x: number, y: number]

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => [a * x + c * y + e, b * x + d * y + f]

/** The smallest upright rectangle that holds the points. */
export function boxAround(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: tenths(left), y: tenths(top), width: tenths(right - left), height: tenths(bottom - top) }
}

const tenths = (value: number): number => Math.round(value * 10) / 10

/**
 * How far each place of a text is from its begin, in rough units: pdf.js tells the width of a run only, and words share
 * it by how wide their letters are in common faces.
 */
function edgesOf(text: string): number[] {
  const edges = [0]
  let edge = 0
  for (const letter of text) {
    edge += widthOf(letter)
    for (let unit = 0; unit < letter.length; unit += 1) edges.push(edge)
  }
  return edges
}

const NARROW = new Set("iljtfrI.,:;'!|()[]-/ \u00a0")
const WIDE = new Set('mwMW@%')
const CAPITAL = /\p{Lu}/u

const guess = (letter: string): number =>
  NARROW.has(letter) ? 0.5 : WIDE.has(letter) ? 1.5 : CAPITAL.test(letter) ? 1.2 : 1
/** Of the letters of Latin-1, by their codes. */
const WIDTHS = Array.from({ length: 256 }, (_, code) => guess(String.fromCharCode(code)))
const widthOf = (letter: string): number => WIDTHS[letter.codePointAt(0) ?? 0] ?? guess(letter)
