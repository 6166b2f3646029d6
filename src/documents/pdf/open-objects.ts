import { createHash } from 'node:crypto'
import { openAes, rc4 } from './ciphers.ts'
import { keyWithoutPassword } from './file-key.ts'
import type { PdfStream } from './pdf-objects.ts'
import { isArray, isDictionary, isName, isString, type PdfDictionary, type PdfValue } from './pdf-value.ts'

/** An object's number and generation: the keys of the older ciphers differ by them. */
export interface ObjectId {
  readonly number: number
  readonly generation: number
}

type Open = (id: ObjectId, bytes: Uint8Array) => Uint8Array

/** What opens the strings and the streams of an encrypted PDF. */
export interface Opener {
  value(id: ObjectId, value: PdfValue): PdfValue
  stream(id: ObjectId, stream: PdfStream): PdfStream
}

/**
 * Opens a PDF that is encrypted and asks for no password, by RC4 or AES of 128 or 256 bits (ISO 32000-2, 7.6);
 * undefined for one that asks, and for handlers that are not the standard one.
 */
export function openerOf(encryption: PdfDictionary, firstId: Uint8Array): Opener | undefined {
  const handler = encryption.entries.get('Filter')
  const key = isName(handler) && handler.name === 'Standard' ? keyWithoutPassword(encryption, firstId) : undefined
  if (!key) return undefined
  const strings = cipherOf(encryption, 'StrF', key)
  const streams = cipherOf(encryption, 'StmF', key)
  const files = encryption.entries.has('EFF') ? cipherOf(encryption, 'EFF', key) : streams
  const value = (id: ObjectId, sealed: PdfValue): PdfValue => {
    if (isString(sealed)) return { kind: 'string', bytes: strings(id, sealed.bytes) }
    if (isArray(sealed)) return sealed.map((one) => value(id, one))
    if (!isDictionary(sealed)) return sealed
    return { kind: 'dictionary', entries: new Map([...sealed.entries].map(([name, one]) => [name, value(id, one)])) }
  }
  const stream = (id: ObjectId, sealed: PdfStream): PdfStream => {
    const type = typeOf(sealed.dictionary)
    if (type === 'XRef' || hasOwnCipher(sealed.dictionary)) return sealed
    const opened = type === 'EmbeddedFile' ? files : streams
    return {
      dictionary: value(id, sealed.dictionary) as PdfDictionary,
      place: sealed.place,
      // most streams of a file are pictures and fonts, which nobody asks for
      get raw() {
        return Buffer.from(opened(id, sealed.raw))
      },
    }
  }
  return { value, stream }
}

function typeOf({ entries }: PdfDictionary): string | undefined {
  const type = entries.get('Type')
  return isName(type) ? type.name : undefined
}

/** A stream that names a cipher itself; the only one in use is none (7.4.10). */
function hasOwnCipher({ entries }: PdfDictionary): boolean {
  const filter = entries.get('Filter')
  return (isArray(filter) ? filter : [filter]).some((one) => isName(one) && one.name === 'Crypt')
}

/** The cipher of strings, streams or files: since version 4 by the name of a crypt filter, before that RC4 for all. */
function cipherOf({ entries }: PdfDictionary, use: 'StrF' | 'StmF' | 'EFF', key: Buffer): Open {
  const version = entries.get('V')
  if (typeof version === 'number' && version < 4) return (id, bytes) => rc4(keyOf(key, id), bytes)
  const name = entries.get(use)
  const filters = entries.get('CF')
  const filter = isDictionary(filters) && isName(name) ? filters.entries.get(name.name) : undefined
  const method = isDictionary(filter) ? filter.entries.get('CFM') : undefined
  return (isName(method) ? METHODS.get(method.name) : undefined)?.(key) ?? ((_, bytes) => bytes)
}

const METHODS: ReadonlyMap<string, (key: Buffer) => Open> = new Map([
  [
    'V2',
    (key: Buffer): Open =>
      (id, bytes) =>
        rc4(keyOf(key, id), bytes),
  ],
  [
    'AESV2',
    (key: Buffer): Open =>
      (id, bytes) =>
        openAes(keyOf(key, id, AES_SALT), bytes),
  ],
  [
    'AESV3',
    (key: Buffer): Open =>
      (_, bytes) =>
        openAes(key, bytes),
  ],
])

const AES_SALT = Buffer.from('sAlT')

/** Algorithm 1: the key of one object. */
function keyOf(key: Buffer, { number, generation }: ObjectId, salt = Buffer.alloc(0)): Buffer {
  const id = Buffer.alloc(5)
  id.writeUIntLE(number % 0x1000000, 0, 3)
  id.writeUIntLE(generation % 0x10000, 3, 2)
  const hash = createHash('md5').update(key).update(id).update(salt).digest()
  return hash.subarray(0, Math.min(key.length + 5, 16))
}
