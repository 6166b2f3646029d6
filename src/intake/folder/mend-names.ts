import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { lstat, readdir, rename } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** What a name shows that is not UTF-8; such a file cannot be asked for by the name that is shown. */
const UNREADABLE = '\ufffd'

export const isUnreadable = (name: string): boolean => name.includes(UNREADABLE)

/** Scanners and old servers write names in Latin-1. They get the same name in UTF-8, behind a mark where one has it. */
export async function mendNames(folder: string): Promise<void> {
  for (const { name: raw } of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    if (isUtf8(raw)) continue
    const name = raw.toString('latin1')
    const isTaken = await lstat(join(folder, name)).then(
      () => true,
      () => false,
    )
    const to = join(folder, isTaken ? `${randomUUID().slice(0, 8)} ${name}` : name)
    await rename(Buffer.concat([Buffer.from(folder + sep), raw]), to)
  }
}
