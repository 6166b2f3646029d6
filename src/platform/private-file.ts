import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'

/**
 * The text of a small file that only its owner may read (mode 0600), made with `make()` when missing. It appears whole
 * or not at all: of several makers the first wins and all read the same.
 */
export async function readOrMakePrivate(file: string, make: () => string): Promise<string> {
  const there = await readFile(file, 'utf8').catch(() => undefined)
  if (there !== undefined) return there.trim()
  const partial = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(partial, `${make()}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(partial, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(partial)
  }
  return (await readFile(file, 'utf8')).trim()
}
