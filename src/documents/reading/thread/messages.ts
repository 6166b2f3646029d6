import type { PageWords } from '../page-words.ts'
import type { ReadingLimits } from '../reading-limits.ts'

/** Media types whose pages can be turned into words. */
export type PageMediaType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/tiff' | 'image/webp' | 'image/avif'

/** What a reading thread is asked: the words of a file, or a picture of one of its pages. */
export type Task =
  | {
      readonly kind: 'words'
      readonly bytes: Uint8Array
      readonly mediaType: PageMediaType
      /** From 1; more when a page before it has stopped another thread. */
      readonly fromPage: number
      readonly limits: ReadingLimits
    }
  | {
      readonly kind: 'picture'
      readonly bytes: Uint8Array
      readonly mediaType: PageMediaType
      readonly page: number
      /** Pixels. */
      readonly width: number
      readonly look: PictureLook
      readonly limits: ReadingLimits
    }

/** How a page is drawn. */
export interface PictureLook {
  /** Degrees clockwise from the way in which the file shows it; none when left out. */
  readonly turn?: QuarterTurn | undefined
  /** png, which loses nothing, when left out; webp is a fifth of its size, for eyes only; jpeg goes into a PDF. */
  readonly format?: 'png' | 'webp' | 'jpeg' | undefined
}

export type QuarterTurn = 0 | 90 | 180 | 270

/** Pixels; WebP has no longer side than 16 383. */
export const LONGEST_SIDE = 16_000
/** Of 100: small print stays sharp. */
export const WEBP_QUALITY = 80
/** Of 100: what is recognised afterwards loses nothing that counts. */
export const JPEG_QUALITY = 88

/** Something that keeps a page, or what follows it, from being read in full. */
export interface PageProblem {
  readonly code: 'page_unreadable' | 'page_timeout' | 'page_poor' | 'pages_left_out'
  readonly message: string
  /** From 1. */
  readonly page: number
}

/** What a thread answers, page by page; `done` or `failed` is the last. */
export type Report =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly page: PageWords | null; readonly problem: PageProblem | null }
  | { readonly kind: 'done'; readonly picture?: Uint8Array }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** A file that cannot be read; becomes a problem with the same code on the other side. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
