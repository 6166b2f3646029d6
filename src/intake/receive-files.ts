import { joinPictures } from '#src/documents/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { type ArrivedFile, type OpenedIntake, type OpenIntake, openIntake } from './open-intake.ts'
import { keepPart } from './unpack/keep-part.ts'
import type { Part } from './unpack/part.ts'

type Brought = Pick<Part, 'name' | 'mediaType' | 'bytes'>

export interface ReceiveFiles extends Omit<OpenIntake, 'files'> {
  readonly parts: readonly Brought[]
  /** Pictures that are the pages of one receipt, in their order. */
  readonly isOneReceipt?: boolean | undefined
}

/**
 * The verb of every way that brings whole files: keeps their bytes first, then writes down that they came. Pages of one
 * receipt become one PDF that is read; they are kept beside it as they came. Fails with what refuses to join them.
 */
export async function receiveFiles(
  call: Call,
  { parts, isOneReceipt = false, ...arrival }: ReceiveFiles,
): Promise<OpenedIntake> {
  const files: ArrivedFile[] = []
  if (isOneReceipt && parts.length > 1) files.push(await joined(call, parts))
  else for (const part of parts) files.push(await keepPart(call, part))
  return openIntake(call, { ...arrival, files })
}

async function joined(call: Call, parts: readonly Brought[]): Promise<ArrivedFile> {
  const bytes = await joinPictures(parts)
  const madeOf = []
  for (const [index, part] of parts.entries()) {
    madeOf.push({ ...(await keepPart(call, part)), description: `Page ${index + 1}` })
  }
  const name = `${parts[0]?.name.replace(/\.\w+$/, '')}.pdf`
  return { ...(await keepPart(call, { bytes, name, mediaType: 'application/pdf' })), madeOf }
}
