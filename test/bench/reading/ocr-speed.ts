import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { extractFields, type FieldName } from '#src/documents/reading/fields/index.ts'
import { readPages } from '#src/documents/reading/index.ts'
import type { PageWords } from '#src/documents/reading/page-words.ts'
import { wordsOfTsv } from '#src/documents/reading/thread/tsv-words.ts'
import { type MadeFile, madeFile } from '#test/documents/reading/made/made-cases.ts'
import { cleanScan, scanPage } from '#test/documents/reading/made/scan-page.ts'
import type { Effort } from '../areas.ts'
import { interleave, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal, sayMissing } from '../print.ts'
import { isRight } from './score.ts'

const run = promisify(execFile)
const resolve = createRequire(import.meta.url).resolve

/** Pages that are read over and over, and readers at once: the goal is of two cores. */
const PAGES = 6
const READERS = 2
/** A page takes about a second: fewer would be measured by their rests. */
const LEAST_SECONDS = 8
const ASKED = ['number', 'issuedOn', 'gross', 'organisationNumber', 'account'] as const satisfies readonly FieldName[]
/** The language data that our own recogniser has. */
const LANGUAGES = ['nor', 'eng']

interface Scan {
  readonly path: string
  readonly bytes: Uint8Array
  readonly truth: MadeFile['truth']
}

async function scansIn(folder: string): Promise<Scan[]> {
  const scans: Scan[] = []
  for (let seed = 0; scans.length < PAGES; seed += 1) {
    const { pdf, truth, invoice } = await madeFile(seed, 'even')
    if (invoice.lines.length > 8) continue
    const bytes = await scanPage(pdf, cleanScan(seed))
    const path = join(folder, `${seed}.jpg`)
    writeFileSync(path, bytes)
    scans.push({ path, bytes, truth })
  }
  return scans
}

const ours = async ({ bytes }: Scan): Promise<readonly PageWords[]> => (await readPages(bytes, 'image/jpeg')).pages

/** The same language data, the same layout analysis, one thread; from the same file. */
const byCommand =
  (folder: string) =>
  async ({ path }: Scan): Promise<readonly PageWords[]> => {
    const args = [path, '-', '--tessdata-dir', folder, '-l', LANGUAGES.join('+'), '-c', 'tessedit_create_tsv=1']
    const { stdout } = await run('tesseract', args, { env: { ...process.env, OMP_THREAD_LIMIT: '1' } })
    const words = wordsOfTsv(stdout)
    const [width, height] = stdout.split('\n')[1]?.split('\t').slice(8, 10).map(Number) ?? []
    return [{ page: 1, width: width ?? 1, height: height ?? 1, words, source: 'ocr' }]
  }

async function fieldsRight(scans: readonly Scan[], read: (scan: Scan) => Promise<readonly PageWords[]>) {
  let right = 0
  for (const scan of scans) {
    const { fields } = extractFields(await read(scan))
    right += ASKED.filter((name) => isRight(name, fields[name]?.value, scan.truth[name] ?? '', false)).length
  }
  return right
}

/** Each reader counts until its own end, so that none is measured while it waits for the other. */
async function pagesPerSecond(
  scans: readonly Scan[],
  readers: number,
  read: (scan: Scan) => Promise<unknown>,
  seconds: number,
): Promise<Sample> {
  let next = 0
  const reader = async (): Promise<number> => {
    const startedMs = performance.now()
    let pages = 0
    for (; performance.now() - startedMs < seconds * 1000; pages += 1) {
      const scan = scans[next++ % scans.length]
      if (scan) await read(scan)
    }
    return (pages * 1000) / (performance.now() - startedMs)
  }
  const paces = await Promise.all(Array.from({ length: readers }, reader))
  return { perSecond: paces.reduce((sum, pace) => sum + pace, 0) }
}

const isThere = (): Promise<boolean> =>
  run('tesseract', ['--version']).then(
    () => true,
    () => false,
  )

/** Row 17: scans a second with two readers, against twice what tesseract's command does with one thread and the same data. */
export async function ocrSpeed(effort: Effort): Promise<void> {
  if (!(await isThere())) return sayMissing('row 17: the command tesseract (Debian: tesseract-ocr) is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'ocr-speed-'))
  try {
    for (const language of LANGUAGES) {
      const packed = resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`)
      writeFileSync(join(folder, `${language}.traineddata`), gunzipSync(readFileSync(packed)))
    }
    await measure(folder, { ...effort, seconds: Math.max(LEAST_SECONDS, effort.seconds) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(folder: string, effort: Effort): Promise<void> {
  const scans = await scansIn(folder)
  const command = byCommand(folder)
  const [mine, its] = [await fieldsRight(scans, ours), await fieldsRight(scans, command)]
  const asked = scans.length * ASKED.length
  say(`OCR of ${scans.length} clean scans: ${mine} of ${asked} fields right, by the command ${its}`)
  if (mine < its) sayMissing('row 17: the command finds more of the fields, so the pace is not that of the same answer')
  const measured = await interleave(
    [
      { name: 'scans, two readers', run: (seconds) => pagesPerSecond(scans, READERS, ours, seconds) },
      { name: 'tesseract, one thread', run: (seconds) => pagesPerSecond(scans, 1, command, seconds) },
    ],
    effort,
  )
  sayGoal({
    row: 17,
    text: 'OCR pages/s with two readers / (2 x tesseract command with one thread)',
    goal: 1,
    floor: 0.85,
    isMore: true,
    ratios: ratiosOf(measured['scans, two readers'], measured['tesseract, one thread']).map((ratio) => ratio / READERS),
  })
}
