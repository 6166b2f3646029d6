import { getDocumentContent } from '#src/documents/index.ts'
import { fail, isProblem, type Problem } from '#src/kernel/problem.ts'
import { systemActor } from '#src/platform/actor.ts'
import { query } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { deliveredFiles, loadIntake, nextPendingFile, type Settlement } from './intake.store.ts'
import type { Intake, IntakeFile, IntakeView } from './intake.ts'
import { isFolder, openContainer } from './open-container.ts'
import { finishIntake, settleFile } from './settle-file.ts'
import { takerOfFiles } from './taker.ts'
import { isContainer } from './unpack/keep-part.ts'
import { FILE_BYTES_MAX } from './unpack/limits.ts'
import { isOwnDocument } from './unpack/zip.ts'

/**
 * Goes through the files of an intake until none waits: opens archives and mails, hands the others on to become
 * receipts, and writes down what refused the rest. Each file is a transaction of its own, so a process that dies
 * leaves an intake from which the work goes on; two that sort the same intake do its work once.
 */
export async function sortIntake(call: Call, intakeId: string): Promise<IntakeView> {
  const { idempotency: _key, render: _render, ...plain } = call
  const sorting: Call = { ...plain, actor: systemActor('intake') }
  const intake = await readIntake(sorting, intakeId)
  if (intake.status === 'sorted') return intake
  for (;;) {
    const file = await nextFile(sorting, intakeId)
    if (!file) return finishIntake(sorting, intakeId)
    await settle(sorting, intake, file)
  }
}

const readIntake = query('intake.read', { can: 'receipts:read' }, loadIntake)
const nextFile = query('intake.next', { can: 'receipts:read' }, nextPendingFile)
const readDelivery = query('intake.delivery', { can: 'receipts:read' }, deliveredFiles)

async function settle(call: Call, intake: Intake, file: IntakeFile): Promise<void> {
  try {
    await takeOrOpen(call, intake, file)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'intake_file_settled') return
    await settleFile(call, { fileId: file.id, settlement: settlementOf(error) })
  }
}

async function takeOrOpen(call: Call, { id, kind, receivedBy }: Intake, file: IntakeFile): Promise<void> {
  const documentId = file.documentId ?? ''
  const { bytes } = await getDocumentContent(call, documentId)
  if (isContainer(file.mediaType) && !(await isOwnDocument(bytes))) return openContainer(call, file, bytes)
  if (isFolder(file, bytes)) return openContainer(call, file, bytes)
  if (bytes.length > FILE_BYTES_MAX)
    fail('body_too_large', `The file has ${bytes.length} bytes; ${FILE_BYTES_MAX} are taken.`)
  // Only what is no e-invoice itself is looked at beside the others: an archive of hundreds of them stays linear.
  const delivery = file.mediaType === 'application/xml' ? [] : await readDelivery(call, id)
  await takerOfFiles()(call, { bytes, name: file.name, fileId: file.id, documentId, delivery, kind, receivedBy })
}

/** What a second try would refuse in the same way; anything else is for the queue to try again. */
const isRefusal = (error: unknown): error is Problem =>
  isProblem(error) && error.kind.status < 500 && error.kind.status !== 429

function settlementOf(problem: Problem): Settlement {
  const { existingId } = problem.options.members ?? {}
  if (problem.code === 'receipt_duplicate' && typeof existingId === 'string')
    return { outcome: 'duplicate', receiptId: existingId }
  return { outcome: 'refused', code: problem.code, detail: problem.message }
}
