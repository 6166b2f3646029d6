import { readFile } from 'node:fs/promises'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliIo } from '#src/platform/cli.ts'

/** What a command says of one file: the object of `--json`, and the lines for a person. */
export interface FileAnswer {
  readonly json: object
  readonly lines: readonly string[]
}

/**
 * Runs a command over files in the order given; each is answered alone. The exit code is 1 when one could not be
 * read at all, else 0. With `json` one object per file and line.
 */
export async function eachFile(
  files: readonly string[],
  json: boolean,
  io: CliIo,
  answer: (file: string, bytes: Uint8Array) => FileAnswer | Promise<FileAnswer>,
): Promise<number> {
  let exitCode = 0
  for (const file of files) {
    try {
      const given = await answer(file, await readFile(file))
      if (json) io.out(JSON.stringify(given.json))
      else for (const line of given.lines) io.out(line)
    } catch (error) {
      const failure = failureOf(error)
      if (json) io.out(JSON.stringify({ file, error: failure }))
      else io.err(`${file}: ${failure.message}\n`)
      exitCode = 1
    }
  }
  return exitCode
}

/** A problem of ours, or of the file system; anything else is a fault in Bilag and is thrown on. */
function failureOf(error: unknown): { code: string; message: string } {
  if (isProblem(error)) return { code: error.code, message: error.message }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: 'file_unreadable', message: error.message }
  }
  throw error
}
