import { type KeptFile, recordDocument } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Cx } from '#src/platform/cx.ts'
import { insertFile } from './intake.store.ts'
import type { ArrivedFile } from './open-intake.ts'
import { MAIL } from './unpack/keep-part.ts'

interface AddFile {
  readonly file: ArrivedFile
  readonly parentId: string | null
  readonly depth: number
}

/** A kept file becomes a document of the company and waits to be settled. */
export async function addFile(cx: Cx, intakeId: string, { file, parentId, depth }: AddFile): Promise<void> {
  const { document } = await recordDocument(cx, {
    file,
    attachments: file.madeOf ?? [],
    origin: originOf(file, parentId),
  })
  const { name, mediaType, size } = file
  await insertFile(cx, intakeId, {
    id: newId('intakeFile'),
    parentId,
    depth,
    name,
    mediaType,
    size,
    documentId: document.id,
    outcome: 'pending',
    receiptId: null,
    code: null,
    detail: null,
  })
}

export const originOf = ({ mediaType }: KeptFile, parentId: string | null) =>
  mediaType === MAIL ? 'mail' : parentId === null ? 'upload' : 'attachment'
