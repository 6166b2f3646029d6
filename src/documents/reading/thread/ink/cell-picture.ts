import type { GreyImage } from '../grey-image.ts'
import type { Cell } from './find-cells.ts'

/** Paper kept around a cell, in heights of its usual letter: the recogniser was taught on lines with a margin. */
const MARGIN = 0.35
/** A typewriter's letters stand so far apart that marks are seen between them; so narrow they look like other print. */
const TYPED_WIDTH = 0.65
/** Its strokes are thin: made a pixel wider where letters are higher than this. */
const LEAST_TO_THICKEN = 18
const PAPER = 255

/** A cell alone on paper, as the recogniser takes it. */
export interface CellPicture {
  readonly image: GreyImage
  /** The picture's left edge and top on the page, and the page's pixels for one of the picture's across. */
  readonly left: number
  readonly top: number
  readonly across: number
}

export function cellPicture(page: GreyImage, cell: Cell, isTyped: boolean): CellPicture {
  const margin = Math.round(MARGIN * cell.letter)
  const plain = cut(page, cell, margin)
  const at = { left: cell.x - margin, top: cell.y - margin }
  if (!isTyped) return { image: plain, ...at, across: 1 }
  const image = narrowed(cell.letter < LEAST_TO_THICKEN ? plain : thickened(plain), TYPED_WIDTH)
  return { image, ...at, across: plain.width / image.width }
}

function cut({ data, width, height }: GreyImage, cell: Cell, margin: number): GreyImage {
  const [across, down] = [cell.width + 2 * margin, cell.height + 2 * margin]
  const part = new Uint8Array(across * down).fill(PAPER)
  const [left, top] = [cell.x - margin, cell.y - margin]
  const [from, to] = [Math.max(0, left), Math.min(width, left + across)]
  for (let y = Math.max(0, top); y < Math.min(height, top + down); y += 1)
    part.set(data.subarray(y * width + from, y * width + to), (y - top) * across + from - left)
  return { data: part, width: across, height: down }
}

/** Each pixel as dark as it or its neighbour to the right or below. */
function thickened({ data, width, height }: GreyImage): GreyImage {
  const thick = data.slice()
  for (let place = 0; place < data.length; place += 1) {
    const isLast = (place + 1) % width === 0
    const beside = isLast ? PAPER : (data[place + 1] ?? PAPER)
    thick[place] = Math.min(data[place] ?? PAPER, beside, data[place + width] ?? PAPER)
  }
  return { data: thick, width, height }
}

/** Squeezed from the sides: each column is the mean of those that it stands for. */
function narrowed({ data, width, height }: GreyImage, share: number): GreyImage {
  const columns = Math.max(1, Math.round(width * share))
  const narrow = new Uint8Array(columns * height)
  for (let column = 0; column < columns; column += 1) {
    const from = Math.floor(column / share)
    const to = Math.max(from + 1, Math.min(width, Math.ceil((column + 1) / share)))
    for (let y = 0; y < height; y += 1) {
      let sum = 0
      for (let x = from; x < to; x += 1) sum += data[y * width + x] ?? PAPER
      narrow[y * columns + column] = sum / (to - from)
    }
  }
  return { data: narrow, width: columns, height }
}
