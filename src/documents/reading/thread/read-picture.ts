import type { Box, Word } from '../page-words.ts'
import type { GreyImage } from './grey-image.ts'
import { findCells } from './ink/find-cells.ts'
import type { Blot } from './ink/find-ink.ts'
import { onlyWithin } from './ink/find-paper.ts'
import { findPrint } from './ink/find-print.ts'
import { isSideways, slopeOf } from './ink/lie-of-page.ts'
import { CellReader, sureness } from './ink/read-cells.ts'
import { turned } from './open-picture.ts'
import { boxAround } from './pdf-words.ts'
import { type Recogniser, recogniser } from './recognise.ts'

/** Degrees below which lines count as level, and above which a slope is no slope but another layout. */
const LEVEL = 0.25
const STEEPEST = 15
/** So many of the longest cells tell whether a page is the right way up, by the share of their words that are sure. */
const SAMPLE = 6
const SAMPLE_SURE = 0.5
/** More pieces of ink than a page has letters: what is not paper is left out. */
const GRAINY = 8000
/** Invoices and receipts have 50 to 200; many more are grain of a photograph. The longest are read. */
const MOST_CELLS = 800
const SURE = 0.7
/** A page whose letters are less sure than this, as broken print is, is looked at once more as a whole. */
const PLAIN = 0.85
/** More cells are grain, and take long enough once. */
const MOST_TWICE = 400
const UPRIGHT = [0, 180, 90, 270] as const
const SIDEWAYS = [90, 270, 0, 180] as const

/** Words in the pixels of their picture, and the degrees clockwise by which it was turned for them. */
export interface SeenWords {
  readonly words: readonly Word[]
  readonly tilt: number
}

/**
 * Recognises the words of a picture, made level first. Photographs do not always tell which way is up: lines that run up
 * or down tell of a page on its side, and lines that give next to nothing of one on its head. What lies around the
 * sheet that `paper` finds is left out where it is grain. Boxes are in the pixels of the picture given.
 */
export async function wordsOfPicture(picture: GreyImage, paper: () => Box | undefined): Promise<SeenWords> {
  const engine = await recogniser()
  const { image, ink } = withoutGrain(picture, paper)
  const quarters = isSideways(ink) ? SIDEWAYS : UPRIGHT
  let best: Lying | undefined
  for (const quarter of quarters) {
    const lying = quarter === 0 ? await layLevel(image, ink, 0, engine) : await layTurned(image, quarter, engine)
    if (!best || lying.sample > best.sample) best = lying
    if (best.sample >= SAMPLE_SURE) break
  }
  if (!best) return { words: [], tilt: 0 }
  const { level, degrees } = best
  return {
    words: best.read().map((word) => ({ ...word, box: boxBefore(word.box, level, image, degrees) })),
    tilt: degrees,
  }
}

function withoutGrain(picture: GreyImage, paper: () => Box | undefined) {
  const ink = findPrint(picture)
  const sheet = ink.length < GRAINY ? undefined : paper()
  if (!sheet) return { image: picture, ink }
  const image = onlyWithin(picture, sheet)
  return { image, ink: findPrint(image) }
}

/** A picture turned by `degrees` clockwise, so that its lines are level. */
interface Lying {
  readonly level: GreyImage
  readonly degrees: number
  /** The share of words of its longest cells that are sure: low where it stands on its head. */
  readonly sample: number
  /** Recognises all of it. */
  readonly read: () => Word[]
}

async function layTurned(image: GreyImage, quarter: number, engine: Recogniser): Promise<Lying> {
  const upright = await turned(image, quarter)
  return layLevel(upright, findPrint(upright), quarter, engine)
}

async function layLevel(upright: GreyImage, ink: readonly Blot[], quarter: number, engine: Recogniser): Promise<Lying> {
  const first = findCells(ink)
  const slope = slopeOf(first)
  const isSloping = Math.abs(slope) >= LEVEL && Math.abs(slope) <= STEEPEST
  const level = isSloping ? await turned(upright, slope) : upright
  const cells = (isSloping ? findCells(findPrint(level)) : first)
    .sort((a, b) => b.glyphs.length - a.glyphs.length)
    .slice(0, MOST_CELLS)
  const reader = new CellReader(level, cells, engine)
  const sample = reader.read(cells.slice(0, SAMPLE))
  return {
    level,
    degrees: quarter + (isSloping ? slope : 0),
    sample: sureShare(sample.flatMap(({ words }) => words)),
    read() {
      const readings = [...sample, ...reader.read(cells.slice(SAMPLE))]
      const words = readings.flatMap((one) => one.words)
      const isDoubtful = sureness(words) < PLAIN && cells.length <= MOST_TWICE
      return isDoubtful ? reader.lookAgain(readings) : words
    },
  }
}

function sureShare(words: readonly Word[]): number {
  const long = words.filter(({ text }) => /[\p{L}\p{N}]{3}/u.test(text))
  return long.filter(({ confidence }) => confidence >= SURE).length / Math.max(1, long.length)
}

/** Where a box of a picture that was turned by `degrees` clockwise about its middle stood before. */
function boxBefore(box: Box, after: GreyImage, before: GreyImage, degrees: number): Box {
  if (degrees === 0) return box
  const [cos, sin] = [Math.cos((-degrees * Math.PI) / 180), Math.sin((-degrees * Math.PI) / 180)]
  const back = (x: number, y: number) => {
    const [fromX, fromY] = [x - after.width / 2, y - after.height / 2]
    return [fromX * cos - fromY * sin + before.width / 2, fromX * sin + fromY * cos + before.height / 2] as const
  }
  const { x, y, width, height } = box
  return boxAround([back(x, y), back(x + width, y), back(x, y + height), back(x + width, y + height)])
}
