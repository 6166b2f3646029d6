import { documentsInside, type KeptFile } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { fail, isProblem } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { addFile } from './add-file.ts'
import { countFiles, insertFile, lockPendingFile, settleFileRow } from './intake.store.ts'
import type { IntakeFile } from './intake.ts'
import { GZIP, ungzip } from './unpack/gzip.ts'
import { isContainer, keepPart, MAIL } from './unpack/keep-part.ts'
import { judgedLetterOf, letterPart, type NamedLetter } from './unpack/letter.ts'
import { DEPTH_MAX, FILES_MAX } from './unpack/limits.ts'
import { unmail } from './unpack/mail.ts'
import type { Part } from './unpack/part.ts'
import { TNEF, untnef } from './unpack/tnef.ts'
import { unzip } from './unpack/zip.ts'

/** A part with its bytes in the store, or without them when it is left where it is. */
interface KeptPart {
  readonly part: Omit<Part, 'bytes'>
  readonly kept: KeptFile | null
  /** Bytes. */
  readonly size: number
}

/**
 * Opens a mail or an archive: its files stand below it afterwards, all or none of them. A mail without a document
 * becomes one itself when its text names an amount, unless it was sent to a list or is the answer of a program: such a
 * mail is left as it is, and said to be no receipt. Fails with what refuses it: the zip_* problems, mail_malformed,
 * mail_without_document, tnef_malformed, intake_too_deep, intake_too_many_files.
 */
export async function openContainer(call: Call, file: IntakeFile, bytes: Uint8Array): Promise<void> {
  const parts: KeptPart[] = []
  for await (const part of await openedBy(file, bytes)) parts.push(await keep(call, part))
  if (file.depth >= DEPTH_MAX && parts.some(({ kept }) => kept && isContainer(kept.mediaType)))
    fail('intake_too_deep', `Archives and mails are opened ${DEPTH_MAX} deep; send the files themselves.`)
  const letter = file.mediaType === MAIL && !parts.some(isDocument) ? await letterIn(call, bytes, parts) : {}
  if (letter.part) parts.push(letter.part)
  if (parts.length === 0 && letter.noReceipt === undefined) fail('archive_empty', 'There is no file in it.')
  await recordParts(call, { file, parts, noReceipt: letter.noReceipt })
}

const PDF = 'application/pdf'

/** Whether a PDF is opened like an archive: a portfolio, or several e-invoices in one. */
export const isFolder = ({ mediaType, depth }: IntakeFile, bytes: Uint8Array): boolean =>
  mediaType === PDF && depth < DEPTH_MAX && documentsInside(bytes).length > 0

const unfolded = (bytes: Uint8Array): Part[] =>
  documentsInside(bytes).map((file) => ({ name: file.name, mediaType: '', bytes: file.bytes }))

const openedBy = async ({ mediaType, name }: IntakeFile, bytes: Uint8Array) => {
  if (mediaType === MAIL) return unmail(bytes)
  if (mediaType === TNEF) return untnef(bytes)
  if (mediaType === PDF) return unfolded(bytes)
  return mediaType === GZIP ? ungzip(bytes, name) : unzip(bytes)
}

/** What may become a receipt: of a type that is read, or to be opened in its turn. */
const isDocument = ({ kept }: KeptPart): boolean => kept !== null && kept.mediaType !== 'application/octet-stream'

interface LetterIn {
  readonly part?: KeptPart
  /** Why the mail is taken for no receipt. */
  readonly noReceipt?: string | undefined
}

/**
 * The mail's own text as a PDF, unless there is evidence that it is no receipt. Files that are refused or left out do
 * not hide it, and it does not hide them.
 */
async function letterIn(call: Call, bytes: Uint8Array, others: readonly KeptPart[]): Promise<LetterIn> {
  const { letter, noReceipt } = await judgedLetterOf(bytes)
  if (noReceipt !== undefined) return { noReceipt }
  if (letter) return { part: await keep(call, await printed(letter)) }
  if (others.some(({ part }) => !part.ignored)) return {}
  return fail('mail_without_document', 'The mail holds no file and its text names no amount; attach the document.')
}

/** One part at a time is in memory: what is kept of the others is where to find them. */
async function keep(call: Call, { bytes, ...part }: Part): Promise<KeptPart> {
  const isLeft = part.ignored !== undefined || part.refused !== undefined
  return { part, size: bytes.length, kept: isLeft ? null : await keepPart(call, { ...part, bytes }) }
}

/** Where no PDFs are made a mail needs a file. */
const printed = (letter: NamedLetter): Promise<Part> =>
  letterPart(letter).catch((error: unknown) => {
    if (!isProblem(error, 'print_unavailable')) throw error
    return fail('mail_without_document', 'The mail holds no file, and no PDF is made of its text here; attach one.')
  })

interface OpenedParts {
  readonly file: IntakeFile
  readonly parts: readonly KeptPart[]
  readonly noReceipt: string | undefined
}

/** The code of a mail that is kept, and taken for no receipt. */
const NO_RECEIPT = 'mail_no_receipt'

const recordParts = command(
  'intake.unpack',
  { can: 'receipts:write' },
  async (cx, { file, parts, noReceipt }: OpenedParts): Promise<void> => {
    const { id, intakeId } = await lockPendingFile(cx, file.id)
    if ((await countFiles(cx, intakeId)) + parts.length > FILES_MAX)
      fail('intake_too_many_files', `More than ${FILES_MAX} files came at once; send them in several.`)
    for (const { kept, part, size } of parts) {
      if (kept) await addFile(cx, intakeId, { file: kept, parentId: id, depth: file.depth + 1 })
      else await insertFile(cx, intakeId, leftPart(file, part, size))
    }
    const ignored = noReceipt === undefined ? undefined : { code: NO_RECEIPT, detail: noReceipt }
    await settleFileRow(cx, id, ignored ? { outcome: 'ignored', ...ignored } : { outcome: 'opened' })
    cx.audit({ kind: 'intake', id: intakeId }, { opened: file.name, files: parts.length, noReceipt })
  },
)

function leftPart(file: IntakeFile, part: Omit<Part, 'bytes'>, size: number) {
  const { code, detail } = part.ignored ?? part.refused ?? { code: null, detail: null }
  return {
    id: newId('intakeFile'),
    parentId: file.id,
    depth: file.depth + 1,
    name: part.name.slice(0, NAME_MAX) || 'attachment',
    mediaType: part.mediaType,
    size,
    documentId: null,
    outcome: part.ignored ? ('ignored' as const) : ('refused' as const),
    receiptId: null,
    code,
    detail,
  }
}

const NAME_MAX = 200
