import { fail } from '#src/kernel/problem.ts'
import { FILES_MAX } from './limits.ts'
import type { Part } from './part.ts'

/** What Outlook and Exchange wrap the files of a mail into: winmail.dat (MS-OXTNEF). */
export const TNEF = 'application/ms-tnef'

const SIGNATURE = 0x223e9f78
/** Attributes, MS-OXTNEF 2.1.3, without their types: a new file begins, its short name, its bytes, its properties. */
const BEGINS = 0x9002
const TITLE = 0x8010
const CONTENT = 0x800f
const PROPERTIES = 0x9005
/** Properties, MS-OXPROPS: the long name of a file, and its bytes or the message that is attached in their place. */
const LONG_NAME = 0x3707
const ATTACHED = 0x3701

interface Found {
  name: string
  longName: string
  content: Uint8Array | undefined
  message: Uint8Array | undefined
}

export const isTnef = (bytes: Uint8Array): boolean =>
  bytes.length >= 6 && viewOf(bytes).getUint32(0, true) === SIGNATURE

/**
 * The files in a winmail.dat; a message that is attached to it comes as one of its own kind, to be opened in its turn.
 * Every length is held to the bytes that are there. Fails with tnef_malformed and intake_too_many_files.
 */
export function untnef(bytes: Uint8Array): Part[] {
  const found: Found[] = []
  for (const [attribute, content] of attributesOf(bytes)) {
    if (attribute === BEGINS) found.push({ name: '', longName: '', content: undefined, message: undefined })
    const current = found.at(-1)
    if (!current) continue
    if (attribute === TITLE) current.name = text8(content)
    if (attribute === CONTENT) current.content = content
    if (attribute === PROPERTIES) tryProperties(content, current)
    if (found.length > FILES_MAX) fail('intake_too_many_files', `The mail has more than ${FILES_MAX} files.`)
  }
  return found.flatMap(({ name, longName, content, message }) => {
    const said = longName || name
    if (message) return [{ name: said || 'message.dat', mediaType: TNEF, bytes: message }]
    return content ? [{ name: said, mediaType: '', bytes: content }] : []
  })
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const malformed = (): never =>
  fail('tnef_malformed', 'The winmail.dat cannot be taken apart; send the mail again as plain text or HTML.')

/** Reads on from place to place; what is beyond the end is refused. */
class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #place: number

  constructor(bytes: Uint8Array, place = 0) {
    this.#bytes = bytes
    this.#view = viewOf(bytes)
    this.#place = place
  }

  get left(): number {
    return this.#bytes.length - this.#place
  }

  /** The next bytes, which are not copied. */
  take(length: number): Uint8Array {
    if (length > this.left) malformed()
    this.#place += length
    return this.#bytes.subarray(this.#place - length, this.#place)
  }

  uint16(): number {
    const at = this.#place
    this.take(2)
    return this.#view.getUint16(at, true)
  }

  uint32(): number {
    const at = this.#place
    this.take(4)
    return this.#view.getUint32(at, true)
  }

  /** Values lie at multiples of four bytes. */
  padded(length: number): Uint8Array {
    const taken = this.take(length)
    this.take(Math.min(this.left, -length & 3))
    return taken
  }
}

const KEY_BYTES = 2
const CHECKSUM_BYTES = 2
/** Level, name and length. */
const ATTRIBUTE_BYTES = 9

function* attributesOf(bytes: Uint8Array): Generator<[number, Uint8Array]> {
  const reader = new Reader(bytes, 4 + KEY_BYTES)
  // What is too short for another one is what a relay has added, or the check sum that it cut off.
  while (reader.left >= ATTRIBUTE_BYTES) {
    reader.take(1)
    const attribute = reader.uint32() & 0xffff
    yield [attribute, reader.take(reader.uint32())]
    reader.take(Math.min(CHECKSUM_BYTES, reader.left))
  }
}

const MANY = 0x1000
const STRING8 = 0x1e
const UNICODE = 0x1f
const OBJECT_TYPE = 0x0d
const BINARY = 0x102
const VARIABLE = new Set([STRING8, UNICODE, OBJECT_TYPE, BINARY])
/** Bytes of the types that have a length of their own; the others have four. */
const FIXED: Readonly<Record<number, number>> = { 5: 8, 6: 8, 7: 8, 20: 8, 64: 8, 72: 16 }
const NAMED_FROM = 0x8000
const GUID_BYTES = 16

/** A file whose bytes have come is not lost for a fault in what is said of it besides. */
function tryProperties(bytes: Uint8Array, file: Found): void {
  try {
    readProperties(bytes, file)
  } catch (error) {
    if (!file.content) throw error
  }
}

/** The two properties of a file that are looked at. */
function readProperties(bytes: Uint8Array, file: Found): void {
  for (const { id, type, value } of propertiesOf(bytes)) {
    if (id === LONG_NAME && type === STRING8) file.longName = text8(value)
    if (id === LONG_NAME && type === UNICODE) file.longName = text16(value)
    if (id === ATTACHED && type === BINARY) file.content ??= value
    if (id === ATTACHED && type === OBJECT_TYPE) readObject(value, file)
  }
}

interface Property {
  readonly id: number
  readonly type: number
  readonly value: Uint8Array
}

/** MS-OXTNEF 2.1.3.4: one property after the other, some with many values. */
function* propertiesOf(bytes: Uint8Array): Generator<Property> {
  const reader = new Reader(bytes)
  for (let count = reader.uint32(); count > 0; count -= 1) {
    const type = reader.uint16()
    const id = reader.uint16()
    if (id >= NAMED_FROM) skipName(reader)
    const isVariable = VARIABLE.has(type & ~MANY)
    for (let values = isVariable || type & MANY ? reader.uint32() : 1; values > 0; values -= 1) {
      const value = isVariable ? reader.padded(reader.uint32()) : reader.take(FIXED[type & ~MANY] ?? 4)
      yield { id, type, value }
    }
  }
}

function skipName(reader: Reader): void {
  reader.take(GUID_BYTES)
  if (reader.uint32() === 0) reader.take(4)
  else reader.padded(reader.uint32())
}

/** An object begins with what it is; a message is again a stream of attributes, anything else the file's bytes. */
function readObject(value: Uint8Array, file: Found): void {
  const content = value.subarray(GUID_BYTES)
  if (isTnef(content)) file.message = content
  else file.content ??= content
}

const untilNul = (text: string): string => text.split('\0')[0]?.trim() ?? ''
const text8 = (bytes: Uint8Array): string => untilNul(new TextDecoder('windows-1252').decode(bytes))
const text16 = (bytes: Uint8Array): string => untilNul(new TextDecoder('utf-16le').decode(bytes))
