import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '#src/platform/actor.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newSupplier, openItem } from '#test/support/bank.ts'
import { type Answered, type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, XML } from '#test/support/receipts.ts'

let platform: Platform
let desk: Desk
let bankAccountId: unknown
beforeAll(async () => {
  platform = await testPlatform()
})
beforeEach(async () => {
  desk = await newDesk(platform)
  const body = { name: 'Drift', number: '15032080119', currency: 'NOK' }
  bankAccountId = (await desk.client.post(desk.at('bank-accounts'), body)).json.id
})

const member = async (roles: readonly Role[]): Promise<TestClient> =>
  testClient(platform, await desk.company.key((await desk.company.member(roles)).person))

const ordered = async (client: TestClient = desk.client, amountMinor = 10_000n): Promise<Answered> => {
  const { id: partyId } = await newSupplier(desk.company, { account: 'NO9386011117947' })
  const { id } = await openItem(desk.company, { amountMinor, partyId })
  return client.post(desk.at('payment-orders'), { bankAccountId, openItemIds: [id] })
}
const approve = (client: TestClient, { json }: Answered, headers = {}) =>
  client.post(desk.at(`payment-orders/${json.id}/approvals`), { seenVersion: 1 }, headers)
const decide = async (client: TestClient, { json }: Answered, decision: string, more = {}) =>
  client.post(desk.at(`approvals/${json.approvalId}/decisions`), { decision, seenVersion: 1, ...more })
const statusOf = async ({ json }: Answered) => (await desk.client.get(desk.at(`payment-orders/${json.id}`))).json.status

/** A policy for payment orders: up to 500.00 one approver, above that two. */
async function twoAbove500(): Promise<void> {
  const of = (need: number) => [{ name: 'Betaling', need, approvers: [{ role: 'approver' }] }]
  const rules = [{ name: 'Amount', bands: [{ upTo: '500.00', steps: of(1) }], above: { steps: of(2) } }]
  const made = await desk.client.post(desk.at('approval-policies'), { name: 'Pay', kinds: ['paymentOrder'], rules })
  expect(made.status).toBe(201)
}

