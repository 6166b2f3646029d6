import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { isProblem } from '#src/kernel/problem.ts'
import type { CliIo } from '#src/platform/cli.ts'

/** What a command says of one file: the object of `--json`, and the lines for a person. */
export interface FileAnswer {
  readonly json: object
  readonly lines: readonly string[]
}

type Answering = (file: string, bytes: Uint8Array) => FileAnswer | Promise<FileAnswer>

/** Files worked on at once: pages are read in threads, one for each processor. */
const AHEAD = availableParallelism()

/**
 * Runs a command over files; each is answered alone, some at once, and printed in the order given. The exit code is 1
 * when one could not be read at all, else 0. With `json` one object per file and line.
 */
export async function eachFile(files: readonly string[], json: boolean, io: CliIo, answer: Answering): Promise<number> {
  const begun: Promise<() => number>[] = []
  let exitCode = 0
  for (const file of files) {
    begun.push(print(file, json, io, answer))
    if (begun.length >= AHEAD) exitCode = Math.max(exitCode, await printNext(begun))
  }
  while (begun.length > 0) exitCode = Math.max(exitCode, await printNext(begun))
  return exitCode
}

const printNext = async (begun: Promise<() => number>[]): Promise<number> => (await begun.shift())?.() ?? 0

/** Never rejects: what the file gives is printed, or thrown, when its turn comes. */
async function print(file: string, json: boolean, io: CliIo, answer: Answering): Promise<() => number> {
  try {
    const given = await answer(file, await readFile(file))
    const lines = json ? [JSON.stringify(given.json)] : given.lines
    return () => {
      for (const line of lines) io.out(line)
      return 0
    }
  } catch (error) {
    return () => {
      const failure = failureOf(error)
      if (json) io.out(JSON.stringify({ file, error: failure }))
      else io.err(`${file}: ${failure.message}\n`)
      return 1
    }
  }
}

/** A problem of ours, or of the file system; anything else is a fault in Bilag and is thrown on. */
function failureOf(error: unknown): { code: string; message: string } {
  if (isProblem(error)) return { code: error.code, message: error.message }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: 'file_unreadable', message: error.message }
  }
  throw error
}
