import { join } from 'node:path'
import { fail, isProblem, type Problem } from '#src/kernel/problem.ts'
import { sha256Of } from '#src/platform/files/index.ts'
import { bare, type IntakeView } from '../intake.ts'
import type { OpenedIntake } from '../open-intake.ts'
import { receiveFiles } from '../receive-files.ts'
import { sortIntake } from '../sort-intake.ts'
import type { FolderOwner } from './destination.ts'
import { type Claimed, giveBack, PLACES, settleAsRefused, settleAsTaken } from './places.ts'
import { type ReadFile, readClaimed } from './read-claimed.ts'

export interface TakeFromFolder {
  readonly owner: FolderOwner
  /** Absolute path of the sub-folder, and its name. */
  readonly folder: string
  readonly folderName: string
  readonly claimed: Claimed
}

/**
 * Takes one claimed file: its bytes are kept and its intake is committed before it moves on, and the arrival is known by
 * its name, time and bytes. So a process may die anywhere, and two may work on the same file: nothing is lost or double.
 */
export async function takeFromFolder(taking: TakeFromFolder): Promise<void> {
  const { folder, claimed, owner } = taking
  try {
    const path = join(folder, PLACES.taking, claimed.name)
    const read = await readClaimed(path, owner.call.platform.config.requestMaxBytes)
    if (read === 'changing') await giveBack(folder, claimed)
    else if (read) await settle(taking, await sorted(owner, await receive(taking, read)))
  } catch (error) {
    if (!isRefusal(error)) throw error
    await settleAsRefused(folder, claimed, error.code, error.message)
  }
}

/** What a second try would refuse in the same way. */
const isRefusal = (error: unknown): error is Problem =>
  isProblem(error) && error.kind.status < 500 && error.kind.status !== 429

function receive({ owner, claimed, folderName }: TakeFromFolder, { bytes, mtimeMs }: ReadFile): Promise<OpenedIntake> {
  if (bytes.length === 0) fail('intake_empty', 'The file is empty; put it here again when it is written.')
  const { original } = claimed
  const place = sha256Of(new TextEncoder().encode(`${folderName}\n${original}\n${mtimeMs}`))
  return receiveFiles(owner.call, {
    ...bare('folder', owner.kind),
    recipient: folderName,
    sourceKey: `folder ${place} ${sha256Of(bytes)}`,
    parts: [{ name: original, mediaType: 'application/octet-stream', bytes }],
  })
}

/** What became of it; when that cannot be found out now, the job of the intake does it later. */
async function sorted({ call }: FolderOwner, { intake }: OpenedIntake): Promise<IntakeView> {
  try {
    return await sortIntake(call, intake.id)
  } catch (error) {
    call.platform.log.warn({ err: error, intakeId: intake.id }, 'a file of a folder is sorted later')
    return intake
  }
}

async function settle({ folder, claimed }: TakeFromFolder, { id, files }: IntakeView): Promise<void> {
  const refused = files.find(({ parentId, outcome }) => parentId === null && outcome === 'refused')
  if (!refused) return settleAsTaken(folder, claimed, id)
  await settleAsRefused(folder, claimed, refused.code ?? '', `${refused.detail}\nKept in intake ${id}.`)
}
