import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newSupplier, openItem } from '#test/support/bank.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml, newDesk, submit } from '#test/support/receipts.ts'
import { type Fields, type Visitor, visitor } from '#test/support/visitor.ts'

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

/** A form as it is about to be sent, and how often what it asks for has happened. */
interface Ready {
  readonly who: Visitor
  readonly action: string
  readonly fields: Fields
  done(): Promise<number>
}

const countOf = async ({ client, at }: Pick<Shop, 'client' | 'at'>, path: string): Promise<number> =>
  ((await client.get(at(path))).json.data as unknown[]).length

/** The commands of a name that the log tells of. */
const logged = async ({ client, at }: Pick<Shop, 'client' | 'at'>, action: string): Promise<number> =>
  ((await client.get(at('audit-log?limit=200'))).json.data as { action: string }[]).filter(
    (one) => one.action === action,
  ).length

async function atInvoice(
  status: 'draft' | 'issued',
  act: string,
  filled: Fields,
  done: (shop: Shop, id: string) => Promise<number>,
) {
  const shop = await newShop(platform)
  const { person } = await shop.company.member(['owner'], 'Jonas Vik')
  const who = await visitor(platform, person)
  const { id } = status === 'draft' ? await shop.draft() : await shop.issue()
  const path = `/c/${shop.company.id}/invoices/${id}`
  const action = `${path}/${act}`
  return { who, action, fields: { ...(await who.form(path, action)), ...filled }, done: () => done(shop, id) }
}

async function atApproval(waiting: 'receipt' | 'payment'): Promise<Ready> {
  const desk = await newDesk(platform)
  const { person } = await desk.company.member(['owner'], 'Jonas Vik')
  let done: Ready['done']
  let approvalId: unknown
  if (waiting === 'receipt') {
    approvalId = desk.receipt(await submit(desk, await desk.send(invoiceXml({ cost: '6340' })))).approvalId
    done = () => countOf(desk, 'journal-entries')
  } else {
    const { id: partyId } = await newSupplier(desk.company, { account: 'NO9386011117947' })
    const { id } = await openItem(desk.company, { amountMinor: 12_345n, partyId })
    const body = { name: 'Drift', number: '15032080119', currency: 'NOK' }
    const { json: account } = await desk.client.post(desk.at('bank-accounts'), body)
    const made = await desk.client.post(desk.at('payment-orders'), { bankAccountId: account.id, openItemIds: [id] })
    approvalId = made.json.approvalId
    done = () => logged(desk, 'approval.decide')
  }
  const who = await visitor(platform, person)
  const action = `/c/${desk.company.id}/approvals/${approvalId}`
  return { who, action, fields: await who.form(action, action, { decision: 'approve' }), done }
}

const FORMS: readonly (readonly [name: string, open: () => Promise<Ready>])[] = [
  [
    'send',
    () =>
      atInvoice('issued', 'deliveries', { channel: 'email', to: 'a@b.example' }, (shop, id) =>
        countOf(shop, `invoices/${id}/deliveries`),
      ),
  ],
  ['post', () => atInvoice('draft', 'issuances', {}, (shop) => countOf(shop, 'journal-entries'))],
  [
    'credit',
    () =>
      atInvoice(
        'issued',
        'credit-notes',
        { reason: 'Feil' },
        async (shop, id) => (await shop.get(id)).creditNotes.length,
      ),
  ],
  ['delete', () => atInvoice('draft', 'deletions', {}, (shop) => logged(shop, 'invoice.delete'))],
  ['approve', () => atApproval('receipt')],
  ['pay', () => atApproval('payment')],
]

describe.each(FORMS)('two quick clicks that %s', (_, open) => {
  it('do it once, and both lead on', async () => {
    const { who, action, fields, done } = await open()
    const before = await done()
    const [first, second] = await Promise.all([who.post(action, fields), who.post(action, fields)])
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location])
    expect((await done()) - before).toBe(1)
    const later = await who.post(action, fields)
    expect([later.status, later.location, (await done()) - before]).toEqual([303, first.location, 1])
  })
})

describe('a form that commands', () => {
  it('is refused without a key, with the key of another form, and without the token of its session', async () => {
    const { who, action, fields, done } = await atInvoice(
      'issued',
      'credit-notes',
      { reason: 'Feil' },
      async (shop, id) => (await shop.get(id)).creditNotes.length,
    )
    const { formKey: _, ...keyless } = fields
    expect(await who.post(action, keyless)).toMatchObject({ status: 400 })
    expect(await who.post(action, { ...fields, csrf: 'guess' })).toMatchObject({ status: 403 })
    expect(await done()).toBe(0)
    await who.post(action, fields)
    const other = await who.post(action, { ...fields, reason: 'En annen grunn' })
    expect([other.status, await done()]).toEqual([422, 1])
  })
  it('may be sent again when it was refused, as nothing was kept of it', async () => {
    const { who, action, fields, done } = await atInvoice(
      'issued',
      'credit-notes',
      {},
      async (shop, id) => (await shop.get(id)).creditNotes.length,
    )
    expect((await who.post(action, fields)).status).toBe(422)
    expect((await who.post(action, { ...fields, reason: 'Feil' })).status).toBe(303)
    expect(await done()).toBe(1)
  })
  it('is drawn in one place only', () => {
    const folder = new URL('../../src/pages/views/', import.meta.url)
    const drawn = readdirSync(folder).filter((name) =>
      /<form[^>]*method="post"/.test(readFileSync(new URL(name, folder), 'utf8')),
    )
    // Logging in and out, and judging an e-invoice, of which nothing is kept, carry out no command.
    expect(drawn.toSorted()).toEqual(['command-form.tsx', 'layout.tsx', 'login.tsx', 'validation.tsx'])
  })
})
