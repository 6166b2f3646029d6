import { isHtml } from './other-files.ts'

/** Media types that a document sent to us may have. */
export const DOCUMENT_TYPES = [
  'application/xml',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'image/avif',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** Those of them that may be an e-invoice, or hold one. */
export const EINVOICE_TYPES: readonly string[] = ['application/xml', 'application/pdf']

/** How the name of a file ends when the sender gave it none. */
export const ENDINGS: Readonly<Record<DocumentType, string>> = {
  'application/xml': 'xml',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

const startsWith = (bytes: Uint8Array, ...wanted: number[]): boolean =>
  wanted.every((byte, place) => bytes[place] === byte)

/** PDF readers take a header anywhere in the first kilobyte (ISO 32000-1, annex H, note 13). */
const PDF_HEADER_WITHIN = 1024

/** What the bytes are by their first ones; undefined when they are nothing that we take. */
export function sniffType(bytes: Uint8Array): DocumentType | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'image/tiff'
  const head = Buffer.from(bytes.subarray(0, PDF_HEADER_WITHIN))
  if (/^RIFF.{4}WEBP/s.test(head.toString('latin1'))) return 'image/webp'
  if (brandsOf(head).some((brand) => AVIF.includes(brand))) return 'image/avif'
  // XML may speak of PDFs in a comment; no PDF has markup before its header.
  if (isXml(head)) return 'application/xml'
  return head.includes('%PDF-') ? 'application/pdf' : undefined
}

/** Brands by which an ISO base media file says that it is a HEIC picture (ISO/IEC 23008-12, annex B and D). */
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/** The same container with a free codec (AV1 Image File Format, 6). */
const AVIF = ['avif', 'avis']

/** Whether the bytes are a HEIC picture, as phones take them: its codec is patented, and no free reader has it. */
export const isHeic = (bytes: Uint8Array): boolean => {
  const brands = brandsOf(Buffer.from(bytes.subarray(0, PDF_HEADER_WITHIN)))
  return brands.some((brand) => HEIC.includes(brand)) && !brands.some((brand) => AVIF.includes(brand))
}

/** The brands of an ISO base media file (ISO/IEC 14496-12, 4.3), the major one first; none for other bytes. */
function brandsOf(head: Buffer): string[] {
  if (head.length < 12 || head.toString('latin1', 4, 8) !== 'ftyp') return []
  const end = Math.min(Math.max(head.readUInt32BE(0), 12), head.length)
  return (head.toString('latin1', 8, 12) + head.toString('latin1', 16, end)).match(/.{4}/gs) ?? []
}

/** Markup after an optional byte order mark and white space, in UTF-8 or UTF-16, that is no web page. */
function isXml(head: Buffer): boolean {
  const utf16 = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)
  const text = utf16 ? head.filter((byte) => byte !== 0).subarray(2) : head
  const markup = text.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  return /^\s*<[?!A-Za-z_]/.test(markup) && !isHtml(markup)
}

/** Beside those that we read, the types that EN 16931 lets an e-invoice embed (BT-125-1). */
const EMBEDDED = new Set([
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
])

/** Type under which an embedded file is kept: what it is, else what it may harmlessly be called, else plain bytes. */
export function attachmentType(bytes: Uint8Array, declared: string | undefined): string {
  const sniffed = sniffType(bytes)
  if (sniffed) return sniffed
  return declared !== undefined && EMBEDDED.has(declared) ? declared : 'application/octet-stream'
}
