// Workers have no argon2 as yet, and a name that is not there would keep the whole bundle from starting.
import * as crypto from 'node:crypto'
import { promisify } from 'node:util'

/**
 * argon2id with the parameters that OWASP's Password Storage Cheat Sheet gives first (19 MiB, 2 passes, 1 lane); the
 * text keeps them, so that they can be raised without locking anybody out.
 */
const MEMORY_KIB = 19_456
const PASSES = 2
const TAG_BYTES = 32

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 200

export async function hashPassword(password: string): Promise<string> {
  const nonce = crypto.randomBytes(16)
  const tag = await tagOf(password, nonce, MEMORY_KIB, PASSES)
  return `argon2id$${MEMORY_KIB}$${PASSES}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

/** Whether the password is the one behind the hash. An unknown person costs the same time: pass null. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, nonce, tag] = (hash ?? `argon2id$${MEMORY_KIB}$${PASSES}$AAAAAAAAAAAAAAAAAAAAAA$`).split('$')
  const found = await tagOf(password, Buffer.from(nonce ?? '', 'base64url'), Number(memory), Number(passes))
  const wanted = Buffer.from(tag ?? '', 'base64url')
  return wanted.length === found.length && crypto.timingSafeEqual(wanted, found)
}

const tagOf = (password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> =>
  promisify(crypto.argon2)('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory,
    passes,
  })
