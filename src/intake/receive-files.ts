import type { Call } from '#src/platform/cx.ts'
import { type OpenedIntake, type OpenIntake, openIntake } from './open-intake.ts'
import { keepPart } from './unpack/keep-part.ts'
import type { Part } from './unpack/part.ts'

export interface ReceiveFiles extends Omit<OpenIntake, 'files'> {
  readonly parts: readonly Pick<Part, 'name' | 'mediaType' | 'bytes'>[]
}

/** The verb of every way that brings whole files: keeps their bytes first, then writes down that they came. */
export async function receiveFiles(call: Call, { parts, ...arrival }: ReceiveFiles): Promise<OpenedIntake> {
  const files = []
  for (const part of parts) files.push(await keepPart(call, part))
  return openIntake(call, { ...arrival, files })
}
