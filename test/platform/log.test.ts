import { describe, expect, it } from 'vitest'
import { createLogger } from '#src/platform/log.ts'
import { redactText } from '#src/platform/redact.ts'

function captured(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  write(createLogger('info', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

describe('log', () => {
  it('lets no credential through, at any depth it redacts', () => {
    const secret = 'S3CRET-VALUE'
    const output = captured((log) => {
      log.info({ authorization: secret, cookie: secret, password: secret, token: secret }, 'top')
      log.info({ headers: { authorization: secret, 'set-cookie': secret, 'x-api-key': secret } }, 'headers')
      log.info({ request: { headers: { Authorization: secret, cookie: secret } } }, 'request')
      log.info({ connection: { tokens: { access_token: secret, refreshToken: secret } } }, 'tokens')
      log.info({ app: { clientSecret: secret, credentials: { any: secret } } }, 'app')
      log.info({ list: [{ deep: [{ deeper: { Client_Secret: secret } }] }] }, 'list')
      log.child({ apiKey: secret }).info('child')
      let nested: object = { password: secret }
      for (let depth = 0; depth < 20; depth += 1) nested = { nested }
      log.info(nested, 'too deep to look into')
    })
    expect(output).not.toContain(secret)
    expect(output.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(13)
  })

  it('keeps what support needs', () => {
    const output = captured((log) => log.info({ kid: '2345676', invoiceNumber: '1001', companyId: 'cmp_x' }, 'kept'))
    for (const text of ['2345676', '1001', 'cmp_x']) expect(output).toContain(text)
  })

  it('takes secrets out of the messages and causes of errors', () => {
    const cause = new Error('GET https://me:hunter2@db.example/x failed')
    const error = new Error('401 for Authorization: Bearer eyJhbGciOi.J9.abc', { cause })
    const output = captured((log) => log.error({ err: error }, 'failed'))
    expect(output).not.toContain('eyJhbGciOi')
    expect(output).not.toContain('hunter2')
    expect(output).toContain('401 for Authorization: Bearer [redacted]')
  })

  it('leaves the logged object as it was', () => {
    const request = { headers: { cookie: 'a=b' }, path: '/x' }
    captured((log) => log.info({ request }, 'request'))
    expect(request).toEqual({ headers: { cookie: 'a=b' }, path: '/x' })
  })

  it('takes webhook secrets and API keys out of text', () => {
    expect(redactText('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw and more')).toBe('whsec_[redacted] and more')
    expect(redactText('key bk_live_NyxRNNcgevQVbRi7j9')).toBe('key bk_live_[redacted]')
  })
})
