import { type KeptFile, keepFile } from '#src/documents/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { GZIP, isGzip } from './gzip.ts'
import type { Part } from './part.ts'
import { isTnef, TNEF } from './tnef.ts'
import { isZip } from './zip.ts'

export const MAIL = 'message/rfc822'
export const ZIP = 'application/zip'

/** What is opened and not read itself. */
export const CONTAINERS: readonly string[] = [MAIL, ZIP, GZIP, TNEF]
export const isContainer = (mediaType: string): boolean => CONTAINERS.includes(mediaType)

/**
 * Puts a file into the store; beside the types that documents have, mails, archives and what wraps the files of
 * mails are told apart.
 */
export async function keepPart(call: Call, { bytes, name, mediaType }: Part): Promise<KeptFile> {
  const kept = await keepFile(call, { bytes, name })
  if (kept.mediaType !== 'application/octet-stream') return kept
  if (isZip(bytes)) return { ...kept, mediaType: ZIP }
  if (isGzip(bytes)) return { ...kept, mediaType: GZIP }
  if (isTnef(bytes)) return { ...kept, mediaType: TNEF }
  const isMail = mediaType === MAIL || name.toLowerCase().endsWith('.eml')
  return isMail ? { ...kept, mediaType: MAIL } : kept
}
