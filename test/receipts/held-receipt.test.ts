import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type Desk, invoiceXml, newDesk, type WireReceipt, XML } from '#test/support/receipts.ts'

let platform: Platform
let desk: Desk
let other: TestClient
beforeAll(async () => {
  platform = await testPlatform()
})
beforeEach(async () => {
  desk = await newDesk(platform)
  other = testClient(platform, await desk.company.key((await desk.company.member(['owner'])).person))
})

const KNOWN = 'NO9386011117947'
const ANOTHER = 'NO8330001234567'

const withAccount = (account: string, facts: Parameters<typeof invoiceXml>[0] = {}): Uint8Array =>
  new TextEncoder().encode(new TextDecoder().decode(invoiceXml(facts)).replace(KNOWN, account))

interface Shown {
  readonly code: string
  readonly pointer: string
  readonly was: string
  readonly becomes: string
  readonly holdId: string
  readonly approvalId: string
}
const holdsOn = ({ exceptions }: WireReceipt): Shown[] =>
  (exceptions as unknown as Shown[]).filter(({ holdId }) => holdId !== undefined)

async function changed(): Promise<{ receipt: WireReceipt; shown: Shown }> {
  await desk.send(invoiceXml())
  const receipt = await desk.send(withAccount(ANOTHER))
  const [shown] = holdsOn(receipt)
  if (!shown) throw new Error('no hold is shown')
  return { receipt, shown }
}

const judge = async ({ holdId }: Shown, { supplier }: WireReceipt, outcome: string, client = other) =>
  client.post(desk.at(`parties/${supplier.partyId}/holds/${holdId}/judgements`), { outcome, note: 'Rang dem.' })

describe('a receipt with a changed account of its supplier', () => {
  it('shows what was known and what it says, and where that is decided', async () => {
    const { receipt, shown } = await changed()
    expect(shown).toMatchObject({
      code: 'supplier_bank_account_changed',
      pointer: '/bankAccount',
      was: KNOWN,
      becomes: ANOTHER,
    })
    const approval = await desk.client.get(desk.at(`approvals/${shown.approvalId}`))
    expect(approval.json).toMatchObject({ status: 'pending', subject: { kind: 'partyHold', id: shown.holdId } })
    const again = await desk.send(withAccount(ANOTHER))
    expect(holdsOn(again)).toMatchObject([{ holdId: shown.holdId }])
    expect(holdsOn(await desk.send(withAccount('8601 11 17947')))).toEqual([])
    expect(receipt.status).toBe('draft')
  })

  it('is booked all the same, and by itself where its supplier is set to that', async () => {
    const { receipt } = await changed()
    await desk.approveAll()
    await desk.client.patch(desk.at(`parties/${receipt.supplier.partyId}`), { autoPost: true, defaultAccount: '6340' })
    const next = await desk.send(withAccount(ANOTHER))
    const jobs = await platform.db.worker.query(
      `select payload->>'receiptId' as id from outbox where company_id = $1 and name = 'receipts.advance'`,
      [desk.company.id],
    )
    expect(jobs.rows).toContainEqual({ id: next.id })
    const posted = await desk.codeAndSubmit(receipt)
    expect(posted.json).toMatchObject({ status: 'posted' })
  })

  it('loses the exception when the account is released', async () => {
    const { receipt, shown } = await changed()
    const again = await desk.send(withAccount(ANOTHER))
    expect((await judge(shown, receipt, 'released')).status).toBe(200)
    for (const { id } of [receipt, again]) expect(holdsOn(await desk.get(id))).toEqual([])
    expect(holdsOn(await desk.send(withAccount(ANOTHER)))).toEqual([])
  })

  it('says so when the account is refused, and so does every later one', async () => {
    const { receipt, shown } = await changed()
    expect((await judge(shown, receipt, 'refused')).status).toBe(200)
    expect(holdsOn(await desk.get(receipt.id))).toMatchObject([{ code: 'supplier_bank_account_refused' }])
    expect(holdsOn(await desk.send(withAccount(ANOTHER)))).toMatchObject([{ code: 'supplier_bank_account_refused' }])
  })

  it('is not decided by who brought it, with whatever credential', async () => {
    const { receipt, shown } = await changed()
    expect((await judge(shown, receipt, 'released', desk.client)).json.code).toBe('hold_self')
    const body = { decision: 'approve', seenVersion: 1 }
    const answered = await desk.client.post(desk.at(`approvals/${shown.approvalId}/decisions`), body)
    expect(answered.json.code).toBe('approval_self')
  })

  it('shows a changed name and VAT number as well', async () => {
    await desk.send(invoiceXml())
    const renamed = await desk.send(invoiceXml({ supplier: 'Kraftsalg AS' }))
    expect(holdsOn(renamed)).toMatchObject([
      { code: 'supplier_name_changed', pointer: '/supplier/name', was: 'Nordkraft AS', becomes: 'Kraftsalg AS' },
    ])
  })
})

