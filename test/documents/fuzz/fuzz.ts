import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { READING_LIMITS, stopReading } from '#src/documents/reading/index.ts'
import { einvoiceCase, originals } from './einvoice-cases.ts'
import { fileCase, originalFiles } from './file-cases.ts'
import { judgeEInvoice } from './judge-einvoice.ts'
import { judgeFile } from './judge-file.ts'
import { judgePrint } from './judge-print.ts'
import { watch } from './watch.ts'

const USAGE = 'npm run fuzz -- [einvoices N] [prints N] [pdfs N] [--seed 1] [--from 0]'
const say = (line: string) => process.stdout.write(`${line}\n`)

interface Kind {
  readonly usual: number
  /** Milliseconds that one case may take. */
  readonly limitMs: number
  readonly originals: () => Uint8Array[]
  readonly make: (from: readonly Uint8Array[], seed: number, number: number) => Uint8Array
  readonly judge: (bytes: Uint8Array) => boolean | Promise<boolean>
}

const KINDS: Readonly<Record<string, Kind>> = {
  einvoices: { usual: 20_000, limitMs: 10_000, originals, make: einvoiceCase, judge: judgeEInvoice },
  prints: { usual: 300, limitMs: 30_000, originals, make: einvoiceCase, judge: judgePrint },
  // Reading has limits of its own, which are to hold; what is over them hangs.
  pdfs: {
    usual: 500,
    limitMs: READING_LIMITS.documentMs + 10_000,
    originals: originalFiles,
    make: fileCase,
    judge: judgeFile,
  },
}

/** Failures of a run that are told and kept; the others are counted. */
const MAX_TOLD = 20

/** Megabytes that the process may hold at any time. */
const MAX_MEMORY = 2_000

/**
 * Damages documents in every way that we can think of and asks all that can be asked of them: each is answered or
 * refused with a problem, in time and in bounded memory. A case that fails is kept as a file, and made again by its seed
 * and number alone. The exit code is 1 when one failed.
 */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, from: { type: 'string', default: '0' } },
  })
  const wanted = wantedOf(positionals)
  if (wanted === undefined) {
    say(`usage: ${USAGE}`)
    return 2
  }
  let failures = 0
  process.on('unhandledRejection', (error) => {
    failures += 1
    say(`a rejection that nobody handled: ${error instanceof Error ? error.stack : String(error)}`)
  })
  for (const [name, count] of wanted) failures += await run(name, count, Number(values.seed), Number(values.from))
  await stopReading()
  return failures === 0 ? 0 : 1
}

/** Kinds with their number of cases; all kinds when none is named, undefined for anything that is no kind. */
function wantedOf(words: readonly string[]): [string, number][] | undefined {
  if (words.length === 0) return Object.entries(KINDS).map(([name, { usual }]) => [name, usual])
  const wanted: [string, number][] = []
  for (const [place, word] of words.entries()) {
    if (/^\d+$/.test(word)) continue
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
    if (!kind) return undefined
    const count = words[place + 1] ?? ''
    wanted.push([word, /^\d+$/.test(count) ? Number(count) : kind.usual])
  }
  return wanted.length > 0 ? wanted : undefined
}

async function run(name: string, count: number, seed: number, first: number): Promise<number> {
  const kind = KINDS[name]
  if (!kind) return 1
  const from = kind.originals()
  say(`${name}: ${count} cases of ${from.length} originals, seed ${seed}`)
  const watched = watch(kind.limitMs)
  let [failures, read, slowestMs, slowest, peak] = [0, 0, 0, 0, 0]
  for (let number = first; number < first + count; number += 1) {
    const bytes = kind.make(from, seed, number)
    const startedMs = performance.now()
    watched.begin(number)
    try {
      if (await kind.judge(bytes)) read += 1
    } catch (error) {
      failures += 1
      if (failures <= MAX_TOLD) tell(name, seed, number, bytes, error)
    }
    watched.end()
    const ms = performance.now() - startedMs
    if (ms > slowestMs) [slowestMs, slowest] = [ms, number]
    const memory = process.memoryUsage.rss() / 2 ** 20
    if (memory > MAX_MEMORY && peak <= MAX_MEMORY) {
      failures += 1
      say(`case ${number}: the process holds ${Math.round(memory)} MB`)
    }
    peak = Math.max(peak, memory)
  }
  await watched.stop()
  say(
    `${name}: ${read} read, ${count - read - failures} refused, ${failures} failed; ` +
      `slowest ${Math.round(slowestMs)} ms (case ${slowest}), memory ${Math.round(peak)} MB at most`,
  )
  return failures
}

function tell(name: string, seed: number, number: number, bytes: Uint8Array, error: unknown): void {
  const kept = join(tmpdir(), `bilag-fuzz-${name}-${seed}-${number}`)
  writeFileSync(kept, bytes)
  const what = error instanceof Error ? error.stack?.split('\n').slice(0, 6).join('\n    ') : String(error)
  say(`  case ${number} failed: ${what}`)
  say(`    kept as ${kept}; again: npm run fuzz -- ${name} 1 --seed ${seed} --from ${number}`)
}

process.exitCode = await main(process.argv.slice(2))
