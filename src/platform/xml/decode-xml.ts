import { isUtf8 } from 'node:buffer'
import { fail } from '#src/kernel/problem.ts'
import './xml.problems.ts'

/** Declared name (lower case) to the decoder's name. "iso-8859-1" is read as windows-1252, its superset (WHATWG Encoding). */
const ENCODINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'utf-8': 'utf-8',
    utf8: 'utf-8',
    'us-ascii': 'utf-8',
    ascii: 'utf-8',
    'iso-8859-1': 'windows-1252',
    latin1: 'windows-1252',
    'iso-8859-15': 'iso-8859-15',
    'windows-1252': 'windows-1252',
    cp1252: 'windows-1252',
    'utf-16': 'utf-16le',
    'utf-16le': 'utf-16le',
    'utf-16be': 'utf-16be',
  }),
)

const DECLARED = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']/

/**
 * Text of an XML document by its byte order mark, else its declaration, else UTF-8 (XML 1.0, appendix F). The mark
 * is not part of the text. Fails with xml_encoding_unsupported, or xml_malformed when the bytes do not fit.
 */
export function decodeXml(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = encodingOf(buffer)
  if (found === 'utf-8') return decodeUtf8(buffer)
  try {
    return new TextDecoder(found, { fatal: true }).decode(buffer)
  } catch (cause) {
    return fail('xml_malformed', `The bytes of the document are not ${found}; save it again in UTF-8.`, { cause })
  }
}

function decodeUtf8(buffer: Buffer): string {
  if (!isUtf8(buffer)) {
    fail('xml_malformed', 'The document says that it is UTF-8, but holds bytes that are not; save it again in UTF-8.')
  }
  const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
  return buffer.toString('utf8', hasMark ? 3 : 0)
}

function encodingOf(buffer: Buffer): string {
  const [first, second] = [buffer[0], buffer[1]]
  if (first === 0xef && second === 0xbb && buffer[2] === 0xbf) return 'utf-8'
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const declared = DECLARED.exec(buffer.toString('latin1', 0, 256))?.[1]?.toLowerCase()
  if (declared === undefined) return 'utf-8'
  const known = ENCODINGS.get(declared)
  if (known === undefined) {
    return fail('xml_encoding_unsupported', `The encoding "${declared}" cannot be read; save the document in UTF-8.`)
  }
  // An 8-bit document whose declaration speaks of 16 bits: the declaration was readable, so it is wrong.
  return known.startsWith('utf-16') ? 'utf-8' : known
}
