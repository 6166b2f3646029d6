import type { Box } from '../page-words.ts'
import type { GreyImage } from './grey-image.ts'

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
  for (let y = 0; y < height; y += 1) {
    const row = y * width
    for (let x = 0; x < width; x += 1) {
      if ((data[row + x] ?? 255) >= isInk) continue
      const start = x
      while (x < width && (data[row + x] ?? 255) < isInk) x += 1
      open.addRun(start, x, y)
    }
    open.endRow()
  }
  return open.blots()
}

/** The shade that parts two groups of pixels best (Otsu 1979). */
function inkBelow({ data }: GreyImage): number {
  const counts = new Uint32Array(256)
  for (const shade of data) counts[shade] = (counts[shade] ?? 0) + 1
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
