import { stopReading } from '#src/documents/reading/index.ts'
import type { Effort } from '../areas.ts'
import { say, sayMachine } from '../print.ts'
import { hybrids, printed } from './einvoices.ts'
import { invoice2data, mindee } from './invoices.ts'
import { lessonsOfCorrections } from './lessons.ts'
import { madeInvoices, madeKinds } from './made.ts'
import { ocrSpeed } from './ocr-speed.ts'
import { pdfSpeed } from './pdf-speed.ts'
import { type Case, type Score, score } from './score.ts'
import { sroie, sroiePictures } from './sroie.ts'

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

function sayScore(title: string, { fields, misses, pages, wordsMs, fieldsMs }: Score, showsMisses: boolean): void {
  say(`## ${title}`)
  for (const [name, { asked, right, sure, sureRight }] of fields) {
    const surely = `${String(sure).padStart(4)} given as sure, of these right ${percent(sureRight, sure)}`
    say(`  ${name.padEnd(10)} ${percent(right, asked).padStart(7)}  (${right} of ${asked}; ${surely})`)
  }
  const perPage = (ms: number): string => (ms / 1000 / Math.max(pages, 1)).toFixed(4)
  say(`  seconds per page: ${perPage(wordsMs)} to words, ${perPage(fieldsMs)} to fields (${pages} pages)`)
  if (showsMisses) for (const miss of misses) say(`  - ${miss}`)
  say()
}

/** How right the fields are, set by set. What is missed in the unseen half is not shown: nobody is to look at it. */
export async function reading(effort: Effort): Promise<void> {
  await sayMachine('reading')
  const [boxes, text, withXml, ours] = [sroie('boxes'), sroie('text'), await hybrids(), await printed()]
  const sets: readonly (readonly [title: string, cases: readonly Case[], showsMisses: boolean])[] = [
    ['SROIE receipts, words with boxes, the half that was looked at', boxes.seen, true],
    ['SROIE receipts, words with boxes, the unseen half', boxes.unseen, false],
    ['SROIE receipts, lines of text without a layout, the half that was looked at', text.seen, false],
    ['SROIE receipts, lines of text without a layout, the unseen half', text.unseen, false],
    ['SROIE receipts, pictures through OCR', sroiePictures(), false],
    ['invoice2data, PDFs and text', invoice2data(), true],
    ['mindee, photographs', mindee(), true],
    ['ZUGFeRD and Factur-X PDFs read as pages, the half that was looked at', withXml.seen, true],
    ['ZUGFeRD and Factur-X PDFs read as pages, the unseen half', withXml.unseen, false],
    ['e-invoices in our own print, the half that was looked at', ours.seen, true],
    ['e-invoices in our own print, the unseen half', ours.unseen, false],
  ]
  for (const [title, cases, showsMisses] of sets) sayScore(title, await score(cases), showsMisses)
  await madeInvoices(sayScore)
  await madeKinds(sayScore)
  await lessonsOfCorrections()
  await pdfSpeed(effort)
  await ocrSpeed(effort)
  await stopReading()
}
