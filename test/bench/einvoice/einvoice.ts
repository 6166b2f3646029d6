import { readFileSync } from 'node:fs'
import { validate } from '#src/documents/rules/validate.ts'
import { corpusFiles } from '#test/support/corpus.ts'
import type { Effort } from '../areas.ts'
import { interleave, ratiosOf, type Sample } from '../measure.ts'
import { say, sayGoal, sayMachine, sayMissing } from '../print.ts'
import { invoiceOf } from './many-lines.ts'
import type { WarmJudge } from './warm-judge.ts'
import { startSaxon } from './warm-saxon.ts'
import { SAXON_JS, startSaxonJs } from './warm-saxon-js.ts'

const SETS = ['en16931/ubl/examples', 'en16931/test/testfiles']
const FEW = 1_000
const MANY = 10_000

/** From bytes to what fired, one document after the other on one thread. */
export async function einvoice(effort: Effort): Promise<void> {
  await sayMachine('einvoice')
  const files = SETS.flatMap((set) => [...corpusFiles(set, '.xml')])
  const saxon = await startSaxon(files)
  if (saxon) await against(saxon, 'Saxon-HE', files, effort, { row: 19, goal: 6, floor: 3 })
  else sayMissing('row 19, Saxon-HE: install the system packages default-jdk-headless and libsaxonhe-java')
  const saxonJs = await startSaxonJs(files)
  if (saxonJs) await against(saxonJs, 'SaxonJS', files, effort, { row: 20, goal: 300, floor: 150 })
  else
    sayMissing(`row 20, SaxonJS, which is no part of the project: ${SAXON_JS}, and the official stylesheet beside it`)
  await byLines(effort)
}

/** Rows 19 and 20: the official examples by EN 16931; both must say the same of every one of them before time counts. */
async function against(
  judge: WarmJudge,
  name: string,
  files: readonly string[],
  effort: Effort,
  goal: { readonly row: number; readonly goal: number; readonly floor: number },
): Promise<void> {
  try {
    const documents = files.map((file) => new Uint8Array(readFileSync(file)))
    const official = await judge.ids()
    for (const [place, bytes] of documents.entries()) {
      const ours = idsOf(bytes)
      const theirs = (official[place] ?? []).sort().join(' ')
      if (ours !== theirs) throw new Error(`${files[place]}: ${name} "${theirs}", ours "${ours}"`)
    }
    say(`the same ids on ${documents.length} official examples; ${name} runs ${judge.stylesheet}`)
    await judge.run(4)
    const speed = await interleave(
      [
        { name: 'bilag', run: async (seconds) => judged(documents, seconds) },
        { name, run: (seconds) => judge.run(seconds) },
      ],
      effort,
    )
    const ratios = ratiosOf(speed.bilag ?? [], speed[name] ?? [])
    sayGoal({ ...goal, text: `EN 16931 UBL documents/s / warm ${name}`, isMore: true, ratios })
  } finally {
    await judge.stop()
  }
}

/** Ids in order, each as often as it fired. */
const idsOf = (bytes: Uint8Array): string =>
  validate(bytes, { rules: ['en16931'] })
    .fired.flatMap(({ id, count }) => Array<string>(count).fill(id))
    .sort()
    .join(' ')

function judged(documents: readonly Uint8Array[], seconds: number): Sample {
  const startedMs = performance.now()
  let count = 0
  for (; performance.now() - startedMs < seconds * 1000; count += 1) {
    validate(documents[count % documents.length] ?? new Uint8Array(), { rules: ['en16931'] })
  }
  return { perSecond: (count * 1000) / (performance.now() - startedMs) }
}

/** Row 21: an invoice of many lines takes as long for each as one of few. All rules of Peppol, and none fires. */
async function byLines(effort: Effort): Promise<void> {
  const [few, many] = [invoiceOf(FEW), invoiceOf(MANY)]
  for (const bytes of [few, many]) {
    const { fired, rules } = validate(bytes)
    if (fired.length > 0 || !rules.includes('peppol'))
      throw new Error(`${fired[0]?.id} fired, or other rules: ${rules}`)
  }
  const linesOf = (bytes: Uint8Array, lines: number) => async (seconds: number) => {
    const startedMs = performance.now()
    let count = 0
    for (; performance.now() - startedMs < seconds * 1000; count += lines) validate(bytes)
    return { perSecond: (count * 1000) / (performance.now() - startedMs) }
  }
  const speed = await interleave(
    [
      { name: `lines of ${FEW}`, run: linesOf(few, FEW) },
      { name: `lines of ${MANY}`, run: linesOf(many, MANY) },
    ],
    effort,
  )
  const ratios = ratiosOf(speed[`lines of ${FEW}`] ?? [], speed[`lines of ${MANY}`] ?? [])
  const text = `time of an invoice of ${MANY} lines / that of 10 of ${FEW}`
  sayGoal({ row: 21, text, goal: 1.1, floor: 1.3, isMore: false, ratios })
}
