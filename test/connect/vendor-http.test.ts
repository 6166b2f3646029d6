import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { VendorRequest } from '#src/connect/sdk.ts'
import { type CallEnd, vendorHttp } from '#src/connect/vendor-http.ts'

const LIMITS = {
  concurrent: 5,
  perMinute: 60,
  perDay: 5000,
  timeoutMs: 20_000,
  pagesPerRunMax: 5,
  responseBytesMax: 1000,
}

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A vendor that answers as told and remembers the tokens that it was shown. */
async function vendor(answer: (token: string) => { status: number; body?: string } | 'silence' | 'reset') {
  const tokens: string[] = []
  server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    tokens.push(token)
    const said = answer(token)
    if (said === 'reset') response.destroy()
    else if (said !== 'silence') response.writeHead(said.status).end(said.body ?? '')
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokens }
}

function client(url: string, change: Partial<typeof LIMITS> = {}) {
  const ends: CallEnd[] = []
  const request = vendorHttp({
    urls: { api: url },
    limits: { ...LIMITS, ...change },
    tokens: { access: async () => 'old', replace: async () => 'new' },
    gate: {
      enter: async () => async (end) => {
        ends.push(end)
      },
    },
  })
  const faultOf = (asked: VendorRequest) =>
    request(asked).then(
      () => 'none',
      (error: { fault?: { kind: string } }) => error.fault?.kind ?? String(error),
    )
  return { request, ends, faultOf }
}

it('signs the call and tells the gate how it ended', async () => {
  const { url, tokens } = await vendor(() => ({ status: 200, body: 'hello' }))
  const { request, ends } = client(url)
  const answer = await request({ method: 'PUT', url: `${url}/a?b=c`, body: 'æ' })
  expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, 'hello'])
  expect(tokens).toEqual(['old'])
  expect(ends).toEqual([{ status: 200, bytesIn: 5, bytesOut: 2, sent: null, received: null }])
})

it('replaces a refused token once', async () => {
  const { url, tokens } = await vendor((token) => ({ status: token === 'new' ? 200 : 401 }))
  expect((await client(url).request({ method: 'GET', url })).status).toBe(200)
  expect(tokens).toEqual(['old', 'new'])
})

it('gives a 401 back when the new token is refused too', async () => {
  const { url, tokens } = await vendor(() => ({ status: 401 }))
  expect((await client(url).request({ method: 'GET', url })).status).toBe(401)
  expect(tokens).toHaveLength(2)
})

it('calls no address but the connector’s own', async () => {
  const { url, tokens } = await vendor(() => ({ status: 200 }))
  const { request } = client('http://127.0.0.1:1')
  await expect(request({ method: 'GET', url })).rejects.toThrow('may not call')
  expect(tokens).toEqual([])
})

it.each([
  ['GET', 'unavailable'],
  ['PUT', 'unknown_outcome'],
] as const)('a %s without an answer in time is %s', async (method, kind) => {
  const { url } = await vendor(() => 'silence')
  const { faultOf, ends } = client(url, { timeoutMs: 100 })
  expect(await faultOf({ method, url })).toBe(kind)
  expect(ends).toEqual([{ status: null, bytesIn: 0, bytesOut: 0, sent: null, received: null }])
})

it('a write whose line breaks is an unknown outcome', async () => {
  const { url } = await vendor(() => 'reset')
  expect(await client(url).faultOf({ method: 'POST', url })).toBe('unknown_outcome')
})

it('a write that never left is unavailable', async () => {
  expect(await client('http://127.0.0.1:1').faultOf({ method: 'POST', url: 'http://127.0.0.1:1/' })).toBe('unavailable')
})

it('does not take in an answer without end', async () => {
  const { url } = await vendor(() => ({ status: 200, body: 'x'.repeat(2000) }))
  expect(await client(url).faultOf({ method: 'GET', url })).toBe('unavailable')
})
