import { beforeAll, describe, expect, it } from 'vitest'
import { approvePaymentOrder, createPaymentOrder } from '#src/bank/index.ts'
import { findOpenItems } from '#src/ledger/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { openBankAccount } from '#test/support/bank.ts'
import { testClient } from '#test/support/http.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml, newDesk, type WireReceipt } from '#test/support/receipts.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

const ANOTHER = 'NO8330001234567'
const changed = () =>
  new TextEncoder().encode(
    new TextDecoder().decode(invoiceXml({ kid: '1234567806' })).replace('NO9386011117947', ANOTHER),
  )

describe('the dossier of a supplier', () => {
  it('tells since when, from what and by whom everything is known, and how its accounts are used', async () => {
    const desk = await newDesk(platform)
    await desk.approveAll()
    const first = await desk.send(invoiceXml())
    const { partyId } = first.supplier
    const posted = desk.receipt(await desk.codeAndSubmit(first))
    const account = await openBankAccount(desk.company, { number: '15032080119' })
    const items = await findOpenItems(desk.company.call(), { ids: [posted.openItemId ?? ''] })
    const order = await createPaymentOrder(desk.company.call(), {
      bankAccountId: account.id,
      openItemIds: items.map(({ id }) => id),
    })
    const { person, call } = await desk.company.member(['owner'])
    await approvePaymentOrder(call, { paymentOrderId: order.id, seenVersion: 1 })

    const second: WireReceipt = await desk.send(changed())
    const path = desk.at(`parties/${partyId}`)
    const [hold] = (await desk.client.get(path)).json.holds as { id: string }[]
    const other = testClient(platform, await desk.company.key(person))
    await other.post(`${path}/holds/${hold?.id}/judgements`, { outcome: 'released', note: 'Rang dem.' })
    await desk.client.patch(path, { email: 'faktura@nordkraft.example' })

    const dossier = await desk.client.get(`${path}/dossier`)
    const seenIn = { kind: 'receipt', id: first.id }
    expect(dossier.json).toMatchObject({
      names: [{ name: 'Nordkraft AS', firstSeenBy: 'Ola Eier (test)', seenIn }],
      bankAccounts: [
        { account: 'NO9386011117947', seenIn, timesPaid: 1, receipts: 1, lastReceiptId: first.id, confirmedBy: null },
        {
          account: ANOTHER,
          status: 'usable',
          seenIn: { kind: 'receipt', id: second.id },
          timesPaid: 0,
          lastPaidOn: null,
          receipts: 1,
          confirmedBy: 'Mia Medlem (test)',
          confirmedAt: expect.any(String),
        },
      ],
      changes: [{ outcome: 'released', note: 'Rang dem.' }],
      mailSenders: [],
      figures: { receipts: { count: 2, firstIssuedOn: '2026-03-02', lastIssuedOn: '2026-03-02' } },
    })
    const facts = dossier.json.facts as { fact: string; seenIn: object | null }[]
    expect(Object.fromEntries(facts.map(({ fact, seenIn }) => [fact, seenIn]))).toEqual({
      country: seenIn,
      organisationNumber: seenIn,
      email: null,
    })
  })

  it('keeps the VAT number that a released change took the place of', async () => {
    const desk = await newDesk(platform)
    const made = await desk.client.post(desk.at('parties'), {
      kind: 'supplier',
      name: 'Nordkraft AS',
      vatNumber: 'NO991825827MVA',
    })
    const path = desk.at(`parties/${made.json.id}`)
    await desk.client.patch(path, { vatNumber: 'SE556677889901' })
    const { facts } = (await desk.client.get(`${path}/dossier`)).json
    expect(facts).toMatchObject([
      { fact: 'vatNumber', value: 'NO991825827MVA', isCurrent: false },
      { fact: 'vatNumber', value: 'SE556677889901', isCurrent: true },
    ])
  })
})
