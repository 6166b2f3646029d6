import type { FieldReader } from './field-reader.ts'

/** Bytes of one attachment at most; the XML limits bound their sum. */
const MAX_ATTACHMENT_BYTES = 25_000_000

/** Bytes of an embedded document; undefined with an exception when it is no base64 or too large. */
export function decodeBase64(fields: FieldReader, text: string, pointer: string): Uint8Array | undefined {
  const packed = text.replace(/\s+/g, '')
  if (packed === '') return undefined
  if (packed.length > (MAX_ATTACHMENT_BYTES / 3) * 4) {
    fields.note('attachment_too_large', `The attachment is larger than ${MAX_ATTACHMENT_BYTES} bytes.`, pointer)
    return undefined
  }
  const bytes = Buffer.from(packed, 'base64')
  // Buffer skips what is no base64, so the length tells whether all of it was.
  if (bytes.length !== Math.floor((packed.replace(/=+$/, '').length * 3) / 4)) {
    fields.note('attachment_unreadable', 'The attachment is not base64.', pointer)
    return undefined
  }
  return new Uint8Array(bytes)
}
