/** What bytes seem to be that are no document which we take, and what the sender can do about it. */
export interface OtherFile {
  readonly code: 'archive_unsupported' | 'document_type_unsupported' | 'document_sealed'
  readonly detail: string
}

interface Known {
  /** How the bytes begin in hexadecimal, up to HEAD bytes of them. */
  readonly hex?: RegExp
  /** The same as text in Latin-1. */
  readonly text?: RegExp
  readonly code?: OtherFile['code']
  readonly is: string
  readonly instead: string
}

/** Bytes that tell what a file is; "ustar" of a TAR is at 257. */
const HEAD = 1024

const HTML = /^\s*<(!doctype\s+html|html[\s>])/i

/** Whether markup is that of a web page, which no XML reader takes. */
export const isHtml = (text: string): boolean => HTML.test(text)

const ARCHIVE = {
  code: 'archive_unsupported',
  instead: 'pack its files as ZIP, or send them themselves',
} as const
const SEALED = { code: 'document_sealed', instead: 'ask the sender for it without encryption' } as const
const AS_PDF = 'save it as a PDF and send that'

/** Signatures as in the registry of file signatures of the Library of Congress and the formats' own documents. */
const KNOWN: readonly Known[] = [
  { ...ARCHIVE, hex: /^526172211a07/, is: 'a RAR archive' },
  { ...ARCHIVE, hex: /^377abcaf271c/, is: 'a 7z archive' },
  { ...ARCHIVE, hex: /^fd377a585a00/, is: 'an XZ archive' },
  { ...ARCHIVE, text: /^BZh\d/, is: 'a BZIP2 archive' },
  { ...ARCHIVE, hex: /^(?:..){257}7573746172/, is: 'a TAR archive' },
  { ...ARCHIVE, hex: /^1f8b/, is: 'a GZIP file' },
  // The first file in a package of OOXML or OpenDocument, whose name is at 30.
  {
    text: /^PK.{28}(?:\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/|word\/|xl\/|META-INF\/)/s,
    is: 'an Office file (Word, Excel, OpenDocument)',
    instead: AS_PDF,
  },
  {
    code: 'archive_unsupported',
    hex: /^504b(?:0304|0506)/,
    is: 'a ZIP archive',
    instead: 'send it as an intake, which opens it',
  },
  {
    hex: /^d0cf11e0a1b11ae1/,
    is: 'a file of Outlook (MSG) or of an old Office (DOC, XLS)',
    instead: 'forward the mail itself, or save the file as a PDF',
  },
  { ...SEALED, text: /^\s*-----BEGIN PGP /, is: 'sealed with PGP' },
  { ...SEALED, text: /^\s*-----BEGIN PKCS7-----/, is: 'sealed with S/MIME' },
  // A sequence that begins with an object identifier of PKCS #7 (RFC 5652, 14).
  { ...SEALED, hex: /^30(?:..){1,9}06092a864886f70d0107/, is: 'sealed with S/MIME' },
  { text: HTML, is: 'a web page', instead: 'print it as a PDF and send that' },
  { text: /^\{\\rtf/, is: 'a text in RTF', instead: AS_PDF },
  {
    hex: /^(?:474946383[79]61|424d(?:..){4}00000000)/,
    is: 'a picture in GIF or BMP',
    instead: 'save it as PNG or JPEG',
  },
  { text: /^BEGIN:VCALENDAR/, is: 'a calendar entry', instead: 'it is no receipt' },
  { text: /^BEGIN:VCARD/, is: 'a business card', instead: 'it is no receipt' },
  {
    hex: /^(?:(?:..){4}66747970|1a45dfa3|494433|52494646(?:..){4}(?:57415645|41564920))/,
    is: 'a film or a recording',
    instead: 'send a picture of the receipt',
  },
]

/** Undefined for bytes that tell nothing of themselves, such as plain text. */
export function otherFile(bytes: Uint8Array): OtherFile | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD))
  const [hex, text] = [head.toString('hex'), head.toString('latin1')]
  const known = KNOWN.find((one) => one.hex?.test(hex) || one.text?.test(text))
  return (
    known && {
      code: known.code ?? 'document_type_unsupported',
      detail: `The file is ${known.is}; ${known.instead}.`,
    }
  )
}
