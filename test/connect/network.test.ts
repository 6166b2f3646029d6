import { beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox, SandboxNetwork } from '#src/connect/sdk.ts'
import { sweepPulls } from '#src/connect/sweep.ts'
import { SteppedClock } from '#src/platform/clock.ts'
import { jobKinds } from '#src/platform/jobs/job-kind.ts'
import { relayJobs } from '#src/platform/outbox/relay-jobs.ts'
import type { Platform } from '#src/platform/platform.ts'
import { systemCall } from '#test/support/actors.ts'
import { newShop, type Shop, type WireInvoice } from '#test/support/invoices.ts'
import { invoiceXml } from '#test/support/receipts.ts'
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
const connect = (shop: Shop) => bench.connect(shop)
const connectedShop = () => bench.connectedShop()

/** Lets minutes pass, and the worker do what is due then. */
async function minutes(count: number): Promise<void> {
  clock.advance(count * 60_000)
  await work()
}

const sweepDeliveriesNow = () => {
  const run = { id: 'sweep', attempt: 1, isLastAttempt: true, signal: new AbortController().signal }
  return jobKinds().get('delivery.sweep')?.handle(systemCall(platform), {}, run)
}

interface WireDelivery {
  id: string
  channel: string
  status: string
  to: string
  code: string | null
  transmissionId: string | null
  replacesId: string | null
  documentId: string | null
  answers: { outcome: string; answer: string }[]
}
const listed = async (shop: Shop, { id }: { id: string }) =>
  (await shop.client.get(shop.at(`invoices/${id}/deliveries`))).json.data as WireDelivery[]
const send = (shop: Shop, { id }: WireInvoice, more: object = {}) =>
  shop.client.post(shop.at(`invoices/${id}/deliveries`), { channel: 'network', ...more })

async function delivered(more: object = {}, shop?: Shop) {
  const mine = shop ?? (await connectedShop())
  const invoice = await mine.issue()
  const made = await send(mine, invoice, more)
  expect(made.status, made.text).toBe(201)
  await work()
  return { shop: mine, invoice, delivery: (await listed(mine, invoice))[0] as WireDelivery }
}

describe('an invoice through the network', () => {
  it('goes to the organisation number of the customer as it was issued, and arrives', async () => {
    const { shop, invoice, delivery } = await delivered()
    expect(delivery).toMatchObject({ status: 'sent', to: '0192:991825827', documentId: invoice.documentId })
    const [sent] = network.sent(delivery.id)
    expect(sent).toMatchObject({
      sender: '0192:923609016',
      receiver: '0192:991825827',
      process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
    })
    const ubl = await shop.client.get(shop.at(`invoices/${invoice.id}/ubl`))
    expect(new TextDecoder().decode(sent?.bytes)).toBe(ubl.text)
    network.settle(delivery.transmissionId ?? '', 'delivered')
    clock.advance(60_000)
    await work()
    const [arrived] = await listed(shop, invoice)
    expect(arrived).toMatchObject({ status: 'delivered' })
    expect(arrived?.answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'delivered'])
    expect(arrived?.answers[1]?.answer).toContain(delivery.transmissionId)
  })

  it('goes by itself when the customer asks for it; credit notes too', async () => {
    const shop = await connectedShop()
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { invoiceChannel: 'network' })
    const invoice = await shop.issue()
    const credit = await shop.client.post(shop.at(`invoices/${invoice.id}/credit-notes`))
    await work()
    const both = [invoice, { id: String(credit.json.id) }]
    for (const one of both) expect(await listed(shop, one)).toMatchObject([{ channel: 'network', status: 'sent' }])
  })

  it('is asked about less and less often, and fails when the network says that it never will arrive', async () => {
    const { shop, invoice, delivery } = await delivered()
    const looks = () => gateway.calls.filter((call) => call.endsWith(String(delivery.transmissionId))).length
    await minutes(1)
    await minutes(1)
    expect(looks()).toBe(2)
    await minutes(1)
    expect(looks()).toBe(2)
    network.settle(delivery.transmissionId ?? '', 'failed')
    await minutes(2)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'failed', code: 'delivery_refused' }])
    expect((await listed(shop, invoice))[0]?.answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused'])
  })

  it('is found again by the sweep when its job got lost', async () => {
    const { shop, invoice, delivery } = await delivered()
    network.settle(delivery.transmissionId ?? '', 'delivered')
    clock.advance(30 * 60_000)
    await relayJobs(platform, [...jobKinds().keys()], async () => undefined)
    expect(await sweepDeliveriesNow()).toBeGreaterThan(0)
    await work()
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'delivered' }])
  })

  it('is sent once although its answer got lost: the next try finds it', async () => {
    const shop = await connectedShop()
    gateway.failNext('write', { kind: 'answerLost', isSilent: false })
    const { invoice, delivery } = await delivered({}, shop)
    expect(delivery).toMatchObject({ status: 'planned', answers: [{ outcome: 'unknown' }] })
    expect(network.sent(delivery.id)).toHaveLength(1)
    await minutes(1)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'sent' }])
    expect(network.sent(delivery.id)).toHaveLength(1)
  })

  it('is tried again when the gateway rests, and left to a person when it is refused', async () => {
    const shop = await connectedShop()
    gateway.failNext('write', { kind: 'unavailable' })
    expect((await delivered({}, shop)).delivery).toMatchObject({ status: 'planned', code: null })
    gateway.failNext('write', { kind: 'refused' })
    const { delivery } = await delivered({}, shop)
    expect(delivery).toMatchObject({ status: 'failed', code: 'delivery_refused' })
  })

  it('fails for a customer who is not registered, or goes by mail where the company wants that', async () => {
    const shop = await connectedShop()
    const { invoice } = await delivered({ to: network.stranger }, shop)
    expect(await listed(shop, invoice)).toMatchObject([{ status: 'failed', code: 'delivery_recipient_unreachable' }])
    await shop.client.patch(shop.at('').slice(0, -1), { settings: { invoiceNetworkFallback: 'email' } })
    await shop.client.patch(shop.at(`parties/${shop.customerId}`), { email: 'faktura@bakeriet.example' })
    const second = await delivered({ to: network.stranger }, shop)
    const [failed, mail] = await listed(shop, second.invoice)
    expect(failed).toMatchObject({ channel: 'network', status: 'failed' })
    expect(mail).toMatchObject({ channel: 'email', to: 'faktura@bakeriet.example', replacesId: failed?.id })
  })

  it('is refused for what cannot go there', async () => {
    const shop = await connectedShop()
    const invoice = await shop.issue()
    const mail = await send(shop, invoice, { to: 'kari@bakeriet.example' })
    expect([mail.status, mail.json.code]).toEqual([422, 'delivery_recipient_invalid'])
    const plain = await shop.issue({ buyerReference: null })
    await send(shop, plain)
    const alone = await newShop(platform)
    const unconnected = await alone.issue()
    await send(alone, unconnected)
    await work()
    expect(await listed(shop, plain)).toMatchObject([{ status: 'failed', code: 'delivery_document_unfit' }])
    expect(await listed(alone, unconnected)).toMatchObject([{ status: 'failed', code: 'network_unconnected' }])
  })
})

