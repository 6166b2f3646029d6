import sharp, { type Sharp } from 'sharp'
import type { Box } from '../page-words.ts'
import { evenLight, type GreyImage } from './grey-image.ts'
import { findPaper } from './ink/find-paper.ts'
import { JPEG_QUALITY, LONGEST_SIDE, type PictureLook, type QuarterTurn, Unreadable, WEBP_QUALITY } from './messages.ts'

/** A picture of one or more pages that lies ready to be decoded. */
export interface Picture {
  readonly pages: number
  readonly bytes: Uint8Array
  readonly pixels: number
}

/** One page of a picture for OCR. */
export interface PicturePage {
  /** Size as it is looked at, upright, in its own pixels. */
  readonly width: number
  readonly height: number
  readonly image: GreyImage
  /** Looks for the frame of the sheet in `image`, where one lies on something darker. */
  paper(): Box | undefined
}

/** Widths between which OCR reads the usual prints: a till roll or a page of A4, photographed or scanned. */
const NARROWEST = 1600
const WIDEST = 2600
const MOST_ENLARGED = 3

sharp.cache(false)
sharp.concurrency(1)

/** Looks at a picture's head only. Fails with picture_broken and picture_too_large. */
export async function openPicture(bytes: Uint8Array, pixels: number): Promise<Picture> {
  const { width, height, format, pages } = await orBroken(sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > pixels) {
    throw new Unreadable('picture_too_large', `The picture has ${width} x ${height} pixels; send a smaller one.`)
  }
  // Only a TIFF has pages: what others have more than one of are the pictures of a film.
  return { pages: format === 'tiff' ? (pages ?? 1) : 1, bytes, pixels }
}

/** A page upright, in grey, of even light and of a size at which OCR reads well. */
export async function pictureFor(picture: Picture, page: number): Promise<PicturePage> {
  const source = await uprightSize(picture, page)
  const scale = scaleFor(source.width, source.height)
  const size = { width: Math.round(source.width * scale), height: Math.round(source.height * scale) }
  const { data, info } = await orBroken(
    pageOf(picture, page)
      .autoOrient()
      .flatten({ background: 'white' })
      .resize({ ...size, fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const grey = { data: firstBand(data, info.channels), width: info.width, height: info.height }
  return { ...source, image: evenLight(grey), paper: () => findPaper(grey) }
}

interface Drawn {
  readonly page: number
  readonly turn: QuarterTurn
  readonly format: NonNullable<PictureLook['format']>
  /** Pixels at the most. */
  readonly width: number
}

/** A page of a picture, upright and then turned, in the format asked for. */
export function pictureAs(picture: Picture, { page, width, turn, format }: Drawn): Promise<Uint8Array> {
  const size = turn % 180 === 0 ? { width, height: LONGEST_SIDE } : { width: LONGEST_SIDE, height: width }
  const drawn = pageOf(picture, page)
    .autoOrient()
    .resize({ ...size, fit: 'inside', withoutEnlargement: true })
    .rotate(turn)
  return orBroken(written(drawn, format).toBuffer())
}

function written(drawn: Sharp, format: Drawn['format']): Sharp {
  if (format === 'png') return drawn.png()
  if (format === 'webp') return drawn.webp({ quality: WEBP_QUALITY })
  return drawn.flatten({ background: 'white' }).jpeg({ quality: JPEG_QUALITY })
}

const pageOf = ({ bytes, pixels }: Picture, page: number) =>
  sharp(bytes, { page: page - 1, pages: 1, limitInputPixels: pixels, failOn: 'truncated' })

async function uprightSize(picture: Picture, page: number): Promise<{ width: number; height: number }> {
  const { autoOrient } = await orBroken(pageOf(picture, page).metadata())
  return { width: autoOrient.width, height: autoOrient.height }
}

/** By the shorter side, as a photograph may lie on its side. */
function scaleFor(width: number, height: number): number {
  const short = Math.max(1, Math.min(width, height))
  if (short < NARROWEST) return Math.min(MOST_ENLARGED, NARROWEST / short)
  return Math.min(1, WIDEST / short)
}

/** Turns a picture by quarters, or by a small angle to make its lines level; what appears at the edges is white. */
export async function turned({ data, width, height }: GreyImage, degrees: number): Promise<GreyImage> {
  const source = sharp(data, { raw: { width, height, channels: 1 } }).rotate(degrees, { background: 'white' })
  const { data: raw, info } = await source.greyscale().raw().toBuffer({ resolveWithObject: true })
  return { data: firstBand(raw, info.channels), width: info.width, height: info.height }
}

function firstBand(data: Uint8Array, channels: number): Uint8Array {
  return channels === 1 ? data : data.filter((_, place) => place % channels === 0)
}

async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch {
    throw new Unreadable('picture_broken', 'The picture is damaged and cannot be decoded; take it or ask for it again.')
  }
}