describe('a payment order', () => {
  it('waits in the inbox, with its sum, and is sealed by the decision there', async () => {
    const approver = await member(['approver'])
    const order = await ordered()
    const inbox = await approver.get(desk.at('approvals?assignee=me&status=pending'))
    expect(inbox.json.data).toMatchObject([
      {
        id: order.json.approvalId,
        amount: '100.00',
        currency: 'NOK',
        subject: { kind: 'paymentOrder', id: order.json.id, contentHash: order.json.contentHash },
      },
    ])
    expect((await decide(desk.client, order, 'approve')).json.code).toBe('approval_self')
    expect((await decide(approver, order, 'approve', { contentHash: '0'.repeat(64) })).json.code).toBe(
      'approval_changed',
    )
    expect((await decide(approver, order, 'approve')).json.status).toBe('approved')
    expect(await statusOf(order)).toBe('approved')
    expect((await desk.client.get(desk.at(`payment-orders/${order.json.id}/file`))).status).toBe(200)
  })

  it('is cancelled by a rejection, which frees its items', async () => {
    const approver = await member(['approver'])
    const order = await ordered()
    const rejected = await decide(approver, order, 'reject', { note: 'Not now.' })
    expect(rejected.json.status).toBe('rejected')
    expect(await statusOf(order)).toBe('cancelled')
    const [payment] = order.json.payments as { openItemId: string }[]
    const again = { bankAccountId, openItemIds: [payment?.openItemId] }
    expect((await desk.client.post(desk.at('payment-orders'), again)).status).toBe(201)
  })

  it('that is given up is not waited for any more', async () => {
    const approver = await member(['approver'])
    const order = await ordered()
    await desk.client.post(desk.at(`payment-orders/${order.json.id}/cancellations`))
    expect((await desk.client.get(desk.at(`approvals/${order.json.approvalId}`))).json.status).toBe('withdrawn')
    expect((await decide(approver, order, 'approve')).json.code).toBe('approval_closed')
  })

  it('needs the people that the policy of its kind names, by way of the order as well', async () => {
    await twoAbove500()
    const [one, two] = [await member(['approver']), await member(['approver'])]
    const admin = await member(['admin'])
    const small = await ordered(desk.client, 50_000n)
    expect((await approve(admin, small)).json.code).toBe('approval_not_assigned')
    expect((await approve(one, small)).json.status).toBe('approved')
    const large = await ordered(desk.client, 50_001n)
    expect((await approve(one, large)).json).toMatchObject({ status: 'proposed', file: null })
    expect((await approve(one, large)).json.code).toBe('approval_signed_already')
    expect((await approve(two, large)).json).toMatchObject({ status: 'approved', file: { size: expect.any(Number) } })
  })

  it('is approved by a person although a rule would let it through', async () => {
    const rules = [{ name: 'All', above: { autoApprove: true } }]
    await desk.client.post(desk.at('approval-policies'), { name: 'All', kinds: ['paymentOrder'], rules })
    const order = await ordered()
    expect(order.json).toMatchObject({ status: 'proposed' })
    expect((await approve(await member(['owner']), order)).json.status).toBe('approved')
  })

  it('is not approved by who entered a receipt that it pays', async () => {
    await desk.approveAll()
    const enterer = await member(['admin'])
    const received = desk.receipt(await enterer.post(desk.at('receipts'), invoiceXml(), XML))
    const { openItemId } = desk.receipt(await desk.codeAndSubmit(received))
    const payer = await member(['bookkeeper'])
    const order = await payer.post(desk.at('payment-orders'), { bankAccountId, openItemIds: [openItemId] })
    expect((await approve(enterer, order)).json.code).toBe('approval_self')
    expect((await approve(desk.client, order)).json.code).toBe('approval_self')
    expect((await approve(await member(['approver']), order)).json.status).toBe('approved')
  })

  it('that no longer holds is not approved, and its approval stays open', async () => {
    const approver = await member(['approver'])
    const order = await ordered()
    const [payment] = order.json.payments as { partyId: string }[]
    const path = desk.at(`parties/${payment?.partyId}/bank-accounts`)
    await desk.client.post(path, { account: 'DE89370400440532013000' })
    expect((await decide(approver, order, 'approve')).json.code).toBe('payment_order_stale')
    expect((await desk.client.get(desk.at(`approvals/${order.json.approvalId}`))).json.status).toBe('pending')
  })

  it('is sealed once when it is approved on both ways, or cancelled, at once', async () => {
    const [one, two] = [await member(['approver']), await member(['approver'])]
    const order = await ordered()
    const both = await Promise.all([approve(one, order), decide(two, order, 'approve')])
    expect(both.filter(({ status }) => status < 300)).toHaveLength(1)
    const other = await ordered()
    const cancel = desk.client.post(desk.at(`payment-orders/${other.json.id}/cancellations`))
    const either = await Promise.all([cancel, decide(one, other, 'approve'), decide(two, other, 'approve')])
    expect(either.filter(({ status }) => status < 300)).toHaveLength(1)
  })

  it('answers the same to the same key', async () => {
    const approver = await member(['approver'])
    const order = await ordered()
    const key = { 'idempotency-key': 'approve-1' }
    const first = await approve(approver, order, key)
    expect((await approve(approver, order, key)).text).toBe(first.text)
  })
})

describe('a payment order and a changed account of its supplier', () => {
  it('wait for each other: whichever is first, the hold opens, and what came after it is refused', async () => {
    const approver = await member(['approver'])
    for (let round = 0; round < 4; round += 1) {
      const order = await ordered()
      const [payment] = order.json.payments as { partyId: string }[]
      const path = desk.at(`parties/${payment?.partyId}/bank-accounts`)
      const [sealed, held] = await Promise.all([
        approve(approver, order),
        desk.client.post(path, { account: 'DE89370400440532013000' }),
      ])
      expect(held.json).toMatchObject({ isOnHold: true })
      expect(['approved', 'payment_order_stale']).toContain(sealed.json.code ?? sealed.json.status)
    }
  })
})