interface WireIntake {
  way: string
  sender: string
  recipient: string
  messageId: string
  documentId: string
  files: { outcome: string; receiptId: string }[]
}
const intakes = async (shop: Shop) => (await shop.client.get(shop.at('intakes'))).json.data as WireIntake[]

describe('a document of the network', () => {
  it('comes in as an intake with its evidence, once however often it is pulled or told of', async () => {
    const shop = await connectedShop()
    const transmissionId = network.arrive(network.receiver, invoiceXml())
    const mine = async () => (await intakes(shop)).filter(({ messageId }) => messageId === transmissionId)
    const { raw, headers } = gateway.webhook('update')
    const told = await shop.client.post(`/hooks/peppol-gateway/${shop.connectionId}`, raw, headers)
    expect(told.status).toBe(200)
    await work()
    await sweepPulls(systemCall(platform))
    await work()
    const [intake, ...others] = await mine()
    expect(others).toEqual([])
    expect(intake).toMatchObject({ way: 'network', sender: network.receiver, recipient: gateway.organisation })
    expect(intake?.files).toMatchObject([{ outcome: 'receipt' }])
    const evidence = await shop.client.get(shop.at(`documents/${intake?.documentId}/content`))
    expect(JSON.parse(evidence.text)).toMatchObject({
      connector: 'peppol-gateway',
      externalId: transmissionId,
      sender: network.receiver,
      receivedAt: expect.stringContaining('2026-'),
    })
  })

  it('comes once when a new connection pulls everything again', async () => {
    const shop = await connectedShop()
    const transmissionId = network.arrive(network.receiver, invoiceXml())
    await sweepPulls(systemCall(platform))
    await work()
    const before = await intakes(shop)
    expect(before.map(({ messageId }) => messageId)).toContain(transmissionId)
    const ended = await shop.client.send('DELETE', shop.at(`connections/${shop.connectionId}`))
    expect(ended.status, ended.text).toBeLessThan(300)
    await connect(shop)
    const runs = (await shop.client.get(shop.at('sync-runs'))).json.data as {
      pull: string
      records: number
      changed: number
    }[]
    expect(runs.at(-1)).toMatchObject({ pull: 'document', records: before.length, changed: 0 })
    expect(await intakes(shop)).toHaveLength(before.length)
  })

  it('that nobody can read is kept and refused, and does not stop the others', async () => {
    const shop = await connectedShop()
    const ids = ['<Invoice', 'no invoice at all', ''].map((text) =>
      network.arrive(network.receiver, new TextEncoder().encode(text)),
    )
    const good = network.arrive(network.receiver, invoiceXml())
    await sweepPulls(systemCall(platform))
    await work()
    const found = new Map((await intakes(shop)).map((intake) => [intake.messageId, intake]))
    expect(ids.map((id) => found.get(id)?.files.map(({ outcome }) => outcome))).toEqual([['refused'], ['refused'], []])
    expect(found.get(good)?.files).toMatchObject([{ outcome: 'receipt' }])
  })

  it('is not told of by a message that is not signed', async () => {
    const shop = await connectedShop()
    const { raw } = gateway.webhook('update')
    const forged = await shop.client.post(`/hooks/peppol-gateway/${shop.connectionId}`, raw, {
      'x-gateway-signature': 'AAAA',
    })
    expect([forged.status, forged.json.code]).toEqual([401, 'hook_signature_invalid'])
  })
})
