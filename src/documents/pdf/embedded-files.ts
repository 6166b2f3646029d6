import { decodeStream } from './decode-stream.ts'
import { dictionariesInUse } from './in-use.ts'
import { objectsOf, type PdfObjects, type PdfStream, resolve } from './pdf-objects.ts'
import { isArray, isDictionary, isName, isReference, type PdfDictionary, type PdfValue, textOf } from './pdf-value.ts'

/** A file inside a PDF (ISO 32000-2, 7.11). */
export interface EmbeddedFile {
  readonly name: string
  readonly description: string | undefined
  /** What the PDF says that it is. */
  readonly mediaType: string | undefined
  readonly bytes: Uint8Array
}

export interface PdfFiles {
  readonly files: readonly EmbeddedFile[]
  /** The PDF asks for a password: its files cannot be read, and are not listed. */
  readonly isLocked: boolean
}

/** Files that are taken out of one PDF, and all their bytes together. */
const MAX_FILES = 100
const MAX_BYTES = 100_000_000

/**
 * The files embedded in a PDF: attachments, and the data of a Factur-X, ZUGFeRD or Order-X. Never fails: what is
 * damaged is left out.
 */
export function embeddedFiles(bytes: Uint8Array): PdfFiles {
  const objects = objectsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (objects.isLocked) return { files: [], isLocked: true }
  const seen = new Set<PdfStream>()
  const files: EmbeddedFile[] = []
  let left = MAX_BYTES
  for (const specification of specificationsIn(objects)) {
    const stream = contentOf(objects, specification)
    if (!stream || seen.has(stream) || files.length >= MAX_FILES) continue
    seen.add(stream)
    const content = decodeStream(plain(objects, stream.dictionary), stream.raw)
    if (!content || content.length > left) continue
    left -= content.length
    files.push({ ...namesOf(objects, specification), mediaType: mediaTypeOf(stream), bytes: content })
  }
  return { files, isLocked: false }
}

/** Whether the PDF is a portfolio: its catalog says how to show the files in it. */
export function isPortfolio(bytes: Uint8Array): boolean {
  const objects = objectsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const catalog = resolve(objects, objects.root)
  return isDictionary(catalog) && catalog.entries.has('Collection')
}

/** File specifications: dictionaries with embedded content, wherever they stand; those in use when there are any. */
function specificationsIn(objects: PdfObjects): readonly PdfDictionary[] {
  const all = [...objects.values.values()].flatMap((value) => [...specificationsBelow(value)])
  const inUse = dictionariesInUse(objects)
  const used = all.filter((one) => inUse.has(one))
  return used.length > 0 ? used : all
}

function* specificationsBelow(value: PdfValue): Generator<PdfDictionary> {
  if (isArray(value)) for (const one of value) yield* specificationsBelow(one)
  if (!isDictionary(value)) return
  if (value.entries.has('EF')) yield value
  for (const one of value.entries.values()) yield* specificationsBelow(one)
}

function contentOf(objects: PdfObjects, specification: PdfDictionary): PdfStream | undefined {
  const content = resolve(objects, specification.entries.get('EF'))
  if (!isDictionary(content)) return undefined
  for (const key of ['UF', 'F', 'Unix', 'DOS', 'Mac']) {
    const reference = content.entries.get(key)
    const stream = isReference(reference) ? objects.streams.get(reference.number) : undefined
    if (stream) return stream
  }
  return undefined
}

/** Filters may stand in objects of their own. */
function plain(objects: PdfObjects, dictionary: PdfDictionary): PdfDictionary {
  const entries = [...dictionary.entries].map(([key, value]) => [key, resolve(objects, value) ?? null] as const)
  return { kind: 'dictionary', entries: new Map(entries) }
}

function namesOf(objects: PdfObjects, { entries }: PdfDictionary): { name: string; description: string | undefined } {
  const text = (key: string) => textOf(resolve(objects, entries.get(key)))
  return { name: text('UF') ?? text('F') ?? '', description: text('Desc') }
}

function mediaTypeOf({ dictionary }: PdfStream): string | undefined {
  const subtype = dictionary.entries.get('Subtype')
  return isName(subtype) ? subtype.name : undefined
}
