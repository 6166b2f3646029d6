import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { rc4 } from './ciphers.ts'
import { isString, type PdfDictionary } from './pdf-value.ts'

/** What a short password is filled up with (ISO 32000-2, 7.6.4.3.2); an empty one is this alone. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
/** Bytes of the key of the first version of encryption, where no length counts. */
const OLDEST_KEY = 5
const FULL_KEY = 16

/**
 * The key of an encrypted PDF that opens without a password, as files do whose author only forbade printing or
 * copying (ISO 32000-2, 7.6.4, the standard security handler); undefined when it asks for one, and for other handlers.
 */
export function keyWithoutPassword({ entries }: PdfDictionary, id: Uint8Array): Buffer | undefined {
  const number = (name: string): number => {
    const value = entries.get(name)
    return typeof value === 'number' ? value : 0
  }
  const text = (name: string): Buffer => {
    const value = entries.get(name)
    return isString(value) ? Buffer.from(value.bytes) : Buffer.alloc(0)
  }
  const revision = number('R')
  if (revision >= 5) return newKey(text('U'), text('UE'), revision === 5 ? plainHash : hardenedHash)
  const isWhole = entries.get('EncryptMetadata') !== false
  const key = oldKey({
    revision,
    owner: text('O').subarray(0, 32),
    permissions: number('P'),
    id,
    isWhole,
    length: lengthOf(number('V'), number('Length')),
  })
  return opens(key, revision, id, text('U')) ? key : undefined
}

const lengthOf = (version: number, bits: number): number => {
  if (version === 1) return OLDEST_KEY
  if (version >= 4) return FULL_KEY
  return bits >= 40 && bits <= 128 ? bits / 8 : OLDEST_KEY
}

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

interface OldKey {
  readonly revision: number
  readonly owner: Uint8Array
  readonly permissions: number
  readonly id: Uint8Array
  readonly isWhole: boolean
  /** Bytes. */
  readonly length: number
}

/** Algorithm 2: revisions 2 to 4. */
function oldKey({ revision, owner, permissions, id, isWhole, length }: OldKey): Buffer {
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(permissions | 0)
  const unsealed = revision >= 4 && !isWhole ? Buffer.alloc(4, 0xff) : Buffer.alloc(0)
  let key = md5(PADDING, owner, flags, id, unsealed)
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, length))
  return key.subarray(0, length)
}

/** Algorithms 4 to 6: what the file keeps of the user's password is made again with the key. */
function opens(key: Buffer, revision: number, id: Uint8Array, kept: Buffer): boolean {
  if (revision < 3) return rc4(key, PADDING).equals(kept.subarray(0, 32))
  let made = rc4(key, md5(PADDING, id))
  for (let round = 1; round < 20; round += 1) {
    made = rc4(
      key.map((byte) => byte ^ round),
      made,
    )
  }
  return made.equals(kept.subarray(0, 16))
}

/** Algorithm 2.A: 32 bytes of a hash, eight of salt that prove the password, eight that lead to the key. */
function newKey(kept: Buffer, sealed: Buffer, hash: (salt: Buffer) => Buffer): Buffer | undefined {
  if (kept.length < 48 || sealed.length < 32) return undefined
  if (!hash(kept.subarray(32, 40)).equals(kept.subarray(0, 32))) return undefined
  const unseal = createDecipheriv('aes-256-cbc', hash(kept.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false)
  return Buffer.concat([unseal.update(sealed.subarray(0, 32)), unseal.final()])
}

const plainHash = (salt: Buffer): Buffer => createHash('sha256').update(salt).digest()

const HASHES = ['sha256', 'sha384', 'sha512'] as const
const LEAST_ROUNDS = 64
const REPEATS = 64

/** Algorithm 2.B with an empty password. */
function hardenedHash(salt: Buffer): Buffer {
  let key = plainHash(salt)
  let last = 0
  for (let round = 0; round < LEAST_ROUNDS || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(Buffer.concat(Array.from({ length: REPEATS }, () => key)))
    const choice = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(HASHES[choice] ?? 'sha256')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}
