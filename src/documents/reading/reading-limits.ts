/** What one document may take before its reading is cut short. */
export interface ReadingLimits {
  /** Pages read at all; an invoice has its fields on the first and the last ones. */
  readonly pages: number
  /** Of these, pages read by OCR, which takes a hundred times as long as a text layer. */
  readonly ocrPages: number
  /** Milliseconds for opening the file and for each page; a page that takes longer is left out. */
  readonly pageMs: number
  /** Milliseconds for the whole file; the pages after that are left out. */
  readonly documentMs: number
  /** Pixels of a picture, before it is decoded. */
  readonly pixels: number
  /** Megabytes of JavaScript memory of the thread that reads, with what is not collected yet. */
  readonly memoryMb: number
}

export const READING_LIMITS: ReadingLimits = {
  pages: 100,
  ocrPages: 20,
  pageMs: 45_000,
  documentMs: 240_000,
  pixels: 80_000_000,
  memoryMb: 1024,
}
