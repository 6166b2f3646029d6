import type { PageMediaType } from './thread/messages.ts'

const READABLE: readonly string[] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'image/avif',
] satisfies PageMediaType[]

/** Whether a file of this type has pages whose words can be read. */
export const isReadable = (mediaType: string): mediaType is PageMediaType => READABLE.includes(mediaType)
