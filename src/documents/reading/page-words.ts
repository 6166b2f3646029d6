/** A rectangle of its page: points of a PDF or pixels of an image, the origin top left. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One word as printed. */
export interface Word {
  readonly text: string
  readonly box: Box
  /** 0 to 1; a text layer is 1. */
  readonly confidence: number
}

/** The words of one page in any order, whoever read them: a PDF's text layer, an OCR, or plain text. */
export interface PageWords {
  /** From 1. */
  readonly page: number
  readonly width: number
  readonly height: number
  readonly words: readonly Word[]
  readonly source: 'text' | 'ocr'
  /** Degrees clockwise by which the page is to be turned for its lines to be level; none where they are. */
  readonly tilt?: number
}
