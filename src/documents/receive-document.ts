import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { documentReceived } from './document.events.ts'
import { lastRefusal, loadDetails } from './document.store.ts'
import type { DescribedDocument, KeptAttachment, KeptFile } from './document.ts'
import { demandHarmless, filesInside } from './files-inside.ts'
import { type IncomingFile, keepAttachments, keepFile } from './keep-file.ts'
import { isHeic, sniffType } from './media-type.ts'
import { otherFile } from './other-files.ts'
import { recordDocument } from './record-document.ts'
import { readOrRefuse } from './refuse-document.ts'
import { withRetention } from './retention.ts'

/**
 * Takes a file in: its bytes are kept first, whatever becomes of it. Refuses with document_type_unsupported,
 * document_infected, the xml_* problems, and document_duplicate when the company has the same bytes already.
 */
export async function receiveDocument(call: Call, incoming: IncomingFile): Promise<DescribedDocument> {
  const file = await keepFile(call, incoming)
  const embedded = await readOrRefuse(call, file, () => embeddedIn(incoming.bytes))
  return storeDocument(call, { file, attachments: await keepAttachments(call, embedded) })
}

const TAKEN = 'an e-invoice (XML), a PDF and a picture (JPEG, PNG, TIFF, WebP, AVIF)'

/** Fails with document_type_unsupported, archive_unsupported or document_sealed unless the bytes are of a type that we take. */
export function demandType(bytes: Uint8Array) {
  const type = sniffType(bytes)
  if (type) return type
  if (bytes.length === 0) fail('document_type_unsupported', 'The file is empty; send it again when it is written.')
  demandNoHeic(bytes)
  const other = otherFile(bytes)
  if (other) fail(other.code, other.detail)
  fail('document_type_unsupported', `The bytes are none of ${TAKEN}, whatever the file is called; send one of these.`)
}

/** Fails with picture_heic for the format in which phones take pictures unless they are told otherwise. */
export function demandNoHeic(bytes: Uint8Array): void {
  if (!isHeic(bytes)) return
  fail('picture_heic', 'HEIC pictures are not read; have the phone take JPEG (Most Compatible), or save it as JPEG.')
}

function embeddedIn(bytes: Uint8Array) {
  const inside = filesInside(bytes, demandType(bytes))
  demandHarmless(bytes, inside)
  return inside
}

const storeDocument = command(
  'document.receive',
  { can: 'documents:write' },
  async (cx, input: { file: KeptFile; attachments: readonly KeptAttachment[] }): Promise<DescribedDocument> => {
    const { document, isNew } = await recordDocument(cx, input)
    if (!isNew && (await lastRefusal(cx, document.id)) === null) {
      fail('document_duplicate', 'The company has a document with exactly these bytes already.', {
        members: { existingId: document.id },
      })
    }
    cx.emit(documentReceived, { id: document.id, version: 1, mediaType: document.mediaType })
    cx.audit({ kind: 'document', id: document.id }, { name: document.name, sha256: document.sha256 })
    return withRetention(cx, await loadDetails(cx, document.id))
  },
)
