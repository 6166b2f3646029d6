import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBelow } from '#test/documents/oracle/stylesheets.ts'
import { asStarted } from '#test/support/process.ts'
import { converse, type WarmJudge } from './warm-judge.ts'
import { FOLDER } from './warm-saxon.ts'

const ENTRY = fileURLToPath(new URL('./judge-by-saxon-js.ts', import.meta.url))
const STYLESHEET = /^EN16931-UBL-validation(-compiled)?\.xslt?$/

/** What is to be installed in the folder, which is no part of the project. */
export const SAXON_JS = `npm install --prefix ${FOLDER} --no-save xslt3`

/**
 * SaxonJS with the official rules of EN 16931 in UBL, compiled to its own form beside the stylesheet when that is not there
 * yet, which takes a while. Undefined when the folder has no SaxonJS or no stylesheet.
 */
export async function startSaxonJs(files: readonly string[]): Promise<WarmJudge | undefined> {
  const [compiler, official] = [join(FOLDER, 'node_modules/xslt3/xslt3.js'), findBelow(FOLDER, STYLESHEET)]
  if (!existsSync(compiler) || official === undefined) return undefined
  const compiled = official.replace(/\.xslt?$/, '.sef.json')
  if (!existsSync(compiled)) {
    const made = spawnSync(process.execPath, [compiler, `-xsl:${official}`, `-export:${compiled}`, '-nogo'])
    if (made.status !== 0) throw new Error(`SaxonJS did not compile the stylesheet:\n${made.stderr}`)
  }
  const args = [...asStarted(ENTRY), FOLDER, compiled, ...files]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  return converse(child, 'the official stylesheet, compiled')
}
