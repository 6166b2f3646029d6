import type { Cell } from './find-cells.ts'
import { findCells } from './find-cells.ts'
import type { Blot } from './find-ink.ts'

/** A cell of so many letters tells how its line lies. */
const LEAST_LETTERS = 6
const LEAST_LETTER = 0.6

/** The slope of a page's lines in degrees, rising to the right being positive: the middle one, longer lines counting for more; 0 without lines. */
export function slopeOf(cells: readonly Cell[]): number {
  const slopes = cells.flatMap((cell) => {
    const degrees = slopeOfCell(cell)
    return degrees === undefined ? [] : [{ degrees, weight: cell.width }]
  })
  slopes.sort((a, b) => a.degrees - b.degrees)
  const all = slopes.reduce((sum, { weight }) => sum + weight, 0)
  let before = 0
  for (const { degrees, weight } of slopes) {
    before += weight
    if (before * 2 >= all) return degrees
  }
  return 0
}

/** Of the feet of its letters (Theil 1950): the middle one of the slopes between those of its halves. */
function slopeOfCell({ glyphs, letter }: Cell): number | undefined {
  const feet = glyphs
    .filter(({ height }) => height >= LEAST_LETTER * letter)
    .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height }))
  if (feet.length < LEAST_LETTERS) return undefined
  const half = Math.floor(feet.length / 2)
  const slopes = feet.slice(0, half).flatMap((foot, index) => {
    const other = feet[index + feet.length - half]
    return other && other.x > foot.x ? [(foot.y - other.y) / (other.x - foot.x)] : []
  })
  slopes.sort((a, b) => a - b)
  const middle = slopes[Math.floor(slopes.length / 2)]
  return middle === undefined ? undefined : (Math.atan(middle) * 180) / Math.PI
}

/** Whether the lines of a page run up or down: its ink, turned by a quarter, makes longer lines. */
export function isSideways(blots: readonly Blot[]): boolean {
  const across = lettersInLines(findCells(blots))
  const down = lettersInLines(
    findCells(blots.map(({ x, y, width, height, area }) => ({ x: y, y: x, width: height, height: width, area }))),
  )
  return down > across * 1.5
}

const lettersInLines = (cells: readonly Cell[]): number =>
  cells.reduce((sum, { glyphs }) => sum + (glyphs.length >= LEAST_LETTERS ? glyphs.length : 0), 0)
