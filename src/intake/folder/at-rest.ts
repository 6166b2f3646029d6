import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnreadable, mendNames } from './mend-names.ts'

/** How long a file has to stay as it is: programs that write pause, but seldom for that long. Milliseconds. */
export const REST_MS = 5000

interface Seen {
  /** Size, time of change and inode together: another one is another state. */
  readonly state: string
  readonly since: number
}

/** Programs write under these names and rename when they are done. */
const UNFINISHED = /^(\.|~)|\.(part|partial|tmp|temp|crdownload|filepart|swp)$|~$/i
const ENTRIES_MAX = 10_000

/** Remembers how files of one folder looked, to tell those to which nobody writes any more. */
export class RestWatch {
  #seen = new Map<string, Seen>()

  /** Names of the files that have come to rest, oldest look first. Links count as they stand; they are never followed. */
  async atRest(folder: string, nowMs: number): Promise<string[]> {
    const before = this.#seen
    this.#seen = new Map()
    const resting: string[] = []
    const entries = await readdir(folder, { withFileTypes: true })
    if (entries.some(({ name }) => isUnreadable(name))) await mendNames(folder)
    for (const entry of entries.slice(0, ENTRIES_MAX)) {
      if (entry.isDirectory() || UNFINISHED.test(entry.name)) continue
      const state = await stateOf(join(folder, entry.name))
      if (state === undefined) continue
      const known = before.get(entry.name)
      const seen = known?.state === state ? known : { state, since: nowMs }
      this.#seen.set(entry.name, seen)
      if (nowMs - seen.since >= REST_MS) resting.push(entry.name)
    }
    return resting
  }
}

async function stateOf(path: string): Promise<string | undefined> {
  const found = await lstat(path, { bigint: true }).catch(() => undefined)
  return found && `${found.size} ${found.mtimeNs} ${found.ino}`
}
