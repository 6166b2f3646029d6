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

/**
 * Takes the light out of a photograph: each pixel is divided by the paper around it (the brightest of its surroundings,
 * smoothed), so that a shadow does not turn into ink when black is parted from white.
 */
export function evenLight(image: GreyImage): GreyImage {
  const { data, width, height } = image
  const paper = paperOf(image)
  const even = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(paper.height - 1, Math.floor(y / SHADOW_STEP)) * paper.width
    for (let x = 0; x < width; x += 1) {
      const light = paper.data[row + Math.min(paper.width - 1, Math.floor(x / SHADOW_STEP))] ?? 255
      const place = y * width + x
      even[place] = Math.min(255, Math.round(((data[place] ?? 0) * 255) / Math.max(light, 1)))
    }
  }
  return { data: even, width, height }
}

/** How far around a cell the paper is looked for, in cells: wider than the strokes of large print. */
const REACH = 5

function paperOf(image: GreyImage): GreyImage {
  const cells = brightestOfCells(image)
  const reached = spread(spread(cells, REACH, 'x', Math.max), REACH, 'y', Math.max)
  return spread(spread(reached, REACH, 'x', mean), REACH, 'y', mean)
}

const mean = (...values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function brightestOfCells({ data, width, height }: GreyImage): GreyImage {
  const across = Math.ceil(width / SHADOW_STEP)
  const down = Math.ceil(height / SHADOW_STEP)
  const cells = new Uint8Array(across * down)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / SHADOW_STEP) * across
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor(x / SHADOW_STEP)
      cells[cell] = Math.max(cells[cell] ?? 0, data[y * width + x] ?? 0)
    }
  }
  return { data: cells, width: across, height: down }
}

/** Each cell becomes what `of` makes of the cells up to `reach` away along one axis. */
function spread(image: GreyImage, reach: number, axis: 'x' | 'y', of: (...values: number[]) => number): GreyImage {
  const { data, width, height } = image
  const [step, length] = axis === 'x' ? [1, width] : [width, height]
  const result = new Uint8Array(data.length)
  for (let place = 0; place < data.length; place += 1) {
    const at = axis === 'x' ? place % width : Math.floor(place / width)
    const from = place - Math.min(at, reach) * step
    const to = place + Math.min(length - 1 - at, reach) * step
    const around: number[] = []
    for (let near = from; near <= to; near += step) around.push(data[near] ?? 0)
    result[place] = of(...around)
  }
  return { data: result, width, height }
}
