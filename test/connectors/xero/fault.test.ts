import { describe, expect, it } from 'vitest'
import { callXero } from '#connectors/xero/client.ts'
import { createContact } from '#connectors/xero/contact-calls.ts'
import { faultOf } from '#connectors/xero/fault.ts'
import { type ConnectorContext, ConnectorError, type VendorResponse } from '#src/connect/sdk.ts'

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LXRva2Vu.c2lnbmF0dXJl'

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
})

const contextOf = (request: ConnectorContext['request']): ConnectorContext => ({
  request,
  urls: { api: 'http://xero.test' },
  organisation: 'tenant',
  now: () => new Date(0),
})

const failure = async (request: ConnectorContext['request'], isWrite = false): Promise<ConnectorError> => {
  const cx = contextOf(request)
  const call = isWrite
    ? callXero(cx, (api) => api.createContacts('tenant', { contacts: [{ name: 'A' }] }))
    : callXero(cx, (api) => api.getOrganisations('tenant'))
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ConnectorError)) throw new Error('no ConnectorError came out')
  return error
}

describe('an answer that is no success', () => {
  it.each([
    [401, false, 'auth_expired'],
    [403, false, 'auth_expired'],
    [404, false, 'not_found'],
    [409, true, 'conflict'],
    [429, true, 'rate_limited'],
    [400, true, 'rejected'],
    [412, true, 'rejected'],
    [500, false, 'unavailable'],
    [500, true, 'unknown_outcome'],
    [502, true, 'unknown_outcome'],
    [503, true, 'unavailable'],
    [504, true, 'unknown_outcome'],
  ] as const)('%i of a write %s is %s', (status, isWrite, kind) => {
    expect(faultOf(answer(status), isWrite).fault.kind).toBe(kind)
  })

  it('waits as long as Retry-After says, and by the limit that was hit when it says nothing', () => {
    const waits = (headers: Record<string, string>) => {
      const { fault } = faultOf(answer(429, {}, headers), false)
      return fault.kind === 'rate_limited' ? fault.retryAfterMs : null
    }
    expect(waits({ 'retry-after': '42' })).toBe(42_000)
    expect(waits({ 'x-rate-limit-problem': 'minute' })).toBe(60_000)
    expect(waits({ 'x-rate-limit-problem': 'Day' })).toBe(3_600_000)
    expect(waits({ 'x-rate-limit-problem': 'concurrent' })).toBe(1000)
    expect(waits({ 'retry-after': 'soon' })).toBe(60_000)
    expect(waits({ 'retry-after': '99999999' })).toBe(86_400_000)
  })

  it('keeps the messages of each element and nothing else', () => {
    const body = {
      Message: 'A validation exception occurred',
      Elements: [{ InvoiceID: 'x', ValidationErrors: [{ Message: 'No account' }, { Message: 'No tax' }] }],
    }
    const error = faultOf(answer(400, body), true)
    expect(error.fault).toEqual({
      kind: 'rejected',
      fields: [
        { field: '', message: 'No account' },
        { field: '', message: 'No tax' },
      ],
    })
    expect(error.message).toBe('No account No tax')
  })
})

describe('no token survives', () => {
  const everywhere = (error: ConnectorError): string =>
    [
      error.message,
      error.stack,
      JSON.stringify(error),
      JSON.stringify(Object.getOwnPropertyDescriptors(error)),
      String(error.cause),
    ].join('\n')

  it('in an answer that echoes the request', async () => {
    const echo = {
      Message: `Authorization: Bearer ${TOKEN}`,
      Elements: [{ ValidationErrors: [{ Message: `bad token ${TOKEN}` }] }],
      request: { headers: { authorization: `Bearer ${TOKEN}` } },
    }
    const error = await failure(async () => answer(400, echo, { authorization: `Bearer ${TOKEN}` }), true)
    expect(everywhere(error)).not.toContain(TOKEN)
    expect(everywhere(error)).not.toContain('c2VjcmV0LXRva2Vu')
    expect(error.message).toContain('[removed]')
  })

  it('in an error of the network that carries the request', async () => {
    const broken = Object.assign(new Error(`failed with Bearer ${TOKEN}`), {
      config: { headers: { Authorization: `Bearer ${TOKEN}` } },
    })
    const error = await failure(() => Promise.reject(broken), true)
    expect(error.fault.kind).toBe('unknown_outcome')
    expect(everywhere(error)).not.toContain(TOKEN)
  })

  it('because the SDK never has one', async () => {
    let sent: Record<string, string> = {}
    await failure(async (request) => {
      sent = { ...request.headers }
      return answer(503)
    })
    expect(Object.keys(sent).map((name) => name.toLowerCase())).not.toContain('authorization')
  })
})

it('gives the judgement of the runner through the SDK unchanged', async () => {
  const budget = new ConnectorError({ kind: 'rate_limited', retryAfterMs: 5 })
  expect(await failure(() => Promise.reject(budget))).toBe(budget)
})

it('takes a success that cannot be read for an unknown outcome of a write', async () => {
  const draft = { name: 'A', contactNumber: null, companyNumber: null, taxNumber: null, emailAddress: null }
  const created = createContact(
    contextOf(async () => answer(200, '<html>')),
    draft,
    'key',
  )
  await expect(created).rejects.toMatchObject({ name: 'ConnectorError', fault: { kind: 'unknown_outcome' } })
})
