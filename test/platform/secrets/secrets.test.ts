import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSecrets, generateKey, loadSecrets, SecretUnreadable } from '#src/platform/secrets/index.ts'

const context = { companyId: 'cmp_a', purpose: 'connection.tokens' }
const old = generateKey()
const fresh = generateKey()

describe('secrets', () => {
  it('open what they sealed', () => {
    const secrets = createSecrets([fresh])
    const sealed = secrets.seal('refresh-token æøå', context)
    expect(sealed).not.toContain('refresh-token')
    expect(secrets.open(sealed, context)).toBe('refresh-token æøå')
  })

  it('seal the same text differently each time', () => {
    const secrets = createSecrets([fresh])
    expect(secrets.seal('x', context)).not.toBe(secrets.seal('x', context))
  })

  it('refuse another company, another purpose and a changed byte', () => {
    const secrets = createSecrets([fresh])
    const sealed = secrets.seal('token', context)
    expect(() => secrets.open(sealed, { ...context, companyId: 'cmp_b' })).toThrow(SecretUnreadable)
    expect(() => secrets.open(sealed, { ...context, purpose: 'webhook.secret' })).toThrow(SecretUnreadable)
    const [version, id, body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => secrets.open(`${version}.${id}.${bytes.toString('base64url')}`, context)).toThrow(SecretUnreadable)
    expect(() => secrets.open(`${version}.${id}.AAAA`, context)).toThrow(SecretUnreadable)
    expect(() => secrets.open('nonsense', context)).toThrow(SecretUnreadable)
  })

  it('open under an old key after rotation, and move to the current one', () => {
    const sealed = createSecrets([old]).seal('token', context)
    const rotated = createSecrets([fresh, old])
    expect(rotated.open(sealed, context)).toBe('token')
    expect(rotated.isCurrent(sealed)).toBe(false)
    const resealed = rotated.reseal(sealed, context)
    expect(rotated.isCurrent(resealed)).toBe(true)
    expect(createSecrets([fresh]).open(resealed, context)).toBe('token')
    expect(() => createSecrets([fresh]).open(sealed, context)).toThrow(/no key/)
  })

  it('make one private key file that many starters share', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bilag-secrets-'))
    try {
      const config = { dataDir, secretKeys: undefined }
      const [first, second] = await Promise.all([loadSecrets(config), loadSecrets(config)])
      expect(second.open(first.seal('token', context), context)).toBe('token')
      const file = join(dataDir, 'secret.keys')
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1)
    } finally {
      await rm(dataDir, { recursive: true })
    }
  })
})
