import type { PDFPageProxy } from 'pdfjs-dist'
import type { PageWords, Word } from '../page-words.ts'
import { evenLight } from './grey-image.ts'
import { findPaper } from './ink/find-paper.ts'
import { boxAround } from './pdf-words.ts'
import { wordsOfPicture } from './read-picture.ts'
import { greyPage, ocrScale } from './render-page.ts'

/** Recognises the page as it looks; the text layer is kept where it says more. */
export async function recognisePage(page: PDFPageProxy, text: PageWords): Promise<PageWords> {
  const scale = ocrScale(page)
  const grey = await greyPage(page, scale)
  const { words: seen, tilt } = await wordsOfPicture(evenLight(grey), () => findPaper(grey))
  const words = seen.map((word) => ({ ...word, box: inPoints(word, scale) }))
  return words.length > text.words.length ? { ...text, words, source: 'ocr', tilt } : text
}

function inPoints({ box: { x, y, width, height } }: Word, scale: number) {
  return boxAround([
    [x / scale, y / scale],
    [(x + width) / scale, (y + height) / scale],
  ])
}
