import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { NAMESPACES, syntaxOf } from '#src/documents/einvoice/namespaces.ts'
import { evaluate } from '#src/documents/rules/engine/evaluate.ts'
import { Subject } from '#src/documents/rules/engine/subject.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'
import { corpusRoot } from '#test/support/corpus.ts'
import { randomFrom } from '#test/support/random.ts'
import { mutate, readTree, writeTree } from './mutate.ts'
import { findSaxon, judgeAll } from './saxon.ts'
import { type Judge, judgesIn } from './stylesheets.ts'

const USAGE = 'npm run oracle -- FOLDER [--mutants 10000] [--seed 1] [--examples FOLDER] [--only NAME] [--keep FOLDER]'

const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Compares our rules with the official ones, run by Saxon-HE: on every complete document of the examples, and on
 * mutants of them. FOLDER holds the official stylesheets or flat Schematron files, and Saxon-HE unless the system has
 * it; nothing of it becomes part of the project. The exit code is 1 when a document is judged otherwise.
 */
function main(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mutants: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      examples: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'string' },
    },
  })
  const [folder] = positionals
  if (folder === undefined) {
    say(`usage: ${USAGE}`)
    return 2
  }
  const jar = findSaxon(folder)
  if (jar === undefined) {
    say('There is no Java, or no Saxon-HE: install the system packages default-jre-headless and libsaxonhe-java.')
    return 2
  }
  const judges = judgesIn(resolve(folder)).filter(
    (judge) => values.only === undefined || judge.name.includes(values.only),
  )
  if (judges.length === 0) say(`No official stylesheet is known below ${folder}.`)
  const work = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'bilag-oracle-')) : resolve(values.keep)
  mkdirSync(work, { recursive: true })
  try {
    const documents = writeDocuments(work, values.examples ?? corpusRoot(), Number(values.mutants), Number(values.seed))
    const differences = judges.map((judge) => compare(jar, judge, documents[judge.syntax], work))
    return judges.length > 0 && differences.every((count) => count === 0) ? 0 : 1
  } finally {
    if (values.keep === undefined) rmSync(work, { recursive: true, force: true })
  }
}

interface Documents {
  readonly ubl: string
  readonly cii: string
}

/** The examples as files of one folder per syntax, with the mutants of them beside. */
function writeDocuments(work: string, examples: string, mutants: number, seed: number): Documents {
  const folders = { ubl: join(work, 'ubl'), cii: join(work, 'cii') }
  const found = examplesIn(examples)
  for (const syntax of ['ubl', 'cii'] as const) {
    mkdirSync(folders[syntax], { recursive: true })
    const originals = found.filter((one) => one.syntax === syntax).map(({ bytes }) => bytes)
    for (const [place, bytes] of originals.entries())
      writeFileSync(join(folders[syntax], `example-${place}.xml`), bytes)
    const random = randomFrom(seed)
    for (let count = 0; count < mutants && originals.length > 0; count += 1) {
      const tree = readTree(originals[Math.floor(random() * originals.length)] ?? new Uint8Array())
      mutate(tree, random)
      writeFileSync(join(folders[syntax], `mutant-${count}.xml`), writeTree(tree))
    }
    say(`${syntax}: ${originals.length} examples, ${originals.length > 0 ? mutants : 0} mutants`)
  }
  return folders
}

/** Bytes of one example; larger ones make the mutants slow and teach nothing. */
const MAX_EXAMPLE = 200_000

function examplesIn(folder: string): { bytes: Uint8Array; syntax: 'ubl' | 'cii' }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile() || !/\.xml$/i.test(entry.name)) return []
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    if (bytes.length > MAX_EXAMPLE) return []
    try {
      const syntax = syntaxOf(parseXml(bytes, { namespaces: NAMESPACES }))?.syntax
      return syntax === 'ubl' || syntax === 'cii' ? [{ bytes, syntax }] : []
    } catch {
      return []
    }
  })
}

/** How many documents the two judge otherwise; those on which the official run breaks off are told apart. */
function compare(jar: string, judge: Judge, documents: string, work: string): number {
  const own = mkdtempSync(join(work, 'judge-'))
  const verdicts = judgeAll(jar, judge, documents, own)
  const kinds = new Map<string, string[]>()
  let [equal, broken] = [0, 0]
  for (const [name, official] of verdicts) {
    if (!official) {
      broken += 1
      continue
    }
    const root = parseXml(readFileSync(join(documents, name)), { namespaces: NAMESPACES })
    const ours = new Map(evaluate(new Subject(root), [judge.ours]).map(({ id, count }) => [id, count]))
    const ids = [...new Set([...official.keys(), ...ours.keys()])].filter(
      (id) => official.get(id) !== ours.get(id) && (judge.ids?.has(id) ?? true),
    )
    if (ids.length === 0) equal += 1
    for (const id of ids) {
      const kind = `${id}: official ${official.get(id) ?? 0}, ours ${ours.get(id) ?? 0}`
      kinds.set(kind, [...(kinds.get(kind) ?? []), name])
    }
  }
  const judged = verdicts.size - broken
  say(
    `${judge.name}: ${judged} judged by both, ${equal} equal, ${judged - equal} differ; the official run broke off on ${broken}`,
  )
  for (const [kind, names] of [...kinds].sort((a, b) => b[1].length - a[1].length).slice(0, 40)) {
    say(`  ${names.length} × ${kind} (${names.slice(0, 2).join(', ')})`)
  }
  return judged - equal
}

process.exitCode = main(process.argv.slice(2))
