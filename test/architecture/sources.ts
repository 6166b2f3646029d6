import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  /** As written: "./a.ts", "#src/ledger/index.ts", "pg". */
  readonly specifier: string
  /** Path from the project root when it is a file of ours, undefined for packages. */
  readonly file: string | undefined
  /** The package's name ("@hono/node-server", "node:fs") when it is not ours. */
  readonly package: string | undefined
  readonly isTypeOnly: boolean
}

export interface Source {
  /** From the project root, with slashes. */
  readonly path: string
  readonly text: string
  /** The text without comment lines. */
  readonly code: string
  readonly lines: number
  readonly imports: readonly Import[]
}

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"\n]+)['"]/g
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/** A source file with what it imports; also for texts that no file holds. */
export function toSource(path: string, text: string): Source {
  const code = withoutComments(text)
  const found = [
    ...[...code.matchAll(STATEMENT)].map((match) => importOf(path, match[2] ?? '', match[1] !== undefined)),
    ...[...code.matchAll(DYNAMIC)].map((match) => importOf(path, match[1] ?? '', false)),
  ]
  return { path, text, code, lines: text.trimEnd().split('\n').length, imports: found }
}

/** Every TypeScript file below these folders of the project. */
export const readSources = (...folders: string[]): Source[] =>
  folders.flatMap((folder) =>
    filesBelow(folder).map((path) => toSource(path, readFileSync(join(PROJECT, path), 'utf8'))),
  )

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Whole-line comments only: a rule that looks for words must not stumble over the sentence that explains them. */
const withoutComments = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^\s*(\/\/|\/\*|\*)/.test(line) ? '' : line))
    .join('\n')

function importOf(from: string, specifier: string, isTypeOnly: boolean): Import {
  const file = fileOf(from, specifier)
  return { specifier, file, package: file === undefined ? packageOf(specifier) : undefined, isTypeOnly }
}

function fileOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(dirname(from), specifier))
  return /^#(src|connectors|test)\//.test(specifier) ? specifier.slice(1) : undefined
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
