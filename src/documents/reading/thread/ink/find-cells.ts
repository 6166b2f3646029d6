import type { Box } from '../../page-words.ts'
import type { Blot } from './find-ink.ts'

/** A stretch of one printed line without a wide gap. */
export interface Cell extends Box {
  /** Height of its usual letter, in pixels. */
  readonly letter: number
  /** Its letters and marks, from left to right. */
  readonly glyphs: readonly Blot[]
}

/** In heights of the page's usual letter: less is a point, a comma, an accent or a dash; more is a picture. */
export const LEAST_LETTER = 0.42
const LARGEST_LETTER = 6
/** Less ink than this is grain: a point has 0.02 squares of the usual letter and more. */
const LEAST_AREA = 0.015
/** Blots longer than so many times their height, or as tall, are ruled lines. */
const RULE = 12
/** Pieces of one letter ("%", "i", "é") stand over each other no farther apart than this, and are no higher together. */
const PIECES_APART = 0.3
const PIECES_HEIGHT = 1.7
/** A gap of more letter heights than this parts cells: a word space of a typewriter's face is 1.2. */
const GAP = 1.3
/** How far a mark is from its letter at the most. */
const MARK_GAP = 0.6
/** Letters of one line overlap in height by this share of the lower one, and are no more than so much larger. */
const LEVEL = 0.45
const LARGER = 3

const right = ({ x, width }: Box): number => x + width
const bottom = ({ y, height }: Box): number => y + height
const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0

/** Height of the usual letter, in pixels: the middle one of the blots that are no specks and no lines; 0 where there is none. */
export function usualHeight(blots: readonly Blot[]): number {
  const isLike = ({ width, height }: Blot): boolean =>
    height >= 8 && width >= 3 && width < height * 3 && height < width * 8
  return middle(
    blots
      .filter(isLike)
      .map(({ height }) => height)
      .sort((a, b) => a - b),
  )
}

/** Cells of a page whose lines are next to level: letters chained to those near and level on their right. */
export function findCells(blots: readonly Blot[]): Cell[] {
  const usual = usualHeight(blots)
  if (usual === 0) return []
  const isPrint = ({ width, height, area }: Blot): boolean =>
    area >= usual * usual * LEAST_AREA &&
    height <= usual * LARGEST_LETTER &&
    height < width * RULE &&
    (width < height * RULE || width < usual)
  const glyphs = merged(blots.filter(isPrint), usual, isOneLetter)
  const chains = grouped(glyphs, usual, GAP * LARGEST_LETTER * usual, isBeside)
  return chains.filter((chain) => chain.some(({ height }) => height >= usual * LEAST_LETTER)).map(cellOf)
}

type Joins = (a: Blot, b: Blot, usual: number) => boolean

const isMark = ({ height }: Blot, usual: number): boolean => height < usual * LEAST_LETTER

/** `b` is not left of `a`. */
const isOneLetter: Joins = (a, b, usual) => {
  if (a.height > usual * 0.8 && b.height > usual * 0.8 && !isMark(a, usual) && !isMark(b, usual)) return false
  const across = Math.min(right(a), right(b)) - b.x
  if (across < 0.5 * Math.min(a.width, b.width)) return false
  if (isUnderArm(a, b, across, usual)) return false
  const apart = Math.max(a.y, b.y) - Math.min(bottom(a), bottom(b))
  const height = Math.max(bottom(a), bottom(b)) - Math.min(a.y, b.y)
  const size = Math.max(usual, a.height, b.height)
  return apart <= PIECES_APART * Math.max(a.height, b.height, usual * 0.5) && height <= PIECES_HEIGHT * size
}

/** A comma beside the foot of a letter that leans over it ("7,", "V."), and no piece of it. */
function isUnderArm(a: Blot, b: Blot, across: number, usual: number): boolean {
  const [low, high] = a.height < b.height ? [a, b] : [b, a]
  const overlap = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y)
  return (
    low.height < usual * 0.5 && low.y + low.height / 2 > high.y + high.height / 2 && overlap > 0 && across < low.width
  )
}

const isBeside: Joins = (a, b, usual) => {
  const [low, high] = a.height < b.height ? [a, b] : [b, a]
  const gap = b.x - right(a)
  if (isMark(low, usual) || low.height * LARGER < high.height) {
    const at = low.y + low.height / 2
    const isInLine = at > high.y - 0.1 * high.height && at < bottom(high) + 0.35 * high.height
    return isInLine && gap <= MARK_GAP * Math.min(high.height, 2 * usual) && high.height <= 2.5 * usual
  }
  if (gap > (GAP * (low.height + high.height)) / 2) return false
  return Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y) >= LEVEL * low.height
}

function merged(blots: readonly Blot[], usual: number, joins: Joins): Blot[] {
  return grouped(blots, usual, 0, joins).map((pieces) => {
    const { x, y, width, height } = frameOf(pieces)
    return { x, y, width, height, area: pieces.reduce((sum, { area }) => sum + area, 0) }
  })
}

/** Groups of blots that join each other; only those no farther apart than `reach` pixels across are compared. */
function grouped(blots: readonly Blot[], usual: number, reach: number, joins: Joins): Blot[][] {
  const sorted = [...blots].sort((a, b) => a.x - b.x)
  const parent = sorted.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (parent[root] !== root) root = parent[root] ?? root
    parent[index] = root
    return root
  }
  const joinOnShelf = (shelf: readonly number[], place: number): void => {
    const index = shelf[place] ?? 0
    const one = sorted[index]
    for (let next = place + 1; one && next < shelf.length; next += 1) {
      const otherIndex = shelf[next] ?? 0
      const other = sorted[otherIndex]
      if (!other || other.x - right(one) > reach) return
      if (joins(one, other, usual)) parent[rootOf(otherIndex)] = rootOf(index)
    }
  }
  for (const shelf of shelvesOf(sorted, usual).values()) for (const place of shelf.keys()) joinOnShelf(shelf, place)
  const groups = new Map<number, Blot[]>()
  for (const [index, one] of sorted.entries()) {
    const root = rootOf(index)
    const group = groups.get(root)
    if (group) group.push(one)
    else groups.set(root, [one])
  }
  return [...groups.values()]
}

/** Places of blots by the heights of the page that they are near, so that one meets only its neighbours. */
function shelvesOf(blots: readonly Blot[], usual: number): Map<number, number[]> {
  const shelves = new Map<number, number[]>()
  for (const [index, one] of blots.entries()) {
    const last = Math.floor((bottom(one) + usual * 0.5) / usual)
    for (let at = Math.floor((one.y - usual * 0.5) / usual); at <= last; at += 1) {
      const shelf = shelves.get(at)
      if (shelf) shelf.push(index)
      else shelves.set(at, [index])
    }
  }
  return shelves
}

function frameOf(blots: readonly Blot[]): Box {
  let [x, y, end, low] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
  for (const one of blots) {
    x = Math.min(x, one.x)
    y = Math.min(y, one.y)
    end = Math.max(end, right(one))
    low = Math.max(low, bottom(one))
  }
  return { x, y, width: end - x, height: low - y }
}

function cellOf(glyphs: readonly Blot[]): Cell {
  const heights = glyphs.map(({ height }) => height).sort((a, b) => a - b)
  return { ...frameOf(glyphs), letter: middle(heights), glyphs }
}
