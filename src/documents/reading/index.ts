export type { Box, PageWords, Word } from './page-words.ts'
export {
  drawPage,
  type PageMediaType,
  type PageProblem,
  type PictureLook,
  type QuarterTurn,
  type ReadOptions,
  type ReadPages,
  readPage,
  readPages,
} from './read-pages.ts'
export { isReadable } from './readable.ts'
export { READING_LIMITS, type ReadingLimits } from './reading-limits.ts'
export { stopReading } from './reading-threads.ts'
