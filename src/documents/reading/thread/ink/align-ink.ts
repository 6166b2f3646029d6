import { type Cell, LEAST_LETTER } from './find-cells.ts'

/** What a sign looks like: a letter or a figure, or where in its line a mark stands. */
export type Look = 'letter' | 'low' | 'dash' | 'high' | 'two' | 'piece'

/** Flatter than this on the line, or as low, is a piece of a broken letter. */
const FLATTEST = 1.4
const LEAST_PIECE = 0.1
/** How far above the line the middle of a mark stands. */
const LOW = 0.3
const HIGH = 0.75

const LOOKS: readonly [Look, RegExp][] = [
  ['low', /[.,_…‚„]/u],
  ['two', /[:;]/u],
  ['dash', /[-–—~=·•]/u],
  ['high', /['"`´‘’“”°*^]/u],
]

const lookOfSign = (sign: string): Look => LOOKS.find(([, signs]) => signs.test(sign))?.[0] ?? 'letter'

/** What the letters of a cell stand on, in the page's pixels, and how high they are. */
export interface Line {
  readonly base: number
  readonly letter: number
}

export function lineOf({ glyphs, letter }: Cell): Line {
  const letters = glyphs.filter(({ height }) => height >= LEAST_LETTER * letter)
  const bottoms = letters.map(({ y, height }) => y + height).sort((a, b) => a - b)
  return { base: bottoms[Math.floor(bottoms.length / 2)] ?? 0, letter }
}

function looksOfInk({ glyphs }: Cell, { base, letter }: Line): Look[] {
  return glyphs.map(({ y, width, height }) => {
    if (height >= LEAST_LETTER * letter) return 'letter'
    if (height < LEAST_PIECE * letter || (width > FLATTEST * height && base - y < LOW * letter)) return 'piece'
    const above = (base - y - height / 2) / letter
    if (above < LOW) return 'low'
    return above < HIGH ? 'dash' : 'high'
  })
}

/** Signs of a cell put on its ink. */
export interface Alignment {
  /** For each sign the place of its ink in the cell; -1 for one that was seen where there is none. */
  readonly inkOf: readonly number[]
  /** What each piece of ink looks like. */
  readonly looks: readonly Look[]
  /** 0 where every sign looks like its ink, more by about one for each that does not. */
  readonly unfit: number
  /** Whether there are as many letters of ink as were read. */
  readonly isCounted: boolean
}

const NO_SIGN = { letter: 1.2, low: 0.8, dash: 0.8, high: 0.6, two: 1, piece: 0.1 }
const NO_INK = { letter: 1, low: 0.7, dash: 0.7, high: 0.6, two: 0.6, piece: 1 }

function unlike(sign: Look, ink: Look): number {
  if (sign === ink) return 0
  if (ink === 'piece') return 1.3
  if (sign === 'two') return ink === 'letter' ? 0.2 : 0.6
  return sign === 'letter' || ink === 'letter' ? 1.3 : 0.5
}

/**
 * Which ink each sign of a cell was read from, by the least of what does not fit: signs and ink in their order, each by
 * whether it looks like a letter or a mark (Needleman and Wunsch 1970). Time grows with signs times ink.
 */
export function alignInk(signs: readonly string[], cell: Cell): Alignment {
  const looks = looksOfInk(cell, lineOf(cell))
  const signLooks = signs.map(lookOfSign)
  const [rows, columns] = [signs.length + 1, looks.length + 1]
  const cost = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      if (row + column === 0) continue
      const at = row * columns + column
      cost[at] = Math.min(...waysTo(cost, at, columns, signLooks[row - 1], looks[column - 1]))
    }
  const lettersOf = (all: readonly Look[]): number => all.filter((look) => look === 'letter').length
  return {
    inkOf: wayBack(cost, signLooks, looks),
    looks,
    unfit: cost[rows * columns - 1] ?? 0,
    isCounted: lettersOf(signLooks) === lettersOf(looks),
  }
}

/** What it costs to come to a cell of the table by a sign on its ink, by a sign without ink, by ink without a sign. */
function waysTo(cost: Float64Array, at: number, columns: number, sign: Look | undefined, ink: Look | undefined) {
  const none = Number.POSITIVE_INFINITY
  return [
    sign && ink ? (cost[at - columns - 1] ?? none) + unlike(sign, ink) : none,
    sign ? (cost[at - columns] ?? none) + NO_INK[sign] : none,
    ink ? (cost[at - 1] ?? none) + NO_SIGN[ink] : none,
  ] as const
}

function wayBack(cost: Float64Array, signs: readonly Look[], looks: readonly Look[]): number[] {
  const columns = looks.length + 1
  const inkOf: number[] = signs.map(() => -1)
  let [row, column] = [signs.length, looks.length]
  while (row > 0) {
    const at = row * columns + column
    const [both, noInk] = waysTo(cost, at, columns, signs[row - 1], looks[column - 1])
    if (both === cost[at]) {
      inkOf[row - 1] = column - 1
      row -= 1
      column -= 1
    } else if (noInk === cost[at]) row -= 1
    else column -= 1
  }
  return inkOf
}