describe('an account that a person writes on a receipt', () => {
  it('is a change of the supplier like any other', async () => {
    const { id } = await desk.send(invoiceXml())
    const patched = desk.receipt(await desk.client.patch(desk.at(`receipts/${id}`), { bankAccount: ANOTHER }))
    expect(holdsOn(patched)).toMatchObject([{ code: 'supplier_bank_account_changed', becomes: ANOTHER }])
    const back = desk.receipt(await desk.client.patch(desk.at(`receipts/${id}`), { bankAccount: KNOWN }))
    expect(back.exceptions.map(({ code }) => code)).toContain('supplier_bank_account_changed')
  })
})

describe('payment of a receipt', () => {
  const pay = async (...receipts: readonly WireReceipt[]) => {
    const account = await desk.client.get(desk.at('bank-accounts'))
    const [known] = account.json.data as { id: string }[]
    const body = { name: 'Drift', number: '15032080119', currency: 'NOK' }
    const bankAccountId = known?.id ?? (await desk.client.post(desk.at('bank-accounts'), body)).json.id
    const openItemIds = receipts.map(({ openItemId }) => openItemId)
    return desk.client.post(desk.at('payment-orders'), { bankAccountId, openItemIds })
  }
  const posted = async (xml: Uint8Array) => {
    const receipt = desk.receipt(await desk.client.post(desk.at('receipts'), xml, XML))
    return desk.receipt(await desk.codeAndSubmit(receipt))
  }

  it('goes to the account that it names, and waits while that is held', async () => {
    await desk.approveAll()
    const first = await posted(invoiceXml())
    const second = await posted(withAccount(ANOTHER, { kid: '1234567806' }))
    const [shown] = holdsOn(second)
    if (!shown) throw new Error('no hold')
    const refused = await pay(second)
    expect([refused.status, refused.json.code]).toEqual([409, 'payment_held'])
    expect(refused.json.held).toMatchObject([{ holdId: shown.holdId, approvalId: shown.approvalId }])
    const both = await pay(first, second)
    expect(both.json).toMatchObject({
      payments: [{ openItemId: first.openItemId, creditor: { account: KNOWN } }],
      held: [{ openItemId: second.openItemId, code: 'payment_held' }],
    })
    expect((await judge(shown, second, 'released')).json).toMatchObject({ isOnHold: false })
    expect((await pay(second)).json).toMatchObject({ payments: [{ creditor: { account: ANOTHER } }], held: [] })
  })

  it('never goes to an account that was refused', async () => {
    await desk.approveAll()
    await posted(invoiceXml())
    const second = await posted(withAccount(ANOTHER))
    const [shown] = holdsOn(second)
    if (!shown) throw new Error('no hold')
    expect((await judge(shown, second, 'refused')).json).toMatchObject({ isOnHold: false })
    const refused = await pay(second)
    expect(refused.json).toMatchObject({
      code: 'payment_held',
      held: [{ message: expect.stringContaining('refused') }],
    })
  })

  it('waits for everything of a supplier whose name changed', async () => {
    await desk.approveAll()
    const first = await posted(invoiceXml())
    const renamed = await posted(invoiceXml({ supplier: 'Kraftsalg AS', kid: '1234567806' }))
    expect((await pay(first, renamed)).json).toMatchObject({ code: 'payment_held' })
  })
})
