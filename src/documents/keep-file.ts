import type { Call } from '#src/platform/cx.ts'
import { sha256Of } from '#src/platform/files/index.ts'
import type { KeptAttachment, KeptFile } from './document.ts'
import type { Attachment } from './einvoice/index.ts'
import { attachmentType, ENDINGS, sniffType } from './media-type.ts'

export interface IncomingFile {
  readonly bytes: Uint8Array
  readonly name: string
}

const NAME_MAX = 200
const UNNAMED = 'document'

/**
 * Puts the bytes into the file store, so that a row written afterwards never names a file that is not there. A dry
 * run only takes the hash. The type is what the bytes are; those of no known type are kept as plain bytes.
 */
export async function keepFile(call: Call, { bytes, name }: IncomingFile): Promise<KeptFile> {
  const type = sniffType(bytes)
  const ending = type ? `.${ENDINGS[type]}` : ''
  const kept = await keepBytes(call, bytes)
  return { ...kept, mediaType: type ?? 'application/octet-stream', name: cleanName(name) || UNNAMED + ending }
}

/** The files embedded in an e-invoice; those that could not be decoded are left out, an exception tells of them. */
export async function keepAttachments(call: Call, attachments: readonly Attachment[]): Promise<KeptAttachment[]> {
  const kept: KeptAttachment[] = []
  for (const { content, mediaType, fileName, id, description } of attachments) {
    if (!content || content.length === 0) continue
    const type = attachmentType(content, mediaType)
    const name = cleanName(fileName ?? id ?? '') || 'attachment'
    kept.push({ ...(await keepBytes(call, content)), mediaType: type, name, description: description ?? null })
  }
  return kept
}

async function keepBytes(call: Call, bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
  if (call.dryRun) return { sha256: sha256Of(bytes), size: bytes.length }
  return call.platform.files.put(bytes)
}

/** The last part of a path, without control characters and such as turn the direction of what follows. */
const cleanName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, NAME_MAX)
