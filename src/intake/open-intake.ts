import { type KeptAttachment, type KeptFile, recordDocument } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { addFile, originOf } from './add-file.ts'
import { intakeReceived } from './intake.events.ts'
import { sortIntakeJob } from './intake.jobs.ts'
import { findIntakeBySource, insertIntake, loadIntake } from './intake.store.ts'
import { type Arrival, type Bringer, bringerOf, type IntakeView } from './intake.ts'
import { MAIL } from './unpack/keep-part.ts'

/** A file, and those that it was made of where it did not come so. */
export interface ArrivedFile extends KeptFile {
  readonly madeOf?: readonly KeptAttachment[]
}

export interface OpenIntake extends Arrival {
  /** Files whose bytes are in the store. */
  readonly files: readonly ArrivedFile[]
  /** The original around them where it is none of them, such as the message of a provider. */
  readonly evidence?: KeptFile | undefined
  /** What makes a repetition the same arrival. */
  readonly sourceKey?: string | undefined
  /** Who brought it, when that is not who calls. */
  readonly receivedBy?: Bringer | undefined
}

export interface OpenedIntake {
  readonly intake: IntakeView
  /** False when this arrival was here before; nothing was added then. */
  readonly isNew: boolean
}

/**
 * Writes down that something came in: once this has committed, nothing of it can be lost. What becomes of the files is
 * found out afterwards, by a job or by whoever cannot wait. The same `sourceKey` again gives the intake that is there.
 */
export const openIntake = command(
  'intake.open',
  { can: 'receipts:write' },
  async (cx, input: OpenIntake): Promise<OpenedIntake> => {
    const { files, evidence, sourceKey = null, receivedBy = bringerOf(cx.actor), ...arrival } = input
    if (files.length === 0 && !evidence) fail('intake_empty', 'Send at least one file.')
    const before = await seenBefore(cx, sourceKey)
    if (before) return before
    const id = newId('intake', cx.now.getTime())
    const documentId = await recordProof(cx, evidence ?? files.find(({ mediaType }) => mediaType === MAIL))
    const isNew = await insertIntake(cx, { ...arrival, id, documentId, sourceKey, receivedBy, status: 'received' })
    if (!isNew) return (await seenBefore(cx, sourceKey)) ?? fail('state_conflict', 'The arrival is being written down.')
    for (const file of files) await addFile(cx, id, { file, parentId: null, depth: 0 })
    cx.enqueue(sortIntakeJob, { intakeId: id })
    cx.audit({ kind: 'intake', id }, { way: arrival.way, sender: arrival.sender, files: files.length })
    cx.emit(intakeReceived, { id, version: 1, way: arrival.way })
    return { intake: await loadIntake(cx, id), isNew: true }
  },
)

async function seenBefore(cx: Cx, sourceKey: string | null): Promise<OpenedIntake | undefined> {
  const known = sourceKey === null ? undefined : await findIntakeBySource(cx, sourceKey)
  if (!known) return undefined
  cx.audit({ kind: 'intake', id: known.id }, { isNew: false })
  return { intake: await loadIntake(cx, known.id), isNew: false }
}

async function recordProof(cx: Cx, proof: KeptFile | undefined): Promise<string | null> {
  if (!proof) return null
  return (await recordDocument(cx, { file: proof, origin: originOf(proof, null) })).document.id
}
