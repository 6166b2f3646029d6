import { beforeAll, describe, expect, it } from 'vitest'
import { SteppedClock } from '#src/platform/clock.ts'
import { atEnd } from '#test/support/at-end.ts'
import { OWN_ACCOUNT, openBankAccount, upload } from '#test/support/bank.ts'
import { startFakeXero } from '#test/support/fake-xero/fake-xero.ts'
import { LINE, SELLER } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { invoiceXml, XML } from '#test/support/receipts.ts'
import { type Bench, type Connected, connected, drain, xeroEnv } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  const clock = new SteppedClock('2026-03-02T09:00:00Z')
  const fake = await startFakeXero({ clock: () => clock.now().getTime() })
  atEnd(() => fake.close())
  bench = { platform: await testPlatform({ clock, env: xeroEnv(fake) }), fake, clock, skew: { ms: 0 } }
})

/** A connected company whose policy approves every receipt. */
async function newOne(): Promise<Connected> {
  const one = await connected(bench)
  const rules = [{ name: 'All', above: { autoApprove: true } }]
  const made = await one.client.post(`${one.path}/approval-policies`, { name: 'All', kinds: ['receipt'], rules })
  if (made.status !== 201) throw new Error(made.text)
  return one
}

/** An e-invoice that comes in through the API and is posted by its submission. */
async function postBill(one: Connected, facts: Parameters<typeof invoiceXml>[0] = {}) {
  const bytes = invoiceXml({ cost: '6300', ...facts })
  const sent = await one.client.post(`${one.path}/receipts`, bytes, XML)
  const posted = await one.client.post(`${one.path}/receipts/${sent.json.id}/submissions`)
  expect(posted.json.status, posted.text).toBe('posted')
  return { receipt: posted.json, bytes, id: String(posted.json.id) }
}

const operation = async (one: Connected, subjectId: string) => (await one.operations(`?subjectId=${subjectId}`))[0]
const referenceTo = async (one: Connected, subjectId: unknown) =>
  ((await one.get(`/external-references?subjectId=${subjectId}`)).json.data as { externalId: string }[])[0]

describe('a posted e-invoice', () => {
  it('is a bill in Xero, once, with its original attached, and its id there is kept', async () => {
    const one = await newOne()
    const before = ['contact', 'bill', 'attachment'].map((kind) => bench.fake.count(kind as 'bill'))
    const { receipt, id } = await postBill(one)
    expect(await drain(bench)).toEqual([])
    const models = (await one.operations()).map(({ model, status }) => [model, status])
    expect(models.sort()).toEqual([
      ['attachment', 'verified'],
      ['bill', 'verified'],
      ['contact', 'verified'],
    ])
    const after = ['contact', 'bill', 'attachment'].map((kind) => bench.fake.count(kind as 'bill'))
    expect(after).toEqual(before.map((count) => count + 1))
    expect(await referenceTo(one, id)).toMatchObject({ model: 'bill', label: receipt.number })
    expect(await referenceTo(one, receipt.documentId)).toMatchObject({ model: 'attachment' })
    expect(bench.fake.violations).toEqual([])
  })

  it('makes no second bill when the answer to the first gets lost', async () => {
    const one = await newOne()
    const before = bench.fake.count('bill')
    const { id } = await postBill(one)
    // The contact is written first, the bill second.
    bench.fake.failNext('write', { kind: 'answerLost', isSilent: false }, { kind: 'answerLost', isSilent: false })
    for (let round = 0; round < 3; round++) {
      await drain(bench)
      bench.clock.advance(60_000)
    }
    expect(await operation(one, id)).toMatchObject({ status: 'verified', fault: null })
    expect(bench.fake.count('bill')).toBe(before + 1)
  })

  it('is a credit note there when it is one here', async () => {
    const one = await newOne()
    const { id } = await postBill(one, { kind: 'CreditNote' })
    await drain(bench)
    expect(await operation(one, id)).toMatchObject({ model: 'bill', status: 'verified' })
  })

  it('says so where a code of ours has none there, and goes out once a person has mapped it', async () => {
    const one = await newOne()
    const { id } = await postBill(one, { cost: '6340' })
    await drain(bench)
    const failed = await operation(one, id)
    expect(failed).toMatchObject({ status: 'failed', fault: { kind: 'rejected' } })
    const mappings = [{ kind: 'account', ours: '6340', theirs: '6300' }]
    await one.client.send('PUT', `${one.path}/connections/${one.connectionId}/mappings`, { mappings })
    await one.client.post(`${one.path}/operations/${failed?.id}/retries`)
    await drain(bench)
    expect((await one.operations()).map(({ status }) => status)).toEqual(['verified', 'verified', 'verified'])
  })
})

