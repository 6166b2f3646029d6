import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileSchematron } from '#test/documents/oracle/compile-schematron.ts'
import { findSaxon } from '#test/documents/oracle/saxon.ts'
import { findBelow } from '#test/documents/oracle/stylesheets.ts'
import { corpus } from '#test/support/corpus.ts'
import type { Sample } from '../measure.ts'

/** Where the official stylesheets and Saxon-HE are looked for beside the system's: BILAG_ORACLE, or `../oracle`. */
const FOLDER = resolve(process.env.BILAG_ORACLE ?? fileURLToPath(new URL('../../../../oracle', import.meta.url)))
const DRIVER = fileURLToPath(new URL('./WarmSaxon.java', import.meta.url))
const STYLESHEET = /^EN16931-UBL-validation(-compiled)?\.xslt?$/
const SCHEMATRON = 'en16931/ubl/schematron/preprocessed'

/** Saxon-HE with the official rules of EN 16931 in UBL, loaded and waiting. */
export interface WarmSaxon {
  /** Which stylesheet it runs. */
  readonly stylesheet: string
  /** Ids that fire, in the order of the documents. */
  ids(): Promise<string[][]>
  run(seconds: number): Promise<Sample>
  stop(): Promise<void>
}

/** Undefined when there is no Java with a compiler, or no Saxon-HE. */
export async function startSaxon(files: readonly string[]): Promise<WarmSaxon | undefined> {
  const jar = findSaxon(FOLDER)
  if (jar === undefined) return undefined
  const work = mkdtempSync(join(tmpdir(), 'bilag-saxon-'))
  const official = findBelow(FOLDER, STYLESHEET)
  const args = ['-cp', jar, DRIVER, official ?? compiled(work), ...files]
  const child = spawn('java', args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<string | undefined> => (await lines.next()).value
  const ask = async (question: string): Promise<string> => {
    child.stdin.write(`${question}\n`)
    const line = await answer()
    if (line === undefined) throw new Error('Saxon ended by itself')
    return line
  }
  if ((await answer()) !== 'ready') {
    rmSync(work, { recursive: true })
    return undefined
  }
  return {
    stylesheet: official === undefined ? 'the official Schematron, compiled by us' : 'the official stylesheet',
    ids: async () => (await ask('ids')).split(';').map((one) => (one === '' ? [] : one.split(' '))),
    async run(seconds) {
      const [count, ns] = (await ask(String(Math.round(seconds * 1000)))).split(' ').map(Number)
      return { perSecond: ((count ?? 0) * 1e9) / (ns ?? 0) }
    },
    async stop() {
      await ended(child)
      rmSync(work, { recursive: true })
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((settle) => child.once('exit', settle))
  child.stdin?.end()
  await exit
}

/** The flat Schematron of the corpus as a stylesheet that only says what failed, which is less work than the official one. */
function compiled(work: string): string {
  const name = readdirSync(corpus(SCHEMATRON)).find((one) => one.endsWith('.sch')) ?? ''
  const file = corpus(SCHEMATRON, name)
  const stylesheet = join(work, 'en16931-ubl.xsl')
  writeFileSync(stylesheet, compileSchematron(readFileSync(file), pathToFileURL(file).href))
  return stylesheet
}
