import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fail } from '#src/kernel/problem.ts'

export interface ReadFile {
  readonly bytes: Uint8Array
  /** When it was last written, by the file system. */
  readonly mtimeMs: number
}

/**
 * Reads a file without following a link or waiting for a pipe. Undefined when another worker has moved it on, `changing`
 * when somebody wrote to it meanwhile. Fails with folder_link_refused, folder_file_special or body_too_large.
 */
export async function readClaimed(path: string, bytesMax: number): Promise<ReadFile | 'changing' | undefined> {
  const file = await openPlainly(path)
  try {
    return file && (await readOpen(file, bytesMax))
  } finally {
    await file?.close()
  }
}

async function openPlainly(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    // What open(2) says of a link with O_NOFOLLOW, in Linux and in BSD.
    if (code === 'ELOOP' || code === 'EMLINK')
      return fail('folder_link_refused', 'A link is not followed; put the file itself here.')
    if (code === 'ENXIO') return special()
    throw error
  }
}

const special = (): never => fail('folder_file_special', 'This is a pipe or device; put an ordinary file here.')

async function readOpen(file: FileHandle, bytesMax: number): Promise<ReadFile | 'changing'> {
  const before = await file.stat()
  if (!before.isFile()) special()
  if (before.size > bytesMax)
    fail('body_too_large', `The file has ${before.size} bytes; ${bytesMax} are taken. Send it in parts.`)
  const bytes = new Uint8Array(before.size)
  let length = 0
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  const { size, mtimeMs } = await file.stat()
  return length === size && before.size === size && before.mtimeMs === mtimeMs ? { bytes, mtimeMs } : 'changing'
}
