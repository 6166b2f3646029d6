import type { PDFPageProxy } from 'pdfjs-dist'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PageWords, Word } from '../page-words.ts'
import { type Matrix, type TextRun, wordsOfRuns } from './pdf-words.ts'

/** Letters and digits of a text layer below which print may be drawn as shapes, or be a picture that the text was stamped on. */
const POSSIBLY_DRAWN = 25
const POSSIBLY_PICTURE = 250
/** Part of a text layer that must be letters, digits and usual signs; fonts without a map to Unicode give rubbish. */
const READABLE = 0.7

const IMAGE_OPS: readonly number[] = [
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
]
/** So many shapes on a page without text are letters that were drawn. */
const DRAWN_LETTERS = 100

/** What the text layer says, and whether the page must be looked at as a picture instead. */
export async function textOfPage(page: PDFPageProxy, number: number): Promise<{ text: PageWords; isPicture: boolean }> {
  const viewport = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  const runs = items.filter((item): item is typeof item & TextRun => 'str' in item)
  const words = wordsOfRuns(runs, toMatrix(viewport.transform))
  const text: PageWords = { page: number, width: viewport.width, height: viewport.height, words, source: 'text' }
  return { text, isPicture: await isPicture(page, words) }
}

async function isPicture(page: PDFPageProxy, words: readonly Word[]): Promise<boolean> {
  const { signs, letters, usual } = signsOf(words)
  const isRubbish = usual < signs * READABLE
  if (isRubbish) return true
  if (letters >= POSSIBLY_PICTURE) return false
  const { fnArray } = await page.getOperatorList()
  if (fnArray.some((op) => IMAGE_OPS.includes(op))) return true
  return letters < POSSIBLY_DRAWN && fnArray.filter((op) => op === OPS.constructPath).length >= DRAWN_LETTERS
}

const LETTER = /[\p{L}\p{N}]/u
const USUAL = /[\p{Script=Latin}\p{N}\p{P}\p{Sc}\p{Sm}]/u
const LATIN_1 = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
/** Of Latin-1, by their codes: nearly every sign of a text layer is told without a pattern. */
const LETTERS = LATIN_1.map((sign) => LETTER.test(sign))
const USUALS = LATIN_1.map((sign) => USUAL.test(sign))

/** Signs of all words (in units of UTF-16), of these letters and digits, and usual ones. */
function signsOf(words: readonly Word[]): { signs: number; letters: number; usual: number } {
  let [signs, letters, usual] = [0, 0, 0]
  for (const { text } of words) {
    signs += text.length
    for (const sign of text) {
      const code = sign.codePointAt(0) ?? 0
      if (LETTERS[code] ?? LETTER.test(sign)) letters += 1
      if (USUALS[code] ?? USUAL.test(sign)) usual += 1
    }
  }
  return { signs, letters, usual }
}

const toMatrix = ([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix => [a, b, c, d, e, f]
