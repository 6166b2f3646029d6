import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { extractFields } from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import type { Effort } from '../areas.ts'
import { interleave, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal } from '../print.ts'

const lettersOf = (texts: readonly string[]): number => texts.join('').replace(/\s/g, '').length

/** The text of a PDF by pdf.js alone: page by page, opened and closed. */
async function bareText(bytes: Uint8Array): Promise<{ pages: number; letters: number }> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  let letters = 0
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent()
    letters += lettersOf(items.map((item) => ('str' in item ? item.str : '')))
  }
  await task.destroy()
  return { pages: pdf.numPages, letters }
}

async function fields(bytes: Uint8Array): Promise<{ pages: number; letters: number }> {
  const { pages } = await readPages(bytes, 'application/pdf')
  extractFields(pages)
  return { pages: pages.length, letters: lettersOf(pages.flatMap(({ words }) => words.map(({ text }) => text))) }
}

async function pagesPerSecond(
  files: readonly Uint8Array[],
  read: (bytes: Uint8Array) => Promise<{ pages: number }>,
  seconds: number,
): Promise<Sample> {
  const startedMs = performance.now()
  let pages = 0
  for (let index = 0; performance.now() - startedMs < seconds * 1000; index += 1) {
    pages += (await read(files[index % files.length] ?? new Uint8Array())).pages
  }
  return { perSecond: (pages * 1000) / (performance.now() - startedMs) }
}

/** Row 16: PDFs with a text layer, from bytes to fields, against bare pdf.js; the same letters must come out of both. */
export async function pdfSpeed(effort: Effort): Promise<void> {
  const files = corpusFiles('invoice2data', '.pdf').map((path) => new Uint8Array(readFileSync(path)))
  for (const bytes of files) {
    const [ours, bare] = [await fields(bytes), await bareText(bytes)]
    if (ours.letters < bare.letters * 0.98) say(`letters differ: ${ours.letters} of ${bare.letters}`)
  }
  const measured = await interleave(
    [
      { name: 'pages to fields', run: (seconds) => pagesPerSecond(files, fields, seconds) },
      { name: 'bare pdf.js', run: (seconds) => pagesPerSecond(files, bareText, seconds) },
    ],
    effort,
  )
  sayGoal({
    row: 16,
    text: 'text-PDF pages/s from bytes to fields / bare pdf.js text extraction',
    goal: 0.8,
    floor: 0.6,
    isMore: true,
    ratios: ratiosOf(measured['pages to fields'], measured['bare pdf.js']),
  })
}
