import { isUtf8 } from 'node:buffer'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { fail, isProblem, Problem } from '#src/kernel/problem.ts'
import { FILE_BYTES_MAX, ZIP_BYTES_MAX, ZIP_ENTRIES_MAX, ZIP_RATIO_FROM_BYTES, ZIP_RATIO_MAX } from './limits.ts'
import type { Part } from './part.ts'

/** An archive, empty ones and those in parts too (PKWARE APPNOTE 6.3.10, 4.3.6 and 4.3.16). */
const STARTS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
]

export const isZip = (bytes: Uint8Array): boolean =>
  STARTS.some((start) => start.every((byte, place) => bytes[place] === byte))

/** Names that make an archive one document of its own: Office (OPC), OpenDocument and EPUB, Java. */
const WHOLE = new Set(['[Content_Types].xml', 'mimetype', 'META-INF/MANIFEST.MF'])
/** What systems add and nobody sent. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/

/** Whether an archive is a document of its own, such as a spreadsheet. Fails as `unzip` does. */
export async function isOwnDocument(bytes: Uint8Array): Promise<boolean> {
  if (!isZip(bytes)) return false
  const { entries } = await openZip(bytes)
  return entries.some(({ fileName }) => WHOLE.has(fileName))
}

/**
 * The files of a ZIP, one at a time. The directory is judged before a byte is inflated, and what is inflated is held to
 * the directory. Fails with zip_malformed, zip_encrypted, zip_too_many_entries, zip_too_large, zip_bomb,
 * zip_path_unsafe. A file of more than 30 MiB comes as refused, without its bytes: they lie in the archive.
 */
export async function* unzip(bytes: Uint8Array): AsyncGenerator<Part> {
  const { zip, entries } = await openZip(bytes)
  judge(entries, bytes.length)
  for (const entry of entries) {
    if (entry.fileName.endsWith('/') || LITTER.test(entry.fileName)) continue
    if (entry.uncompressedSize > FILE_BYTES_MAX) yield tooLarge(entry)
    else yield { name: nameOf(entry), mediaType: '', bytes: await inflate(zip, entry) }
  }
}

/** Bit 11: the name is UTF-8 (PKWARE APPNOTE 6.3.10, appendix D); without it, it would be in the letters of DOS. */
const SAYS_UTF8 = 0x800

/** macOS writes names in UTF-8 and does not say so; in no other way do they come to be good UTF-8. */
const nameOf = ({ fileName, fileNameRaw, generalPurposeBitFlag }: Entry): string =>
  !(generalPurposeBitFlag & SAYS_UTF8) && isUtf8(fileNameRaw) ? fileNameRaw.toString('utf8') : fileName

const tooLarge = (entry: Entry): Part => ({
  name: nameOf(entry),
  mediaType: '',
  bytes: new Uint8Array(),
  refused: {
    code: 'body_too_large',
    detail: `The file has ${entry.uncompressedSize} bytes; ${FILE_BYTES_MAX} are taken.`,
  },
})

async function openZip(bytes: Uint8Array): Promise<{ zip: ZipFile; entries: Entry[] }> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (zip.entryCount > ZIP_ENTRIES_MAX)
      fail('zip_too_many_entries', `The archive has ${zip.entryCount} files; ${ZIP_ENTRIES_MAX} are taken.`)
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return { zip, entries }
  } catch (error) {
    throw unreadable(error)
  }
}

/** yauzl checks names itself and says so by message alone. */
function unreadable(error: unknown): unknown {
  if (isProblem(error)) return error
  const said = error instanceof Error ? error.message : ''
  const isPath = /relative path|absolute path|invalid characters in fileName/.test(said)
  const code = isPath ? 'zip_path_unsafe' : 'zip_malformed'
  const detail = isPath
    ? 'A file of the archive is named so that it would be written outside; pack it again.'
    : 'The archive is damaged or no ZIP; pack it again.'
  return new Problem(code, detail)
}

function judge(entries: readonly Entry[], archiveBytes: number): void {
  if (entries.some((entry) => entry.isEncrypted()))
    fail('zip_encrypted', 'The archive is encrypted; send it without a password.')
  const open = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0)
  // Entries that share their bytes are how the smallest archives become the largest (D. Fifield, WOOT 2019).
  if (packed > archiveBytes) fail('zip_bomb', 'Files of the archive lie on top of each other.')
  if (open > ZIP_RATIO_FROM_BYTES && open > ZIP_RATIO_MAX * archiveBytes)
    fail('zip_bomb', `The archive grows more than ${ZIP_RATIO_MAX} times when it is opened.`)
  if (open > ZIP_BYTES_MAX) fail('zip_too_large', `The archive opens to ${open} bytes; ${ZIP_BYTES_MAX} are taken.`)
}

/** The bytes of one entry; the stream ends with an error when they are more or fewer than the directory says. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    return new Uint8Array(Buffer.concat(chunks))
  } catch {
    return fail('zip_malformed', `The file ${entry.fileName} in the archive cannot be opened; pack it again.`)
  }
}
