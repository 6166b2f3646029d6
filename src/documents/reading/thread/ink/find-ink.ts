import type { Box } from '../../page-words.ts'
import type { GreyImage } from '../grey-image.ts'

/** Pixels of ink that hang together: a letter, most often. */
export interface Blot extends Box {
  /** Pixels of ink. */
  readonly area: number
}

/** Darker is ink. Between these whatever the histogram says: a page may be next to empty, or a photograph. */
const DARKEST_PAPER = 190
const LIGHTEST_INK = 110
/** Fewer pixels are grain of the scanner. */
const LEAST_AREA = 3

/** Blots of a picture of even light, in no order; one pass over the rows of pixels. */
export function findInk(image: GreyImage): Blot[] {
  const isInk = inkBelow(image)
  const open = new OpenBlots()
  const { data, width, height } = image
  const fours = foursOf(data)
  for (let y = 0; y < height; y += 1) {
    const [row, end] = [y * width, (y + 1) * width]
    for (let place = row; place < end; ) {
      const start = pastPaper(data, fours, place, end, isInk)
      place = start
      while (place < end && (data[place] ?? 255) < isInk) place += 1
      if (place > start) open.addRun(start - row, place - row, y)
    }
    open.endRow()
  }
  return open.blots()
}

/** The next pixel of ink, or the end of the row. Most of a page is paper: four pixels at once. */
function pastPaper(data: Uint8Array, fours: Uint32Array, from: number, end: number, isInk: number): number {
  let place = from
  while (place < end) {
    const isFour = (place & 3) === 0 && place + 4 <= end
    if (isFour && isPaper(fours[place >> 2] ?? 0, isInk)) place += 4
    else if ((data[place] ?? 255) >= isInk) place += 1
    else break
  }
  return place
}

/** The pixels of a picture four by four, without those that are left at its end. */
function foursOf(data: Uint8Array): Uint32Array {
  const { buffer, byteOffset, length } = data.byteOffset % 4 === 0 ? data : data.slice()
  return new Uint32Array(buffer, byteOffset, length >> 2)
}

/**
 * Whether none of four pixels is darker than `least`, which is from 110 to 190: all at once, as the lower seven bits of
 * each may be added to without touching those of the next, and its highest bit then says it.
 */
function isPaper(four: number, least: number): boolean {
  const added = (four & 0x7f7f7f7f) + Math.imul(0x80 - (least & 0x7f), 0x01010101)
  return ((least > 0x7f ? four & added : four | added) & 0x80808080) === HIGHEST_BITS
}
const HIGHEST_BITS = 0x80808080 | 0

/** The shade that parts two groups of pixels best (Otsu 1979). */
function inkBelow({ data }: GreyImage): number {
  const counts = countsOf(data)
  let [weight, sum, best, level] = [0, 0, -1, DARKEST_PAPER]
  const all = counts.reduce((total, count, shade) => total + count * shade, 0)
  for (let shade = 0; shade < 255; shade += 1) {
    weight += counts[shade] ?? 0
    sum += (counts[shade] ?? 0) * shade
    if (weight === 0 || weight === data.length) continue
    const apart = sum / weight - (all - sum) / (data.length - weight)
    const variance = weight * (data.length - weight) * apart * apart
    if (variance > best) [best, level] = [variance, shade + 1]
  }
  return Math.min(DARKEST_PAPER, Math.max(LIGHTEST_INK, level))
}

/**
 * How many pixels there are of each shade. Four counters for each, as neighbours mostly have the same and a counter
 * waits for itself.
 */
function countsOf(data: Uint8Array): Uint32Array {
  const four = new Uint32Array(4 * 256)
  for (let place = 0; place < data.length; place += 1) {
    const counter = ((place & 3) << 8) | (data[place] ?? 0)
    four[counter] = (four[counter] ?? 0) + 1
  }
  const counts = new Uint32Array(256)
  for (let counter = 0; counter < four.length; counter += 1)
    counts[counter & 255] = (counts[counter & 255] ?? 0) + (four[counter] ?? 0)
  return counts
}

/** Runs of ink row by row, those that touch (also by a corner) made one. */
class OpenBlots {
  private readonly parent: number[] = []
  private readonly left: number[] = []
  private readonly right: number[] = []
  private readonly top: number[] = []
  private readonly bottom: number[] = []
  private readonly area: number[] = []
  /** Runs of the row above and of this one: start, end, blot. */
  private above: number[] = []
  private here: number[] = []
  private at = 0

  addRun(start: number, end: number, y: number): void {
    let blot = -1
    while (this.at < this.above.length && (this.above[this.at + 1] ?? 0) < start) this.at += 3
    for (let other = this.at; other < this.above.length && (this.above[other] ?? 0) <= end; other += 3) {
      const root = this.rootOf(this.above[other + 2] ?? 0)
      blot = blot < 0 || blot === root ? root : this.join(blot, root)
    }
    if (blot < 0) blot = this.begin(start, end, y)
    this.left[blot] = Math.min(this.left[blot] ?? start, start)
    this.right[blot] = Math.max(this.right[blot] ?? end, end)
    this.bottom[blot] = y + 1
    this.area[blot] = (this.area[blot] ?? 0) + end - start
    this.here.push(start, end, blot)
  }

  endRow(): void {
    this.above = this.here
    this.here = []
    this.at = 0
  }

  blots(): Blot[] {
    const found: Blot[] = []
    for (let blot = 0; blot < this.parent.length; blot += 1) {
      const area = this.area[blot] ?? 0
      if (this.parent[blot] !== blot || area < LEAST_AREA) continue
      const [x, y] = [this.left[blot] ?? 0, this.top[blot] ?? 0]
      found.push({ x, y, width: (this.right[blot] ?? x) - x, height: (this.bottom[blot] ?? y) - y, area })
    }
    return found
  }

  private begin(start: number, end: number, y: number): number {
    const blot = this.parent.length
    this.parent.push(blot)
    this.left.push(start)
    this.right.push(end)
    this.top.push(y)
    this.bottom.push(y + 1)
    this.area.push(0)
    return blot
  }

  private rootOf(blot: number): number {
    let root = blot
    while (this.parent[root] !== root) root = this.parent[root] ?? root
    this.parent[blot] = root
    return root
  }

  private join(a: number, b: number): number {
    this.parent[b] = a
    this.left[a] = Math.min(this.left[a] ?? 0, this.left[b] ?? 0)
    this.right[a] = Math.max(this.right[a] ?? 0, this.right[b] ?? 0)
    this.top[a] = Math.min(this.top[a] ?? 0, this.top[b] ?? 0)
    this.bottom[a] = Math.max(this.bottom[a] ?? 0, this.bottom[b] ?? 0)
    this.area[a] = (this.area[a] ?? 0) + (this.area[b] ?? 0)
    return a
  }
}
