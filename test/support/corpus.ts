import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** The folder of real third-party files; BILAG_CORPUS, or `../shared/corpus` beside the project. */
export const corpusRoot = (): string => resolve(process.env.BILAG_CORPUS ?? join(PROJECT, '../shared/corpus'))

/** The absolute path of a file or folder of the corpus. */
export const corpus = (...path: string[]): string => join(corpusRoot(), ...path)

export const corpusBytes = (...path: string[]): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(corpus(...path)))
export const corpusText = (...path: string[]): string => readFileSync(corpus(...path), 'utf8')

/** Absolute paths of all files below a folder of the corpus whose name ends as asked, sorted; never an empty list. */
export function corpusFiles(folder: string, ending: string): string[] {
  const found = readdirSync(corpus(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  if (found.length === 0) throw new Error(`no *${ending} below ${corpus(folder)}`)
  return found
}
