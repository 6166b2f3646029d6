import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { createDispatcher } from '#src/webhooks/dispatch/dispatcher.ts'
import { getDelivery, listDeliveries } from '#src/webhooks/read-webhooks.ts'
import { demandTarget, isPublic, type Resolve, type TargetRules } from '#src/webhooks/target.ts'
import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import type { Receiver } from './receiver.ts'
import { endpointAt, move, receiver, sequence } from './stand.ts'

const INSIDE = [
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
]
const at =
  (address: string): Resolve =>
  async () => [{ address, family: address.includes(':') ? 6 : 4 }]
const strict = (resolve: Resolve): TargetRules => ({ allowPrivate: false, allowedOrigins: [], resolve })

describe('an address', () => {
  it.for(INSIDE)('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it('of the internet is public', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map(isPublic)).toEqual([true, true])
  })
})

describe('a webhook URL', () => {
  it.for([
    'http://example.com/hooks',
    'ftp://example.com/hooks',
    'https://user:password@example.com/hooks',
    'https://example.com/hooks#part',
    'https://127.0.0.1/hooks',
    'https://0x7f.1/hooks',
    'https://2130706433/hooks',
    'https://[::1]/hooks',
    'https://[::ffff:10.0.0.1]/hooks',
    'https://169.254.169.254/latest/meta-data',
    'not a url',
  ])('%s is refused', async (url) => {
    const refused = demandTarget(url, strict(at('8.8.8.8')))
    await expect(refused).rejects.toMatchObject({ code: 'webhook_url_refused' })
  })

  it.for(INSIDE)('whose name points to %s is refused', async (address) => {
    const refused = demandTarget('https://example.com/hooks', strict(at(address)))
    await expect(refused).rejects.toMatchObject({ code: 'webhook_url_refused' })
  })

  it('whose name points to nothing is refused with its own code', async () => {
    const refused = demandTarget(
      'https://example.com/hooks',
      strict(async () => []),
    )
    await expect(refused).rejects.toMatchObject({ code: 'webhook_url_unresolved' })
  })

  it('to the internet passes, and to an origin that the operator named', async () => {
    await demandTarget('https://example.com/hooks', strict(at('8.8.8.8')))
    const rules = { ...strict(at('8.8.8.8')), allowedOrigins: ['http://127.0.0.1:4711'] }
    await demandTarget('http://127.0.0.1:4711/hooks', rules)
    await expect(demandTarget('http://127.0.0.1:4712/hooks', rules)).rejects.toMatchObject({
      code: 'webhook_url_refused',
    })
  })
})

describe('at the moment of sending', () => {
  let open: Platform
  let closed: Platform
  let hooks: Receiver
  beforeAll(async () => {
    open = await testPlatform({ env: { WEBHOOK_ALLOW_PRIVATE: '1' } })
    closed = { ...open, config: { ...open.config, webhookAllowPrivate: false } }
    hooks = await receiver()
  })

  /** One event to an endpoint, by a dispatcher that refuses private networks; answers the attempt's error. */
  async function errorOf(url: string, resolve?: Resolve): Promise<string | null | undefined> {
    const company = await newCompany(open)
    await endpointAt(company, url)
    await move(company.call(), [['p1', 1]])
    await sequence(open)
    const dispatcher = createDispatcher(closed, resolve)
    await dispatcher.drain()
    await dispatcher.close()
    const [delivery] = await listDeliveries(company.call(), { after: undefined, limit: 1 })
    const { log } = await getDelivery(company.call(), delivery?.id ?? '')
    return log[0]?.error
  }

  it('a literal address inside is refused and gets no request', async () => {
    expect(await errorOf(hooks.url)).toContain('webhook_url_refused')
    expect(hooks.received).toHaveLength(0)
  })

  it('a name that has come to point inside is refused on the address that would be connected to', async () => {
    const { port } = new URL(hooks.url)
    const error = await errorOf(`https://rebound.example:${port}/hooks`, at('127.0.0.1'))
    expect(error).toContain('webhook_url_refused')
    expect(hooks.received).toHaveLength(0)
  })

  it('a private address is refused through the API with its pointer', async () => {
    const company = await newCompany(open)
    const client = testClient(closed, await company.key())
    const refused = await client.post(`/v1/companies/${company.id}/webhook-endpoints`, { url: 'https://10.0.0.1/x' })
    expect(refused.status).toBe(422)
    expect(refused.json).toMatchObject({ code: 'webhook_url_refused', errors: [{ pointer: '/url' }] })
  })
})
