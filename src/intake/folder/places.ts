import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, rename, unlink, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Below each sub-folder: files that are being taken, that were taken, and that were refused with the reason beside them. */
export const PLACES = { taking: '.taking', taken: 'taken', refused: 'refused' } as const
export type Place = keyof typeof PLACES

/** Makes the places of a sub-folder. Throws where one of them leads elsewhere: files would leave the folder by it. */
export async function preparePlaces(folder: string): Promise<void> {
  for (const name of Object.values(PLACES)) {
    const path = join(folder, name)
    await mkdir(path).catch(unless('EEXIST'))
    if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is no folder of its own`)
  }
}

/** A file that this or another worker has put aside, away from whoever writes into the folder. */
export interface Claimed {
  /** Name in the place `taking`. */
  readonly name: string
  /** As it was called in the folder. */
  readonly original: string
}

const UUID_LENGTH = 36

/** Names may have 255 bytes; the claim and the reason's ending need theirs. */
const NAME_BYTES_MAX = 150

function shortName(name: string): string {
  const ending = extname(name).slice(0, 20)
  let stem = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(stem + ending) > NAME_BYTES_MAX) stem = stem.slice(0, -1)
  return stem + ending
}

/** Puts a file aside by one rename: of several workers one succeeds. Undefined when another was faster. */
export async function claim(folder: string, name: string): Promise<Claimed | undefined> {
  const original = shortName(name)
  const claimed = { name: `${randomUUID()} ${original}`, original }
  const isMine = await moved(join(folder, name), join(folder, PLACES.taking, claimed.name))
  return isMine ? claimed : undefined
}

/** What a name in the place `taking` was before; undefined for what no worker has put there. */
export function claimedOf(name: string): Claimed | undefined {
  const original = name.slice(UUID_LENGTH + 1)
  return /^[0-9a-f-]{36} ./.test(name) ? { name, original } : undefined
}

/** Gives a file back to which somebody still writes, under its name unless there is a new file of that name. */
export async function giveBack(folder: string, { name, original }: Claimed): Promise<void> {
  const path = join(folder, PLACES.taking, name)
  try {
    // A rename would replace the new file.
    await link(path, join(folder, original))
    await unlink(path)
  } catch {
    await moved(path, join(folder, `${name.slice(0, 8)} ${original}`))
  }
}

/** Puts a claimed file where it stays, under a name that nothing else has. Another worker may have done it already. */
export async function settleAsTaken(folder: string, { name, original }: Claimed, intakeId: string): Promise<void> {
  await moved(join(folder, PLACES.taking, name), join(folder, PLACES.taken, `${intakeId} ${original}`))
}

/** The reason is there before the file is: a refused file without one cannot be. */
export async function settleAsRefused(folder: string, { name }: Claimed, code: string, detail: string): Promise<void> {
  const place = join(folder, PLACES.refused, name)
  await writeFile(`${place}.txt`, `${code}\n${detail}\n`)
  await moved(join(folder, PLACES.taking, name), place)
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    unless('ENOENT')(error)
    return false
  }
}

/** Swallows one error code of the file system. */
const unless =
  (code: string) =>
  (error: unknown): void => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error
  }
