import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileSchematron } from '#test/documents/oracle/compile-schematron.ts'
import { findSaxon } from '#test/documents/oracle/saxon.ts'
import { findBelow } from '#test/documents/oracle/stylesheets.ts'
import { corpus } from '#test/support/corpus.ts'
import { converse, type WarmJudge } from './warm-judge.ts'

/** Where the official stylesheets and Saxon-HE are looked for beside the system's: BILAG_ORACLE, or `../oracle`. */
export const FOLDER = resolve(process.env.BILAG_ORACLE ?? fileURLToPath(new URL('../../../../oracle', import.meta.url)))
const DRIVER = fileURLToPath(new URL('./WarmSaxon.java', import.meta.url))
const STYLESHEET = /^EN16931-UBL-validation(-compiled)?\.xslt?$/
const SCHEMATRON = 'en16931/ubl/schematron/preprocessed'

/** Saxon-HE with the official rules of EN 16931 in UBL. Undefined when there is no Java with a compiler, or no Saxon-HE. */
export async function startSaxon(files: readonly string[]): Promise<WarmJudge | undefined> {
  const jar = findSaxon(FOLDER)
  if (jar === undefined) return undefined
  const work = mkdtempSync(join(tmpdir(), 'bilag-saxon-'))
  const official = findBelow(FOLDER, STYLESHEET)
  const args = ['-cp', jar, DRIVER, official ?? compiled(work), ...files]
  const child = spawn('java', args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const judge = await converse(
    child,
    official === undefined ? 'the official Schematron, compiled by us' : 'the official stylesheet',
  )
  const stop = async (): Promise<void> => {
    await judge?.stop()
    rmSync(work, { recursive: true })
  }
  if (judge) return { ...judge, stop }
  await stop()
  return undefined
}

/** The flat Schematron of the corpus as a stylesheet that only says what failed, which is less work than the official one. */
function compiled(work: string): string {
  const name = readdirSync(corpus(SCHEMATRON)).find((one) => one.endsWith('.sch')) ?? ''
  const file = corpus(SCHEMATRON, name)
  const stylesheet = join(work, 'en16931-ubl.xsl')
  writeFileSync(stylesheet, compileSchematron(readFileSync(file), pathToFileURL(file).href))
  return stylesheet
}
