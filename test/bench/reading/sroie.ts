import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { wordsOfText } from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import type { PageWords, Word } from '#src/documents/reading/page-words.ts'
import { corpus, corpusFiles } from '#test/support/corpus.ts'
import type { Case } from './score.ts'

/** Forms of the set's words: with their boxes; or as lines of text without a layout. */
export type Form = 'boxes' | 'text'

interface Printed {
  readonly text: string
  readonly corners: readonly number[]
}

/** Lines are x1,y1,...,x4,y4,text; the text may hold commas. Some files are no UTF-8. */
const boxesOf = (id: string): Printed[] =>
  readFileSync(corpus('sroie-receipts/box', `${id}.csv`), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split(','))
    .filter((parts) => parts.length > 8)
    .map((parts) => ({ corners: parts.slice(0, 8).map(Number), text: parts.slice(8).join(',') }))

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

const two = (printed: string | undefined): string => (printed ?? '').padStart(2, '0')

/** The truth has dates as printed, days first: "17/1/2018", "05042017", "12 MAR 18"; or the year first: "2018-03-04", "20180304". */
function isoDate(printed: string): string {
  const year = /^((?:19|20)\d{2})(?:\D(\d{1,2})\D|(0[1-9]|1[0-2]))(\d{1,2})(?!\d)/.exec(printed)
  if (year) return `${year[1]}-${two(year[2] ?? year[3])}-${two(year[4])}`
  const named = /^(\d{1,2})\W*([A-Z]{3})[A-Z]*\W*(\d{2,4})/i.exec(printed)
  const numeric = /^(\d{1,2})(?:\D(\d{1,2})\D|(\d{2}))(\d{4}|\d{2})/.exec(printed)
  const month = named ? String(MONTHS.indexOf((named[2] ?? '').toUpperCase()) + 1) : (numeric?.[2] ?? numeric?.[3])
  const [y, d] = [named?.[3] ?? numeric?.[4], named?.[1] ?? numeric?.[1]]
  return `${y?.length === 2 ? `20${y}` : y}-${two(month)}-${two(d)}`
}

function wordsOf({ text, corners }: Printed): Word[] {
  const [xs, ys] = [corners.filter((_, index) => index % 2 === 0), corners.filter((_, index) => index % 2 === 1)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const letter = (Math.max(...xs) - left) / Math.max(text.length, 1)
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    confidence: 1,
    box: {
      x: left + match.index * letter,
      y: top,
      width: match[0].length * letter,
      height: Math.max(...ys) - top,
    },
  }))
}

function pagesOf(id: string, form: Form): PageWords[] {
  const boxes = boxesOf(id)
  if (form === 'text') return wordsOfText(boxes.map(({ text }) => text).join('\n'))
  const corners = boxes.flatMap((box) => box.corners)
  const size = Math.max(...corners, 1)
  return [{ page: 1, width: size, height: size, words: boxes.flatMap(wordsOf), source: 'ocr' }]
}

function caseOf(id: string, pages: Case['pages']): Case {
  const { company, date, total }: Record<string, string> = JSON.parse(
    readFileSync(corpus('sroie-receipts/key', `${id}.json`), 'utf8'),
  )
  const gross = total?.replace(/[^\d.]/g, '')
  return {
    name: id,
    pages,
    truth: { issuer: company, issuedOn: isoDate(date ?? ''), gross, payable: gross },
    isLoose: false,
  }
}

/** The receipts of which there is a picture, through OCR. */
export const sroiePictures = (): Case[] =>
  corpusFiles('sroie-receipts/img', '.jpg').map((path) =>
    caseOf(basename(path, '.jpg'), async () => (await readPages(readFileSync(path), 'image/jpeg')).pages),
  )

/** Every second receipt, in the order of the names: the half that was looked at while the rules were written. */
export function sroie(form: Form): { seen: Case[]; unseen: Case[] } {
  const cases = corpusFiles('sroie-receipts/key', '.json').map((path) => {
    const id = basename(path, '.json')
    return caseOf(id, () => pagesOf(id, form))
  })
  return {
    seen: cases.filter((_, index) => index % 2 === 0),
    unseen: cases.filter((_, index) => index % 2 === 1),
  }
}
