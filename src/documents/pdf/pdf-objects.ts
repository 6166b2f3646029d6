import { decodeStream, MAX_DECODED } from './decode-stream.ts'
import { ValueParser } from './parse-value.ts'
import { isDictionary, isName, isReference, type PdfDictionary, type PdfValue } from './pdf-value.ts'

/** Objects of one file that are looked at. */
const MAX_OBJECTS = 500_000

export interface PdfStream {
  readonly dictionary: PdfDictionary
  /** Packed as in the file. */
  readonly raw: Buffer
  /** Where it starts in the file. */
  readonly place: number
}

export interface PdfObjects {
  readonly values: ReadonlyMap<number, PdfValue>
  readonly streams: ReadonlyMap<number, PdfStream>
  /** The catalog that the last update of the file names; undefined when none is found. */
  readonly root: PdfValue | undefined
  readonly isEncrypted: boolean
}

const OBJECT = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+$/

/**
 * All objects of a PDF, found one after the other and not through its cross-reference table, which in real files is
 * often wrong. The last object of a number wins, as an update of the file means it to.
 */
export function objectsOf(bytes: Buffer): PdfObjects {
  const values = new Map<number, PdfValue>()
  const streams = new Map<number, PdfStream>()
  const places = new Map<number, number>()
  let at = 0
  for (let count = 0; count < MAX_OBJECTS; count += 1) {
    const found = bytes.indexOf('obj', at, 'latin1')
    if (found < 0) break
    at = found + 3
    const number = OBJECT.exec(bytes.toString('latin1', Math.max(0, found - 24), found))?.[1]
    if (number === undefined) continue
    const parser = new ValueParser(bytes, at)
    const value = parser.value()
    if (value === undefined) continue
    at = Math.max(at, parser.at)
    values.set(Number(number), value)
    places.set(Number(number), found)
    streams.delete(Number(number))
    if (!isDictionary(value) || !parser.takes('stream')) continue
    const end = endOfStream(bytes, parser.at, value)
    streams.set(Number(number), { dictionary: value, raw: bytes.subarray(end.from, end.to), place: found })
    at = end.to
  }
  const trailers = trailersOf(bytes, streams)
  const isEncrypted = trailers.some(({ entries }) => entries.has('Encrypt'))
  unpackObjects(values, streams, places)
  const root = trailers.findLast(({ entries }) => entries.has('Root'))?.entries.get('Root')
  return { values, streams, root, isEncrypted }
}

/** Where the data of a stream starts and ends: by its length when that is true, else at the next "endstream". */
function endOfStream(bytes: Buffer, at: number, dictionary: PdfDictionary): { from: number; to: number } {
  let from = at
  if (bytes[from] === 0x0d) from += 1
  if (bytes[from] === 0x0a) from += 1
  const length = dictionary.entries.get('Length')
  if (typeof length === 'number' && length >= 0 && from + length <= bytes.length) {
    const after = bytes.toString('latin1', from + length, from + length + 16)
    if (/^\s*endstream/.test(after)) return { from, to: from + length }
  }
  const end = bytes.indexOf('endstream', from, 'latin1')
  if (end < 0) return { from, to: bytes.length }
  // The line break before the word is not part of the data.
  const broken =
    bytes[end - 1] === 0x0a && bytes[end - 2] === 0x0d ? 2 : bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d ? 1 : 0
  return { from, to: Math.max(from, end - broken) }
}

/** Trailers, and the dictionaries of cross-reference streams that stand for them, in the order of the file. */
function trailersOf(bytes: Buffer, streams: ReadonlyMap<number, PdfStream>): PdfDictionary[] {
  const found: { dictionary: PdfDictionary; place: number }[] = []
  for (const { dictionary, place } of streams.values())
    if (isType(dictionary, 'XRef')) found.push({ dictionary, place })
  for (let at = bytes.indexOf('trailer'); at >= 0; at = bytes.indexOf('trailer', at + 7)) {
    const dictionary = new ValueParser(bytes, at + 7).value()
    if (isDictionary(dictionary)) found.push({ dictionary, place: at })
  }
  return found.sort((a, b) => a.place - b.place).map(({ dictionary }) => dictionary)
}

export const isType = (dictionary: PdfDictionary, type: string): boolean => {
  const value = dictionary.entries.get('Type')
  return isName(value) && value.name === type
}

/** Objects that are packed inside others (ISO 32000-2, 7.5.7): of two of a number the later in the file wins. */
function unpackObjects(
  values: Map<number, PdfValue>,
  streams: Map<number, PdfStream>,
  places: Map<number, number>,
): void {
  let left = MAX_DECODED
  for (const { dictionary, raw, place } of [...streams.values()]) {
    if (!isType(dictionary, 'ObjStm')) continue
    const content = decodeStream(dictionary, raw)
    if (!content || content.length > left) continue
    left -= content.length
    for (const [number, value] of unpacked(dictionary, content)) {
      if ((places.get(number) ?? -1) > place) continue
      values.set(number, value)
      places.set(number, place)
      streams.delete(number)
    }
  }
}

function* unpacked(dictionary: PdfDictionary, content: Buffer): Generator<[number, PdfValue]> {
  const [count, first] = [dictionary.entries.get('N'), dictionary.entries.get('First')]
  if (typeof count !== 'number' || typeof first !== 'number') return
  const header = new ValueParser(content.subarray(0, first))
  for (let place = 0; place < Math.min(count, MAX_OBJECTS); place += 1) {
    const [number, offset] = [header.value(), header.value()]
    if (typeof number !== 'number' || typeof offset !== 'number') return
    const value = new ValueParser(content, first + offset).value()
    if (value !== undefined) yield [number, value]
  }
}

/** The value behind a reference, through at most a few steps. */
export function resolve(objects: PdfObjects, value: PdfValue | undefined): PdfValue | undefined {
  let found = value
  for (let step = 0; step < 8 && isReference(found); step += 1) found = objects.values.get(found.number)
  return isReference(found) ? undefined : found
}
