export type { Box, PageWords, Word } from './page-words.ts'
export {
  drawPage,
  type PageMediaType,
  type PageProblem,
  type ReadOptions,
  type ReadPages,
  readPages,
} from './read-pages.ts'
export { READING_LIMITS, type ReadingLimits } from './reading-limits.ts'
export { stopReading } from './reading-threads.ts'
