import type { PageWords } from '../page-words.ts'
import type { PageProblem, Report, Task } from './messages.ts'
import { Unreadable } from './messages.ts'

type WordsTask = Extract<Task, { kind: 'words' }>
type Tell = (report: Report) => void

/** A file whose pages are read one by one. */
interface Source {
  readonly pages: number
  /** `mayRecognise` is false when the file has had its share of OCR. */
  read(page: number, mayRecognise: boolean): Promise<ReadPage>
  close(): Promise<void>
}

interface ReadPage {
  readonly words: PageWords
  /** OCR was needed and not allowed. */
  readonly isLeftOut: boolean
}

/** Reads the pages of a file and tells of each; one that fails is told of and does not keep the next from being read. */
export async function readWords(task: WordsTask, tell: Tell): Promise<void> {
  const { fromPage, limits } = task
  const source = await open(task)
  try {
    tell({ kind: 'opened', pages: source.pages })
    let recognised = 0
    let leftOut: number | undefined
    const last = Math.min(source.pages, limits.pages)
    for (let number = fromPage; number <= last; number += 1) {
      const { page, problem, isLeftOut } = await readOne(source, number, recognised < limits.ocrPages)
      if (page?.source === 'ocr') recognised += 1
      if (isLeftOut) leftOut ??= number
      tell({ kind: 'page', page, problem })
    }
    leftOut ??= last < source.pages ? last + 1 : undefined
    if (leftOut !== undefined) tell({ kind: 'page', page: null, problem: leftOutFrom(leftOut, source.pages) })
  } finally {
    await source.close()
  }
}

async function readOne(source: Source, number: number, mayRecognise: boolean) {
  try {
    const { words, isLeftOut } = await source.read(number, mayRecognise)
    return { page: words, problem: null, isLeftOut }
  } catch (error) {
    if (error instanceof Unreadable && (source.pages === 1 || error.code === 'ocr_missing')) throw error
    const message = `Page ${number} cannot be read: it is damaged, or holds what no reader takes.`
    return { page: null, problem: { code: 'page_unreadable', message, page: number } as const, isLeftOut: false }
  }
}

const leftOutFrom = (page: number, pages: number): PageProblem => ({
  code: 'pages_left_out',
  message: `The file has ${pages} pages; not all of them from page ${page} on were read.`,
  page,
})

const open = ({ mediaType, bytes, limits }: WordsTask): Promise<Source> =>
  mediaType === 'application/pdf' ? openPdfSource(bytes, limits.pixels) : openPictureSource(bytes, limits.pixels)

async function openPdfSource(bytes: Uint8Array, pixels: number): Promise<Source> {
  const { openPdf } = await import('./open-pdf.ts')
  const { textOfPage } = await import('./text-of-page.ts')
  const pdf = await openPdf(bytes, pixels)
  return {
    pages: pdf.numPages,
    async read(number, mayRecognise) {
      const page = await pdf.getPage(number)
      const { text, isPicture } = await textOfPage(page, number)
      if (!isPicture || !mayRecognise) return { words: text, isLeftOut: isPicture }
      const { recognisePage } = await import('./recognise-page.ts')
      return { words: await recognisePage(page, text), isLeftOut: false }
    },
    close: () => pdf.loadingTask.destroy(),
  }
}

async function openPictureSource(bytes: Uint8Array, pixels: number): Promise<Source> {
  const { openPicture, pictureFor } = await import('./open-picture.ts')
  const { wordsOfPicture } = await import('./read-picture.ts')
  const picture = await openPicture(bytes, pixels)
  return {
    pages: picture.pages,
    async read(number, mayRecognise) {
      const { width, height, image, paper } = await pictureFor(picture, number)
      const { words: seen, tilt } = mayRecognise ? await wordsOfPicture(image, paper) : { words: [], tilt: 0 }
      const [across, down] = [width / image.width, height / image.height]
      const words = seen.map((word) => ({
        ...word,
        box: {
          x: Math.round(word.box.x * across),
          y: Math.round(word.box.y * down),
          width: Math.round(word.box.width * across),
          height: Math.round(word.box.height * down),
        },
      }))
      return { words: { page: number, width, height, words, source: 'ocr', tilt }, isLeftOut: !mayRecognise }
    },
    close: () => Promise.resolve(),
  }
}
