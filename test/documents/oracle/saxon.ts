import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileSchematron } from './compile-schematron.ts'
import { findBelow, type Judge } from './stylesheets.ts'

const JAR = /^Saxon-HE.*\.jar$/
/** Where the system package libsaxonhe-java puts it. */
const SYSTEM = '/usr/share/java'

/** Saxon-HE from the folder, else the system's; undefined when there is none, or no Java to run it. */
export function findSaxon(folder: string): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return undefined
  return findBelow(folder, JAR) ?? findBelow(SYSTEM, JAR)
}

/** Ids that fired with how often; undefined for a document on which the official run broke off with an error. */
export type Verdict = ReadonlyMap<string, number> | undefined

/** Judges every file of a folder by an official set, in one run of Java. */
export function judgeAll(jar: string, judge: Judge, documents: string, work: string): Map<string, Verdict> {
  const results = join(work, 'verdicts')
  mkdirSync(results, { recursive: true })
  const stylesheet = stylesheetOf(judge, work)
  const run = spawnSync(
    'java',
    ['-cp', jar, 'net.sf.saxon.Transform', `-s:${documents}`, `-o:${results}`, `-xsl:${stylesheet}`],
    {
      encoding: 'utf8',
      maxBuffer: 1_000_000_000,
    },
  )
  const names = readdirSync(documents)
  if (run.status !== 0 && !names.some((name) => existsSync(join(results, name)))) {
    throw new Error(`Saxon did not run ${judge.name}:\n${run.stderr.slice(0, 2000)}`)
  }
  return new Map(names.map((name) => [name, verdictIn(join(results, name))]))
}

function stylesheetOf(judge: Judge, work: string): string {
  if (!judge.file.endsWith('.sch')) return judge.file
  const compiled = join(work, 'compiled.xsl')
  writeFileSync(compiled, compileSchematron(readFileSync(judge.file), pathToFileURL(judge.file).href))
  return compiled
}

const FAILED = /<(?:svrl:)?failed-assert\b[^>]*?\bid="([^"]*)"/g

/** Values of attributes may hold ">", so those of the tests are taken out first. */
function verdictIn(file: string): Verdict {
  if (!existsSync(file)) return undefined
  const whole = readFileSync(file, 'utf8')
  // A run that breaks off may leave the beginning of its report behind.
  if (!/<\/svrl:schematron-output>\s*$|<svrl:schematron-output[^>]*\/>\s*$/.test(whole)) return undefined
  const text = whole.replace(/\b(test|location)\s*=\s*("[^"]*"|'[^']*')/g, '')
  const counts = new Map<string, number>()
  for (const [, id = ''] of text.matchAll(FAILED)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
