import { decodeStream, MAX_DECODED } from './decode-stream.ts'
import { type ObjectId, openerOf } from './open-objects.ts'
import { ValueParser } from './parse-value.ts'
import { isArray, isDictionary, isName, isReference, isString, type PdfDictionary, type PdfValue } from './pdf-value.ts'
import { Lengths } from './stream-lengths.ts'

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
  /** It is encrypted and asks for a password: nothing of it can be read. */
  readonly isLocked: boolean
}

const OBJECT = /(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+$/

/** Objects as they stand in the file, before those that are packed inside others. */
interface Found {
  readonly values: Map<number, PdfValue>
  readonly streams: Map<number, PdfStream>
  /** Where each starts in the file. */
  readonly places: Map<number, number>
  readonly generations: Map<number, number>
}

/**
 * All objects of a PDF, found one after the other and not through its cross-reference table, which in real files is
 * often wrong. The last object of a number wins, as an update of the file means it to.
 */
export function objectsOf(bytes: Buffer): PdfObjects {
  const found = objectsIn(bytes)
  const { values, streams } = found
  const trailers = trailersOf(bytes, streams)
  const latest = (name: string) => trailers.findLast(({ entries }) => entries.has(name))?.entries.get(name)
  const isLocked = !open(found, latest('Encrypt'), latest('ID'))
  if (!isLocked) unpackObjects(found)
  return { values, streams, root: latest('Root'), isLocked }
}

function objectsIn(bytes: Buffer): Found {
  const found: Found = { values: new Map(), streams: new Map(), places: new Map(), generations: new Map() }
  const lengths = new Lengths(bytes, found.values)
  let at = 0
  for (let count = 0; count < MAX_OBJECTS; count += 1) {
    const place = bytes.indexOf('obj', at, 'latin1')
    if (place < 0) break
    at = place + 3
    const [, digits, generation] = OBJECT.exec(bytes.toString('latin1', Math.max(0, place - 24), place)) ?? []
    if (digits === undefined) continue
    const parser = new ValueParser(bytes, at)
    const value = parser.value()
    if (value === undefined) continue
    at = Math.max(at, parser.at)
    const number = Number(digits)
    found.values.set(number, value)
    found.places.set(number, place)
    found.generations.set(number, Number(generation))
    found.streams.delete(number)
    if (!isDictionary(value) || !parser.takes('stream')) continue
    const end = endOfStream(bytes, parser.at, (from) => lengths.of(value.entries.get('Length'), from))
    found.streams.set(number, { dictionary: value, raw: bytes.subarray(end.from, end.to), place })
    at = end.to
  }
  return found
}

/** Opens what is encrypted, in place. False when the file asks for a password. */
function open(found: Found, encrypt: PdfValue | undefined, id: PdfValue | undefined): boolean {
  if (encrypt === undefined || encrypt === null) return true
  const { values, streams, generations } = found
  const encryption = isReference(encrypt) ? values.get(encrypt.number) : encrypt
  const [first] = isArray(id) ? id : []
  const opener = isDictionary(encryption)
    ? openerOf(encryption, isString(first) ? first.bytes : new Uint8Array())
    : undefined
  if (!opener) return false
  const idOf = (number: number): ObjectId => ({ number, generation: generations.get(number) ?? 0 })
  for (const [number, value] of values) if (value !== encryption) values.set(number, opener.value(idOf(number), value))
  for (const [number, stream] of streams) streams.set(number, opener.stream(idOf(number), stream))
  return true
}

/** Where the data of a stream starts and ends: by its length when that is true, else at the next "endstream". */
function endOfStream(
  bytes: Buffer,
  at: number,
  lengthFrom: (from: number) => number | undefined,
): { from: number; to: number } {
  let from = at
  if (bytes[from] === 0x0d) from += 1
  if (bytes[from] === 0x0a) from += 1
  const length = lengthFrom(from)
  if (length !== undefined) return { from, to: from + length }
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
function unpackObjects({ values, streams, places }: Found): void {
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
