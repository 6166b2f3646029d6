import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  assertSha256,
  type FileContent,
  FileDamaged,
  FileMissing,
  type FileStore,
  type StoredFile,
  sha256Of,
} from './file-store.ts'

/**
 * Files in a folder, `ab/cd/<sha256>`. Each is written beside its place, flushed, and renamed into it, so that a reader
 * sees a whole file or none, whenever the power fails.
 */
export function folderStore(root: string): FileStore {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  return {
    async put(content) {
      if (content instanceof Uint8Array) {
        const file = { sha256: sha256Of(content), size: content.length }
        if ((await sizeOf(pathOf(file.sha256))) === file.size) return file
      }
      const partial = join(root, 'partial', randomBytes(12).toString('hex'))
      await mkdir(dirname(partial), { recursive: true })
      try {
        const file = await writeFlushed(partial, content)
        await moveInto(partial, pathOf(file.sha256))
        return file
      } finally {
        await rm(partial, { force: true })
      }
    },

    async get(sha256) {
      assertSha256(sha256)
      const bytes = await readFile(pathOf(sha256)).catch((cause) => {
        if (isMissing(cause)) throw new FileMissing(sha256)
        throw cause
      })
      if (sha256Of(bytes) !== sha256) throw new FileDamaged(sha256)
      return bytes
    },

    async has(sha256) {
      assertSha256(sha256)
      return (await sizeOf(pathOf(sha256))) !== undefined
    },

    async remove(sha256) {
      assertSha256(sha256)
      await rm(pathOf(sha256), { force: true })
    },
  }
}

async function writeFlushed(path: string, content: FileContent): Promise<StoredFile> {
  const handle = await open(path, 'wx', 0o640)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk)
      size += chunk.length
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** The rename itself is only safe once the folder that holds the name has been flushed. */
async function moveInto(partial: string, target: string): Promise<void> {
  const folder = dirname(target)
  const made = await mkdir(folder, { recursive: true })
  await rename(partial, target)
  await flushFolder(folder)
  if (made !== undefined) {
    await flushFolder(dirname(folder))
    await flushFolder(dirname(dirname(folder)))
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.size,
    (error) => {
      if (isMissing(error)) return undefined
      throw error
    },
  )
}
