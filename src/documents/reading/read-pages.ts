import { fail, isProblem, Problem } from '#src/kernel/problem.ts'
import type { PageWords } from './page-words.ts'
import { READING_LIMITS, type ReadingLimits } from './reading-limits.ts'
import { type ReadingThread, readingThread } from './reading-threads.ts'
import type { PageMediaType, PageProblem, PictureLook, Report, Task } from './thread/messages.ts'
import '../pdf/pdf.problems.ts'
import './reading.problems.ts'

export type { PageMediaType, PageProblem, PictureLook, QuarterTurn } from './thread/messages.ts'

export interface ReadOptions {
  /** Ends the reading; its reason is thrown. */
  readonly signal?: AbortSignal | undefined
  /** Told after every page. */
  readonly onProgress?: ((done: number, pages: number) => void) | undefined
  readonly limits?: Partial<ReadingLimits> | undefined
}

/** The words of a file, and what could not be read of it. */
export interface ReadPages {
  /** Pages of the file. */
  readonly pageCount: number
  /** The pages that were read, in their order. */
  readonly pages: readonly PageWords[]
  readonly problems: readonly PageProblem[]
}

/** A file that stops so many threads has no more pages worth a try. */
const MOST_RESTARTS = 3

interface State {
  pageCount: number
  nextPage: number
  readonly pages: PageWords[]
  readonly problems: PageProblem[]
}

/**
 * Reads the words of every page, each with its place: a PDF's text layer, and OCR (Norwegian, English) for pages and
 * pictures without one. It runs in a thread of its own, bounded in time, memory, pages and pixels (`limits`). A page
 * that cannot be read is told of in `problems`; a file of which nothing can be read fails with document_empty,
 * pdf_encrypted, pdf_broken, picture_broken, picture_too_large, ocr_missing or document_unread.
 */
export async function readPages(
  bytes: Uint8Array,
  mediaType: PageMediaType,
  { signal, onProgress, limits: given }: ReadOptions = {},
): Promise<ReadPages> {
  if (bytes.length === 0) fail('document_empty', 'The file has no bytes; send it again.')
  const limits = { ...READING_LIMITS, ...given }
  const state: State = { pageCount: 0, nextPage: 1, pages: [], problems: [] }
  const budget = { signal, leftMs: limits.documentMs }
  for (let restarts = 0; ; restarts += 1) {
    const task: Task = { kind: 'words', bytes, mediaType, fromPage: state.nextPage, limits }
    const outcome = await run(task, state, budget, onProgress)
    if (outcome === 'done') break
    leaveOut(state, outcome, restarts === MOST_RESTARTS || budget.leftMs <= 0)
    if (state.nextPage > Math.min(state.pageCount, limits.pages)) break
  }
  const stopped = state.pages.length === 0 && state.problems.find(({ code }) => code === 'page_timeout')
  if (stopped) fail('document_unread', stopped.message)
  return { pageCount: state.pageCount, pages: state.pages, problems: state.problems }
}

/** The words of one page. Fails as `readPages` does, and with page_unknown. */
export async function readPage(bytes: Uint8Array, mediaType: PageMediaType, page: number): Promise<PageWords> {
  const limits = { ...READING_LIMITS, pages: page }
  const state: State = { pageCount: 0, nextPage: page, pages: [], problems: [] }
  const task: Task = { kind: 'words', bytes, mediaType, fromPage: page, limits }
  const outcome = await run(task, state, { leftMs: limits.pageMs }, undefined)
  if (state.pageCount > 0 && page > state.pageCount) {
    fail('page_unknown', `The file has ${state.pageCount} pages.`)
  }
  const [words] = state.pages
  if (outcome === 'done' && words) return words
  return fail('document_unread', state.problems[0]?.message ?? `Page ${page} cannot be read in the time of a page.`)
}

/** A page of a file as a picture, `width` pixels wide. Fails as `readPages` does, and with page_unknown. */
export async function drawPage(
  bytes: Uint8Array,
  mediaType: PageMediaType,
  page: number,
  width: number,
  look: PictureLook = {},
): Promise<Uint8Array> {
  const limits = READING_LIMITS
  let picture: Uint8Array | undefined
  const task: Task = { kind: 'picture', bytes, mediaType, page, width, look, limits }
  const outcome = await converse(task, { leftMs: limits.pageMs }, (report) => {
    if (report.kind === 'done') picture = report.picture
  })
  if (outcome === 'done' && picture) return picture
  return fail('document_unread', 'The page cannot be drawn in the time and memory that a page may take.')
}

interface Budget {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds of a thread's time that the file may still take; waiting for a thread does not count. */
  leftMs: number
}

type Outcome = 'done' | 'timeout' | 'crashed'

const run = (task: Task, state: State, budget: Budget, onProgress: ReadOptions['onProgress']): Promise<Outcome> =>
  converse(task, budget, (report) => {
    if (report.kind === 'opened') state.pageCount = report.pages
    if (report.kind !== 'page') return
    if (report.page) state.pages.push(report.page)
    if (report.problem) state.problems.push(report.problem)
    state.nextPage += report.problem?.code === 'pages_left_out' ? 0 : 1
    onProgress?.(state.nextPage - 1, state.pageCount)
  })

/** Asks a thread and hears it out; what it refuses is thrown. A thread that is late or breaks down is ended. */
async function converse(task: Task, budget: Budget, hear: (report: Report) => void): Promise<Outcome> {
  const thread = await readingThread(task)
  const startedMs = performance.now()
  try {
    budget.signal?.throwIfAborted()
    const outcome = await listen(thread, task, budget, hear)
    if (outcome === 'done') thread.release()
    return outcome
  } catch (error) {
    if (isProblem(error) && !isProblem(error, 'reading_unavailable')) thread.release()
    throw error
  } finally {
    budget.leftMs -= performance.now() - startedMs
    await thread.discard()
  }
}

function listen(thread: ReadingThread, task: Task, { signal, leftMs }: Budget, hear: (report: Report) => void) {
  const until = performance.now() + leftMs
  return new Promise<Outcome>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      settle()
    }
    const abort = (): void => end(() => reject(signal?.reason))
    const wait = (): void => {
      clearTimeout(timer)
      const ms = Math.max(0, Math.min(task.limits.pageMs, until - performance.now()))
      timer = setTimeout(() => end(() => resolve('timeout')), ms)
    }
    signal?.addEventListener('abort', abort, { once: true })
    wait()
    thread.ask(task, (report) => {
      if (report instanceof Error) return end(() => (isProblem(report) ? reject(report) : resolve('crashed')))
      wait()
      hear(report)
      if (report.kind === 'done') end(() => resolve('done'))
      if (report.kind === 'failed') end(() => reject(new Problem(report.code, report.message)))
    })
  })
}

/** Goes past the page that stopped a thread; `isLast` gives up on those after it as well. */
function leaveOut(state: State, outcome: Outcome, isLast: boolean): void {
  const { nextPage: page, pageCount } = state
  if (pageCount === 0) fail('document_unread', 'The file takes more time or memory to open than a file may take.')
  const why = outcome === 'timeout' ? 'takes more time' : 'takes more memory'
  state.problems.push({ code: 'page_timeout', message: `Page ${page} ${why} to read than a page may take.`, page })
  state.nextPage += 1
  if (!isLast || page >= pageCount) return
  const message = `The file has ${pageCount} pages; not all of them from page ${page + 1} on were read.`
  state.problems.push({ code: 'pages_left_out', message, page: page + 1 })
  state.nextPage = pageCount + 1
}
