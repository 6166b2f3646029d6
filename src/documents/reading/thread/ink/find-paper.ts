import type { Box } from '../../page-words.ts'
import type { GreyImage } from '../grey-image.ts'

/** Pixels of a patch: larger than letters are thick, so that the lighter half of each patch of printed paper is paper. */
const PATCH = 16
/** Shades that count as one. */
const STEP = 10
/** A valley between two shades is so much lower than either. */
const VALLEY = 0.5
/** Shares of the picture that a sheet takes, and of its frame that it fills. */
const LEAST = 0.04
const MOST = 0.9
const FILLED = 0.8

/**
 * The frame of the sheet that lies on something darker, in pixels: a receipt on the glass of a scanner with its lid open,
 * or on a table. Undefined where no part of the picture stands out as one. A shadow on a sheet may look the same: ask only
 * where the rest is no print.
 */
export function findPaper(image: GreyImage): Box | undefined {
  const { shades, across, down } = patchesOf(image)
  const bright = valleyUnderPaper(shades)
  if (bright === undefined) return undefined
  const sheet = largestSheet(innerPatches(shades, across, bright), across)
  const share = sheet.size / Math.max(1, shades.length)
  const filled = sheet.size / Math.max(1, (sheet.right - sheet.left + 1) * (sheet.bottom - sheet.top + 1))
  if (share < LEAST || share > MOST || filled < FILLED) return undefined
  const [left, top] = [Math.max(0, sheet.left - 1), Math.max(0, sheet.top - 1)]
  const [right, bottom] = [Math.min(across, sheet.right + 2), Math.min(down, sheet.bottom + 2)]
  return {
    x: left * PATCH,
    y: top * PATCH,
    width: Math.min(image.width, right * PATCH) - left * PATCH,
    height: Math.min(image.height, bottom * PATCH) - top * PATCH,
  }
}

/** The shade below that of the paper, the brightest that there is much of, at which there is least before there is more again. */
function valleyUnderPaper(shades: Uint8Array): number | undefined {
  const counts = new Uint32Array(Math.ceil(256 / STEP))
  for (const shade of shades) counts[Math.floor(shade / STEP)] = (counts[Math.floor(shade / STEP)] ?? 0) + 1
  const much = shades.length * LEAST
  const countAt = (step: number): number => counts[step] ?? 0
  let step = counts.length - 1
  for (let sum = 0; step > 0 && (sum < much || countAt(step) >= countAt(step + 1)); step -= 1) sum += countAt(step)
  const paper = countAt(step + 1)
  let valley = step + 1
  for (; step >= 0; step -= 1) {
    if (countAt(step) < countAt(valley)) valley = step
    else if (countAt(step) >= much && countAt(valley) <= Math.min(paper, countAt(step)) * VALLEY)
      return (valley + 1) * STEP
  }
  return undefined
}

/** 1 for patches with nothing but bright ones beside them: a bright edge of a table does not hang on to the sheet. */
function innerPatches(shades: Uint8Array, across: number, bright: number): Uint8Array {
  const isBright = (patch: number): boolean => (shades[patch] ?? 255) >= bright
  return shades.map((_, patch) => {
    const column = patch % across
    const left = column === 0 || isBright(patch - 1)
    const right = column === across - 1 || isBright(patch + 1)
    const isInner = isBright(patch) && left && right && isBright(patch - across) && isBright(patch + across)
    return isInner ? 1 : 0
  })
}

/** The picture with nothing but white around a frame. */
export function onlyWithin({ data, width, height }: GreyImage, frame: Box): GreyImage {
  const only = new Uint8Array(data.length).fill(255)
  for (let y = frame.y; y < frame.y + frame.height; y += 1) {
    const from = y * width + frame.x
    only.set(data.subarray(from, from + frame.width), from)
  }
  return { data: only, width, height }
}

/** The shade of each patch's paper: the mean of its lighter half, as single light pixels are grain. */
function patchesOf({ data, width, height }: GreyImage) {
  const [across, down] = [Math.ceil(width / PATCH), Math.ceil(height / PATCH)]
  const meanOf = (least: Float64Array): Float64Array => {
    const [sums, counts] = [new Float64Array(across * down), new Float64Array(across * down)]
    for (let y = 0; y < height; y += 1) {
      const row = Math.floor(y / PATCH) * across
      for (let patch = row, x = 0; patch < row + across; patch += 1) {
        const [floor, end] = [least[patch] ?? 0, Math.min(x + PATCH, width)]
        let [sum, count] = [0, 0]
        for (; x < end; x += 1) {
          const shade = data[y * width + x] ?? 0
          if (shade < floor) continue
          sum += shade
          count += 1
        }
        sums[patch] = (sums[patch] ?? 0) + sum
        counts[patch] = (counts[patch] ?? 0) + count
      }
    }
    return sums.map((sum, patch) => sum / Math.max(1, counts[patch] ?? 0))
  }
  const shades = Uint8Array.from(meanOf(meanOf(new Float64Array(across * down))), Math.round)
  return { shades, across, down }
}

interface Sheet {
  size: number
  left: number
  right: number
  top: number
  bottom: number
}

/** The most patches that hang together side by side. Those that were counted are taken out of `inner`. */
function largestSheet(inner: Uint8Array, across: number): Sheet {
  let largest: Sheet = { size: 0, left: 0, right: 0, top: 0, bottom: 0 }
  for (let start = inner.indexOf(1); start >= 0; start = inner.indexOf(1, start)) {
    const sheet = takeSheet(inner, across, start)
    if (sheet.size > largest.size) largest = sheet
  }
  return largest
}

function takeSheet(inner: Uint8Array, across: number, start: number): Sheet {
  const sheet: Sheet = { size: 0, left: across, right: 0, top: inner.length, bottom: 0 }
  const open = [start]
  inner[start] = 0
  for (let patch = open.pop(); patch !== undefined; patch = open.pop()) {
    const [x, y] = [patch % across, Math.floor(patch / across)]
    sheet.size += 1
    sheet.left = Math.min(sheet.left, x)
    sheet.right = Math.max(sheet.right, x)
    sheet.top = Math.min(sheet.top, y)
    sheet.bottom = Math.max(sheet.bottom, y)
    const beside = [x > 0 ? patch - 1 : -1, x + 1 < across ? patch + 1 : -1, patch - across, patch + across]
    for (const next of beside.filter((other) => inner[other] === 1)) {
      inner[next] = 0
      open.push(next)
    }
  }
  return sheet
}
