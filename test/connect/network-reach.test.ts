import { beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox, SandboxNetwork } from '#src/connect/sdk.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { type Gateway, startGateway } from './gateway.ts'

const clock = new SteppedClock('2026-03-02T09:00:00Z')
let bench: Gateway
let gateway: Sandbox
let network: SandboxNetwork
let platform: Platform
beforeAll(async () => {
  bench = await startGateway(clock)
  ;({ gateway, network, platform } = bench)
})

const work = () => bench.work()
const connectedShop = () => bench.connectedShop()

/** Lets minutes pass, and the worker do what is due then. */
async function minutes(count: number): Promise<void> {
  clock.advance(count * 60_000)
  await work()
}

const listed = async (shop: Shop, { id }: { id: string }) =>
  (await shop.client.get(shop.at(`invoices/${id}/deliveries`))).json.data as { channel: string }[]

interface WireReach {
  participant: string | null
  canReceive: boolean | null
  answer: string | null
  lookedUpAt: string | null
  channel: string | null
}
const party = (shop: Shop, rest = '') => shop.at(`parties/${shop.customerId}${rest}`)
const ask = async (shop: Shop) => (await shop.client.post(party(shop, '/network-lookups'))).json as unknown as WireReach
const reach = async (shop: Shop) => (await shop.client.get(party(shop, '/reach'))).json as unknown as WireReach
const order = (shop: Shop, invoiceChannels: string) =>
  shop.client.patch(shop.at('').slice(0, -1), { settings: { invoiceChannels } })

describe('who can receive', () => {
  it('is asked in the network, and the answer is kept with its time', async () => {
    const shop = await connectedShop()
    expect(await reach(shop)).toMatchObject({ participant: '0192:991825827', canReceive: null, lookedUpAt: null })
    const said = await ask(shop)
    expect(said).toMatchObject({ canReceive: true, lookedUpAt: clock.now().toISOString() })
    expect(said.answer).toContain('poacc:billing:3.0')
    expect(await reach(shop)).toEqual(said)
    await shop.client.patch(party(shop), { endpoint: network.stranger })
    expect(await reach(shop)).toMatchObject({ participant: network.stranger, canReceive: null })
    expect(await ask(shop)).toMatchObject({ canReceive: false })
  })

  it('is known from a delivery as well, whether it was taken or not', async () => {
    const shop = await connectedShop()
    const { id } = await shop.issue()
    const send = () => shop.client.post(shop.at(`invoices/${id}/deliveries`), { channel: 'network' })
    await send()
    await work()
    expect(await reach(shop)).toMatchObject({ canReceive: true, lookedUpAt: clock.now().toISOString() })
    await shop.client.patch(party(shop), { endpoint: network.stranger })
    expect(await reach(shop)).toMatchObject({ canReceive: null, lookedUpAt: null })
    await send()
    await work()
    expect(await reach(shop)).toMatchObject({
      canReceive: false,
      answer: `${network.stranger} is not registered.`,
      lookedUpAt: clock.now().toISOString(),
    })
  })

  it('stays as it was known when the network does not answer, and without one', async () => {
    const shop = await connectedShop()
    const known = await ask(shop)
    gateway.failNext('read', { kind: 'unavailable' })
    const unheard = await ask(shop)
    expect(unheard).toMatchObject({ canReceive: true, lookedUpAt: known.lookedUpAt })
    expect(unheard.answer).not.toBe(known.answer)
    const alone = await newShop(platform)
    expect(await ask(alone)).toMatchObject({ canReceive: null, answer: 'The company is connected to no network.' })
    await alone.client.patch(party(alone), { organisationNumber: null })
    expect(await ask(alone)).toMatchObject({ participant: null, canReceive: null })
  })
})

describe('the order of channels', () => {
  it('sends by the network, and by mail once the network said that the customer takes none', async () => {
    const shop = await connectedShop()
    await order(shop, 'network,email')
    await shop.client.patch(party(shop), { email: 'faktura@bakeriet.example' })
    const first = await shop.issue()
    await work()
    expect(await listed(shop, first)).toMatchObject([{ channel: 'network', status: 'sent' }])
    await shop.client.patch(party(shop), { endpoint: network.stranger })
    // Nobody has asked yet: the network refuses, and a mail stands in for it.
    const second = await shop.issue()
    await work()
    expect(await listed(shop, second)).toMatchObject([
      { channel: 'network', code: 'delivery_recipient_unreachable' },
      { channel: 'email' },
    ])
    // What it said then is known from then on, without anybody asking.
    expect(await reach(shop)).toMatchObject({ canReceive: false, channel: 'email', lookedUpAt: expect.any(String) })
    const third = await shop.issue()
    expect(await listed(shop, third)).toMatchObject([{ channel: 'email', replacesId: null }])
    // What was said long ago is asked anew by the next try.
    await minutes(25 * 60)
    expect(await reach(shop)).toMatchObject({ channel: 'network' })
  })

  it('leaves a customer nobody can reach to a person, and what no order is set for alone', async () => {
    const shop = await newShop(platform)
    expect(await listed(shop, await shop.issue())).toEqual([])
    await order(shop, 'email')
    const missing = [{ channel: 'email', status: 'failed', code: 'delivery_recipient_missing' }]
    expect(await listed(shop, await shop.issue())).toMatchObject(missing)
    await shop.client.patch(party(shop), { invoiceChannel: 'network' })
    expect(await listed(shop, await shop.issue())).toMatchObject([{ channel: 'network' }])
  })

  it('falls back to mail for an invoice that is no Peppol document', async () => {
    const shop = await connectedShop()
    await order(shop, 'network,email')
    await shop.client.patch(party(shop), { email: 'faktura@bakeriet.example' })
    const plain = await shop.issue({ buyerReference: null })
    await work()
    expect(await listed(shop, plain)).toMatchObject([{ code: 'delivery_document_unfit' }, { channel: 'email' }])
  })
})

it('a pull without a name pulls what the connector has', async () => {
  const { client, at, connectionId } = await connectedShop()
  const run = await client.post(at(`connections/${connectionId}/syncs`))
  expect([run.status, run.json.pull]).toEqual([202, 'document'])
  const other = await client.post(at(`connections/${connectionId}/syncs`), { pull: 'payment' })
  expect(other.json.code).toBe('pull_unknown')
})
