import sharp from 'sharp'
import { drawPage } from '#src/documents/reading/index.ts'
import { randomFrom } from '#test/support/random.ts'

export interface ScanOptions {
  /** Dots in an inch. */
  readonly dpi: number
  /** Clockwise. */
  readonly degrees: number
  /** Standard deviation of the grain, in shades of 255. */
  readonly grain: number
  /** 1 to 100. */
  readonly jpegQuality: number
  readonly seed: number
}

/** An office scanner: 300 dpi, next to level. */
export const cleanScan = (seed: number): ScanOptions => ({
  dpi: 300,
  degrees: ((seed % 5) - 2) / 10,
  grain: 4,
  jpegQuality: 85,
  seed,
})

/** A poor scan: 150 or 200 dpi, crooked by one to three degrees, grain, hard compression. */
export const noisyScan = (seed: number): ScanOptions => ({
  dpi: 150 + (seed % 2) * 50,
  degrees: (seed % 2 === 0 ? -1 : 1) * (1 + (seed % 3)),
  grain: 14,
  jpegQuality: 60,
  seed,
})

const A4_INCHES = 8.27

/** Shades that a pixel may differ by: a sum of even chances is near enough to what a sensor makes. */
function grained(data: Uint8Array, grain: number, seed: number): Uint8Array {
  const random = randomFrom(seed)
  const spread = grain * 2
  return data.map((shade) =>
    Math.max(0, Math.min(255, Math.round(shade + (random() + random() + random() - 1.5) * spread))),
  )
}

/** The first page of a PDF as a scanner gives it: turned a little, with grain, as a JPEG. */
export async function scanPage(pdf: Uint8Array, options: ScanOptions, page = 1): Promise<Uint8Array> {
  const { dpi, degrees, grain, jpegQuality, seed } = options
  const png = await drawPage(pdf, 'application/pdf', page, Math.round(A4_INCHES * dpi))
  const { data, info } = await sharp(png)
    .flatten({ background: 'white' })
    .greyscale()
    .rotate(degrees, { background: grain > 0 ? '#f4f4f4' : 'white' })
    .blur(grain > 0 ? 0.6 : 0.3)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const plain = info.channels === 1 ? data : data.filter((_, index) => index % info.channels === 0)
  const noisy = grain > 0 ? grained(plain, grain, seed) : plain
  return sharp(noisy, { raw: { width: info.width, height: info.height, channels: 1 } })
    .jpeg({ quality: jpegQuality })
    .withMetadata({ density: dpi })
    .toBuffer()
}
