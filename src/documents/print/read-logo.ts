import type { Logo } from './look.ts'

/** Pixels that a picture may have, and the longer side of the logo that is printed. */
const MAX_PIXELS = 40_000_000
const SIDE = 900

/**
 * A picture as a logo to print: on white, since a PDF/A has nothing to see through, in sRGB and no larger than print
 * needs. Undefined when the bytes are no picture.
 */
export async function readLogo(bytes: Uint8Array): Promise<Logo | undefined> {
  const { default: sharp } = await import('sharp')
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ palette: false, compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
    return { png: new Uint8Array(data), width: info.width, height: info.height }
  } catch {
    return undefined
  }
}
