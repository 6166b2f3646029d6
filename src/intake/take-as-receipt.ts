import { getDocument, getDocumentContent, type KeptFile } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { INSISTED } from './intake.store.ts'
import type { IntakeFile, IntakeView } from './intake.ts'
import { openIntake } from './open-intake.ts'
import { getIntake } from './read-intakes.ts'
import { keepPart, MAIL } from './unpack/keep-part.ts'
import { letterPart, wholeLetterOf } from './unpack/letter.ts'
import { unmail } from './unpack/mail.ts'

export interface TakeAsReceipt {
  readonly intakeId: string
  readonly fileId: string
}

/**
 * A person says that a file is a receipt of its own which we took for none: a mail that seemed to hold none (its text
 * becomes a PDF), a picture that was left in its letter, or a file that was put to the receipt of an e-invoice. It
 * becomes an arrival of its own with the facts of the first; what became of the first stays written. The same file
 * again gives the arrival that is there. Fails with intake_file_settled for any other file, and with document_deleted.
 */
export async function takeAsReceipt(call: Call, { intakeId, fileId }: TakeAsReceipt): Promise<IntakeView> {
  const { files, ...first } = await getIntake(call, intakeId)
  const file = files.find(({ id }) => id === fileId) ?? fail('not_found', 'There is no such file in the intake.')
  const kept = await keptOf(call, file, files)
  const evidence = first.documentId === null ? undefined : await keptDocument(call, first.documentId)
  return insist(call, { first, fileId, kept, evidence })
}

interface Insisted {
  readonly first: Omit<IntakeView, 'files'>
  readonly fileId: string
  readonly kept: KeptFile
  readonly evidence: KeptFile | undefined
}

const insist = command(
  'intake.insist',
  { can: 'receipts:write' },
  async (cx, { first, fileId, kept, evidence }: Insisted): Promise<IntakeView> => {
    const sourceKey = `${INSISTED}${fileId}`
    const { intake, isNew } = await openIntake(cx, { ...first, files: [kept], evidence, sourceKey })
    cx.audit({ kind: 'intake', id: first.id }, { fileId, insistedAs: intake.id, isNew })
    return intake
  },
)

const isMailWithout = ({ outcome, code, mediaType }: IntakeFile): boolean =>
  mediaType === MAIL && (outcome === 'ignored' || (outcome === 'refused' && code === 'mail_without_document'))

async function keptOf(call: Call, file: IntakeFile, files: readonly IntakeFile[]): Promise<KeptFile> {
  if (isMailWithout(file)) return keptLetter(call, file)
  if (file.outcome === 'attached') return { ...(await keptDocument(call, file.documentId ?? '')), name: file.name }
  if (file.outcome === 'ignored' && file.documentId === null) return keptPart(call, file, files)
  return fail('intake_file_settled', 'Only what was taken for no receipt is made one.')
}

async function keptLetter(call: Call, { documentId }: IntakeFile): Promise<KeptFile> {
  const { bytes } = await getDocumentContent(call, documentId ?? '')
  const letter = await wholeLetterOf(bytes)
  if (!letter) return fail('mail_without_document', 'The mail has neither a file nor a text.')
  return keepPart(call, await letterPart(letter))
}

/** What was left in a mail lies there at the place that its row has among those of the mail. */
async function keptPart(call: Call, file: IntakeFile, files: readonly IntakeFile[]): Promise<KeptFile> {
  const mail = files.find(({ id }) => id === file.parentId)
  const place = files.filter(({ parentId }) => parentId === file.parentId).findIndex(({ id }) => id === file.id)
  if (mail?.mediaType !== MAIL || mail.documentId === null)
    fail('intake_file_settled', 'Only what was left in a mail is taken out of it.')
  const part = (await unmail((await getDocumentContent(call, mail.documentId)).bytes))[place]
  if (!part || part.bytes.length !== file.size) throw new Error(`part ${place} of ${mail.id} is not ${file.id}`)
  return keepPart(call, part)
}

async function keptDocument(call: Call, documentId: string): Promise<KeptFile> {
  const { sha256, size, mediaType, name, contentDeletedAt } = await getDocument(call, documentId)
  if (contentDeletedAt !== null) fail('document_deleted', 'The file was deleted after its time.')
  return { sha256, size, mediaType, name }
}
