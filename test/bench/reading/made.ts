import { wordsOfText } from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import type { Wording } from '#test/documents/reading/made/draw-invoice.ts'
import { KIND_NAMES, madeDocument } from '#test/documents/reading/made/kinds/index.ts'
import { type MadeFile, madeFile } from '#test/documents/reading/made/made-cases.ts'
import { cleanScan, noisyScan, type ScanOptions, scanPage } from '#test/documents/reading/made/scan-page.ts'
import { say, sayGoal } from '../print.ts'
import { type Case, type Score, score } from './score.ts'

/** Invented invoices with a text layer, and of those that become pictures. */
const TEXTS = 200
const SCANS = 12
/** More lines than this go over several pages; a scan is of one. */
const LINES_OF_A_PAGE = 8

const caseOf = ({ name, truth, pdf }: MadeFile, scan: ScanOptions | undefined): Case => ({
  name,
  truth,
  isLoose: false,
  pages: async () => {
    const { pages } = scan
      ? await readPages(await scanPage(pdf, scan), 'image/jpeg')
      : await readPages(pdf, 'application/pdf')
    return pages
  },
})

async function cases(wording: Wording, count: number, scanOf?: (seed: number) => ScanOptions): Promise<Case[]> {
  const made: Case[] = []
  for (let seed = 0; made.length < count; seed += 1) {
    const file = await madeFile(seed, wording)
    if (scanOf && file.invoice.lines.length > LINES_OF_A_PAGE) continue
    made.push(caseOf(file, scanOf?.(seed)))
  }
  return made
}

interface Sums {
  readonly asked: number
  readonly right: number
  readonly sure: number
  readonly sureRight: number
}

const sumsOf = ({ fields }: Score): Sums =>
  [...fields.values()].reduce(
    (sum, one) => ({
      asked: sum.asked + one.asked,
      right: sum.right + one.right,
      sure: sum.sure + one.sure,
      sureRight: sum.sureRight + one.sureRight,
    }),
    { asked: 0, right: 0, sure: 0, sureRight: 0 },
  )

/** Documents of each kind. */
const OF_KIND = 30

/** Receipts, bills and letters of other kinds than a plain invoice, as text with columns. */
export async function madeKinds(tell: (title: string, score: Score, showsMisses: boolean) => void): Promise<void> {
  for (const wording of ['even', 'odd'] as const) {
    const cases = KIND_NAMES.flatMap((kind) =>
      Array.from({ length: OF_KIND }, (_, seed): Case => {
        const { text, truth } = madeDocument(kind, seed, wording)
        return { name: `${kind}-${seed}`, truth, isLoose: false, pages: () => wordsOfText(text) }
      }),
    )
    tell(
      `invented documents of ${KIND_NAMES.length} other kinds, ${wording} wording`,
      await score(cases),
      wording === 'even',
    )
  }
}

/** Row 18: header fields of invented invoices, exact, as PDFs and as scans; the odd half has other words for everything. */
export async function madeInvoices(tell: (title: string, score: Score, showsMisses: boolean) => void): Promise<void> {
  const kinds = [
    { name: 'text PDF', goal: 0.998, floor: 0.99, count: TEXTS, scan: undefined },
    { name: 'clean scan, 300 dpi', goal: 0.99, floor: 0.97, count: SCANS, scan: cleanScan },
    { name: 'noisy scan, 150 to 200 dpi', goal: 0.96, floor: 0.9, count: SCANS, scan: noisyScan },
  ] as const
  const surely = { sure: 0, sureRight: 0 }
  for (const { name, goal, floor, count, scan } of kinds) {
    const shares: number[] = []
    for (const wording of ['even', 'odd'] as const) {
      const scored = await score(await cases(wording, count, scan))
      tell(`invented invoices, ${name}, ${wording} wording`, scored, wording === 'even')
      const sums = sumsOf(scored)
      shares.push(sums.right / sums.asked)
      surely.sure += sums.sure
      surely.sureRight += sums.sureRight
    }
    sayGoal({ row: 18, text: `header fields exact, ${name} (even, odd)`, goal, floor, isMore: true, ratios: shares })
  }
  say(`${surely.sure} fields given as sure, ${surely.sure - surely.sureRight} of them wrong`)
  const ratios = [surely.sureRight / surely.sure]
  sayGoal({ row: 18, text: 'fields given as sure that are right', goal: 0.9995, floor: 0.995, isMore: true, ratios })
}
