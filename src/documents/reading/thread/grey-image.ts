/** A picture in shades of grey, a byte for each pixel, row by row from the top. */
export interface GreyImage {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** Red, green, blue and alpha into grey (ITU-R BT.601 weights, in 256ths); pages are opaque. */
export function greyOfRgba(rgba: Uint8Array, width: number, height: number): GreyImage {
  const data = new Uint8Array(width * height)
  for (let pixel = 0, from = 0; pixel < data.length; pixel += 1, from += 4) {
    data[pixel] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8
  }
  return { data, width, height }
}

/** The picture as a file that Leptonica takes without decoding (Netpbm P5). */
export const toPgm = ({ data, width, height }: GreyImage): Uint8Array =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data])

/** Reduces to an eighth of the size at the most before shadows are measured. */
const SHADOW_STEP = 8

/** For every shade of paper (times 256) and every shade on it: what it is on white paper. */
const ON_WHITE = Uint8Array.from({ length: 256 * 256 }, (_, place) =>
  Math.min(255, (place & 255) * (255 / Math.max(place >> 8, 1)) + 0.5),
)

/**
 * Takes the light out of a photograph: each pixel is divided by the paper around it (the brightest of its surroundings,
 * smoothed), so that a shadow does not turn into ink when black is parted from white.
 */
export function evenLight(image: GreyImage): GreyImage {
  const { data, width, height } = image
  const paper = paperOf(image)
  const even = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1) {
    const cells = Math.floor(y / SHADOW_STEP) * paper.width
    for (let cell = 0, place = y * width; cell < paper.width; cell += 1) {
      const shades = (paper.data[cells + cell] ?? 255) << 8
      const end = Math.min((cell + 1) * SHADOW_STEP, width) + y * width
      for (; place < end; place += 1) even[place] = ON_WHITE[shades | (data[place] ?? 0)] ?? 0
    }
  }
  return { data: even, width, height }
}

/** How far around a cell the paper is looked for, in cells: wider than the strokes of large print. */
const REACH = 5

function paperOf(image: GreyImage): GreyImage {
  const cells = brightestOfCells(image)
  const reached = spread(spread(cells, REACH, 'x', 'most'), REACH, 'y', 'most')
  return spread(spread(reached, REACH, 'x', 'mean'), REACH, 'y', 'mean')
}

function brightestOfCells({ data, width, height }: GreyImage): GreyImage {
  const across = Math.ceil(width / SHADOW_STEP)
  const down = Math.ceil(height / SHADOW_STEP)
  const cells = new Uint8Array(across * down)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / SHADOW_STEP) * across
    for (let cell = 0; cell < across; cell += 1) {
      let brightest = cells[row + cell] ?? 0
      if (brightest === 255) continue
      const end = Math.min((cell + 1) * SHADOW_STEP, width) + y * width
      for (let place = cell * SHADOW_STEP + y * width; place < end; place += 1)
        brightest = Math.max(brightest, data[place] ?? 0)
      cells[row + cell] = brightest
    }
  }
  return { data: cells, width: across, height: down }
}

/** Each cell becomes the most or the mean of the cells up to `reach` away along one axis. */
function spread({ data, width, height }: GreyImage, reach: number, axis: 'x' | 'y', of: 'most' | 'mean'): GreyImage {
  const [step, length, next, lines] = axis === 'x' ? [1, width, width, height] : [width, height, 1, width]
  const result = new Uint8Array(data.length)
  for (let line = 0; line < lines; line += 1) {
    const start = line * next
    for (let at = 0; at < length; at += 1) {
      const from = start + Math.max(0, at - reach) * step
      const to = start + Math.min(length - 1, at + reach) * step
      result[start + at * step] = of === 'most' ? mostOf(data, from, to, step) : meanOf(data, from, to, step)
    }
  }
  return { data: result, width, height }
}

function mostOf(data: Uint8Array, from: number, to: number, step: number): number {
  let most = 0
  for (let near = from; near <= to; near += step) most = Math.max(most, data[near] ?? 0)
  return most
}

function meanOf(data: Uint8Array, from: number, to: number, step: number): number {
  let sum = 0
  for (let near = from; near <= to; near += step) sum += data[near] ?? 0
  return sum / ((to - from) / step + 1)
}
