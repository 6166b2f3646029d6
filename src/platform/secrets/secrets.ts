import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** What a ciphertext belongs to. It opens under the same company and purpose only. */
export interface SecretContext {
  /** Company id, or the tenant's id outside companies. */
  readonly companyId: string
  /** What the secret is for, such as `connection.tokens`. */
  readonly purpose: string
}

/** Encrypts credentials that must be stored readable, such as the tokens of a connection. */
export interface Secrets {
  /** AES-256-GCM under the current key. The answer is text: `v1.<key id>.<nonce, tag and ciphertext in base64url>`. */
  seal(plain: string, context: SecretContext): string
  /** Throws SecretUnreadable for an unknown key, another context or changed bytes. */
  open(sealed: string, context: SecretContext): string
  /** Whether it was sealed with the current key; false asks for `reseal`. */
  isCurrent(sealed: string): boolean
  /** How every text begins that the current key sealed. */
  readonly currentPrefix: string
  /** The same secret under the current key. */
  reseal(sealed: string, context: SecretContext): string
}

export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable'
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export const generateKey = (): string => randomBytes(KEY_BYTES).toString('base64')

/** Secrets on a ring of base64 keys: the first one seals, all of them open. */
export function createSecrets(keys: readonly string[]): Secrets {
  const ring = keys.map(readKey)
  const current = ring[0]
  if (current === undefined) throw new Error('there is no secret key')
  const keyOf = new Map(ring.map(({ id, key }) => [id, key]))

  const seal = (plain: string, context: SecretContext): string => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', current.key, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(bound(context, current.id))
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return `${VERSION}.${current.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
  }
  const open = (sealed: string, context: SecretContext): string => {
    const [version, id = '', encoded = ''] = sealed.split('.')
    const key = keyOf.get(id)
    if (version !== VERSION || key === undefined) {
      throw new SecretUnreadable(
        `no key ${id.slice(0, 8)} in the ring; add the key it was sealed with to BILAG_SECRET_KEYS`,
      )
    }
    const bytes = Buffer.from(encoded, 'base64url')
    try {
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(bound(context, id))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new SecretUnreadable('the secret was changed, or belongs to another company or purpose', { cause })
    }
  }
  const currentPrefix = `${VERSION}.${current.id}.`
  return {
    seal,
    open,
    currentPrefix,
    isCurrent: (sealed) => sealed.startsWith(currentPrefix),
    reseal: (sealed, context) => seal(open(sealed, context), context),
  }
}

function readKey(text: string): { id: string; key: Buffer } {
  const key = Buffer.from(text, 'base64')
  if (key.length !== KEY_BYTES) throw new Error('a secret key must have 32 bytes in base64')
  return { id: createHash('sha256').update('bilag key id').update(key).digest('hex').slice(0, 8), key }
}

/** As JSON, so that no two contexts spell the same bytes. */
const bound = ({ companyId, purpose }: SecretContext, keyId: string): Buffer =>
  Buffer.from(JSON.stringify([VERSION, keyId, companyId, purpose]), 'utf8')
