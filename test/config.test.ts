import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, SETTINGS } from '#src/config.ts'

describe('readConfig', () => {
  it('works with an empty environment', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' })
    expect(config.databaseUrl).toBeUndefined()
    expect(config.dataDir).toMatch(/^\/.*\/data$/)
  })

  it('reads every kind of setting', () => {
    const config = readConfig({
      PORT: '8080',
      PUBLIC_URL: 'https://books.example/',
      DATABASE_URL: 'postgres://me@db/bilag',
      REDIS_URL: 'redis://localhost:6379',
      WEBHOOK_ALLOW_PRIVATE: '1',
      BILAG_SECRET_KEYS: `${Buffer.alloc(32, 1).toString('base64')},${Buffer.alloc(32, 2).toString('base64')}`,
      XERO_API_URL: 'http://127.0.0.1:9999',
    })
    expect(config).toMatchObject({ port: 8080, publicUrl: 'https://books.example', webhookAllowPrivate: true })
    expect(config.secretKeys).toHaveLength(2)
    expect(config.connectors.xero?.urls.API_URL).toBe('http://127.0.0.1:9999')
  })

  it('treats an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined })
  })

  it.each([
    ['PORT', 'abc', 'PORT: must be a whole number'],
    ['PORT', '70000', 'PORT: must be at most 65535'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL: must be a URL that starts with postgres:// or postgresql://'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: '],
    ['WEBHOOK_ALLOW_PRIVATE', 'yes', 'WEBHOOK_ALLOW_PRIVATE: must be 1 or 0'],
    ['BILAG_SECRET_KEYS', 'short', 'BILAG_SECRET_KEYS: must be 32-byte keys in base64'],
    ['BILAG_SECRET_KEY', 'x', 'BILAG_SECRET_KEY: no such setting'],
  ])('refuses %s=%s and names it', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(message)
  })

  it('never repeats the refused value, which may be a secret', () => {
    expect(() => readConfig({ BILAG_SECRET_KEYS: 'c2VjcmV0' })).toThrow(/^(?!.*c2VjcmV0).*$/s)
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:hunter2@db' })).toThrow(/^(?!.*hunter2).*$/s)
  })

  it('names what is missing beside S3_ENDPOINT', () => {
    expect(() => readConfig({ S3_ENDPOINT: 'http://127.0.0.1:9000', S3_BUCKET: 'b' })).toThrow(
      'S3_ACCESS_KEY_ID: is needed because S3_ENDPOINT is set',
    )
  })

  it('describes every setting', () => {
    for (const { description } of Object.values(SETTINGS)) expect(description.length).toBeGreaterThan(10)
  })

  it('takes a mail server only with a sender, and an access point only with a client', () => {
    expect(() => readConfig({ SMTP_URL: 'smtp://mail.example' })).toThrow(/MAIL_FROM/)
    expect(() => readConfig({ SMTP_URL: 'http://mail.example', MAIL_FROM: 'a@b.example' })).toThrow(/SMTP_URL/)
    expect(() => readConfig({ PEPPOL_GATEWAY_URL: 'https://ap.example' })).toThrow(/PEPPOL_GATEWAY_CLIENT_ID/)
    const inside = { MAIL_DOMAIN: 'in.example', MAIL_POSTMASTER: 'me@In.example' }
    expect(() => readConfig(inside)).toThrow(/MAIL_POSTMASTER: must be outside/)
    const config = readConfig({ SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'a@b.example', INTAKE_FOLDER: 'in' })
    expect(config.mail).toMatchObject({ smtpUrl: 'smtps://u:p@mail.example', mailFrom: 'a@b.example' })
    expect(config.intakeFolder).toMatch(/^\/.*\/in$/)
  })
})