describe('an issued invoice', () => {
  it('is a sales invoice in Xero, and its credit note a credit note', async () => {
    const one = await newOne()
    await one.client.patch(one.path, { organisationNumber: '923609016', settings: SELLER })
    const facts = { kind: 'customer', name: 'Bakeriet AS', country: 'NO', organisationNumber: '991825827' }
    const party = await one.client.post(`${one.path}/parties`, facts)
    const lines = [LINE, { ...LINE, quantity: '3', unitPrice: '33.333', discountPercent: '5' }]
    const draft = await one.client.post(`${one.path}/invoices`, { customer: { partyId: party.json.id }, lines })
    const issued = await one.client.post(`${one.path}/invoices/${draft.json.id}/issuances`)
    expect(issued.status, issued.text).toBe(200)
    const note = await one.client.post(`${one.path}/invoices/${draft.json.id}/credit-notes`)
    expect(note.status, note.text).toBe(201)
    expect(await drain(bench)).toEqual([])
    for (const { json } of [issued, note]) {
      expect(await operation(one, String(json.id))).toMatchObject({ model: 'salesInvoice', status: 'verified' })
    }
    expect(bench.fake.violations).toEqual([])
  })
})

describe('a matched payment', () => {
  it('is a payment of the bill in Xero, and known as ours when it is pulled', async () => {
    const one = await newOne()
    const { receipt, id } = await postBill(one)
    const account = await openBankAccount(one.company, { number: OWN_ACCOUNT })
    await upload(one.company.call(), account, {
      from: '2026-03-09',
      to: '2026-03-15',
      opening: '0.00',
      closing: '-1250.00',
      entries: [{ reference: 'E-1', amount: '-1250.00', on: '2026-03-12', kid: String(receipt.paymentReference) }],
    })
    const [transaction] = (await one.get('/bank-transactions')).json.data as { status: string; matchId: string }[]
    expect(transaction?.status).toBe('matched')
    expect(await drain(bench)).toEqual([])
    const paid = await operation(one, encodeURIComponent(`${transaction?.matchId}/1`))
    expect(paid).toMatchObject({ model: 'payment', status: 'verified' })
    await one.client.post(`${one.path}/connections/${one.connectionId}/syncs`, {})
    await drain(bench)
    const pulled = (await one.get('/pulled-payments?limit=200')).json.data as Record<string, unknown>[]
    expect(pulled.filter(({ isOurs }) => isOurs)).toMatchObject([{ amount: '1250.00', settles: { subjectId: id } }])
  })
})

describe('a payment that is made in Xero', () => {
  const sync = async (one: Connected) => {
    await one.client.post(`${one.path}/connections/${one.connectionId}/syncs`, {})
    expect(await drain(bench)).toEqual([])
  }
  const open = async (one: Connected, openItemId: unknown) =>
    (await one.get(`/open-items/${openItemId}`)).json.remaining
  async function paid(one: Connected, amount: string) {
    const { receipt, id } = await postBill(one)
    await drain(bench)
    const payment = bench.fake.pay(String((await operation(one, id))?.externalId), amount, '2026-03-20')
    return { item: receipt.openItemId, payment }
  }
  const known = async (one: Connected) =>
    ((await one.get('/pulled-payments?limit=200')).json.data as Record<string, unknown>[]).filter(
      ({ settles }) => (settles as { subjectId: string | null }).subjectId !== null,
    )

  it('settles the open item once, and gives it back when it is deleted there', async () => {
    const one = await newOne()
    const { item, payment } = await paid(one, '300.00')
    await sync(one)
    await sync(one)
    expect(await open(one, item)).toBe('-950.00')
    const [kept] = await known(one)
    const entry = await one.get(`/journal-entries/${kept?.journalEntryId}`)
    expect(entry.json).toMatchObject({
      bookedOn: '2026-03-20',
      lines: [
        { account: '1920', credit: '300.00' },
        { account: '2400', debit: '300.00' },
      ],
    })
    bench.fake.deletePayment(payment)
    await sync(one)
    expect(await open(one, item)).toBe('-1250.00')
    expect(await known(one)).toMatchObject([{ status: 'deleted', journalEntryId: null }])
  })

  it('is left for the statement where the statements of that account come to us', async () => {
    const one = await newOne()
    await openBankAccount(one.company, { number: OWN_ACCOUNT })
    const { item } = await paid(one, '300.00')
    await sync(one)
    expect(await open(one, item)).toBe('-1250.00')
    expect(await known(one)).toMatchObject([{ status: 'made', journalEntryId: null }])
  })

  it('is left where it is more than is open, and in a closed period', async () => {
    const one = await newOne()
    const { item } = await paid(one, '300.00')
    const lines = [
      { account: '1920', credit: '1000.00' },
      { account: '2400', debit: '1000.00', settles: { openItemId: item } },
    ]
    await one.client.post(`${one.path}/journal-entries`, { bookedOn: '2026-03-19', description: 'Paid', lines })
    await sync(one)
    expect(await open(one, item)).toBe('-250.00')
    const other = await paid(one, '10.00')
    await one.client.post(`${one.path}/periods/2026-03/close`, { reason: 'VAT return sent' })
    await sync(one)
    expect(await open(one, other.item)).toBe('-1250.00')
    const { json } = await one.get('/audit-log?limit=200')
    expect(JSON.stringify(json.data)).toContain('period_closed')
  })
})
