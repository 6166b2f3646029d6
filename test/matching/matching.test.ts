import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  approvePaymentOrder,
  type BankAccount,
  type BankTransaction,
  createPaymentOrder,
  getPaymentOrder,
  listBankTransactions,
} from '#src/bank/index.ts'
import { makeKid } from '#src/kernel/kid.ts'
import { closePeriod, getJournalEntry, readBalances } from '#src/ledger/index.ts'
import { getMatch, listCandidates, runMatching } from '#src/matching/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { newSupplier, openBankAccount, openItem, remainingOf, upload } from '#test/support/bank.ts'
import type { MadeEntry } from '#test/support/camt.ts'
import { testPlatform } from '#test/support/platform.ts'

const NOW = new Date('2026-01-15T10:00:00Z')
let platform: Platform
let company: TestCompany
let account: BankAccount
let statements = 0

beforeAll(async () => {
  platform = await testPlatform({ clock: { now: () => NOW } })
})
beforeEach(async () => {
  company = await newCompany(platform)
  account = await openBankAccount(company)
})

/** Uploads one statement with these movements and answers them in the order given. */
async function pay(...entries: Partial<MadeEntry>[]): Promise<BankTransaction[]> {
  statements += 1
  const { statements: made } = await upload(company.call(), account, {
    id: `S${statements}`,
    opening: '0.00',
    entries: entries.map((entry, index) => ({
      reference: `${statements}-${index}`,
      amount: '-100.00',
      on: '2026-01-13',
      ...entry,
    })),
  })
  return listBankTransactions(company.call(), { statementId: made[0]?.id, after: undefined, limit: 200 })
}
const candidatesOf = async (transaction: BankTransaction | undefined) =>
  (await listCandidates(company.call(), { bankTransactionId: transaction?.id ?? '' })).candidates
const matchOf = (transaction: BankTransaction | undefined) =>
  getMatch(company.call(), { matchId: transaction?.matchId ?? '' })
const bankBalance = async (): Promise<bigint> =>
  (await readBalances(company.call(), {})).rows.find((row) => row.account === account.ledgerAccount)?.closingMinor ?? 0n

describe('matching by itself', () => {
  it('by the structured reference: posts the payment and settles the item', async () => {
    const kid = makeKid('1001')
    const item = await openItem(company, { amountMinor: 10_000n, reference: kid, number: '7' })
    const [transaction] = await pay({ kid })
    const match = await matchOf(transaction)
    expect(match).toMatchObject({
      method: 'reference',
      confidence: 98,
      allocations: [{ openItemId: item.id, amountMinor: 10_000n }],
    })
    expect(await remainingOf(company, item)).toBe(0n)
    const entry = await getJournalEntry(company.call(), { journalEntryId: match.journalEntryId })
    expect(entry).toMatchObject({
      journal: 'bank',
      bookedOn: '2026-01-13',
      voucher: { kind: 'bankTransaction', id: transaction?.id },
    })
    expect(entry.lines.map((line) => [line.account, line.amountMinor])).toEqual([
      [account.ledgerAccount, -10_000n],
      ['2400', 10_000n],
    ])
  })

  it('by our own end-to-end id, whatever else the bank says', async () => {
    const { id: partyId } = await newSupplier(company, { account: 'NO9386011117947' })
    const item = await openItem(company, { amountMinor: 10_000n, partyId, number: '8' })
    const order = await createPaymentOrder(company.call(), { bankAccountId: account.id, openItemIds: [item.id] })
    const { call } = await company.member(['admin'])
    await approvePaymentOrder(call, { paymentOrderId: order.id, seenVersion: 1 })
    const [transaction] = await pay({ endToEndId: order.payments[0]?.endToEndId ?? '', kid: '999' })
    expect((await matchOf(transaction)).method).toBe('endToEndId')
    expect((await getPaymentOrder(company.call(), { paymentOrderId: order.id })).payments[0]?.state).toBe('settled')
  })

  it('by the invoice number, structured or in the text', async () => {
    const structured = await openItem(company, { amountMinor: 10_000n, number: 'F-20261' })
    const inText = await openItem(company, { amountMinor: 5_000n, kind: 'receivable', number: '20262' })
    const found = await pay({ invoiceNumbers: ['F20261'] }, { amount: '50.00', text: 'Betaling faktura 20262 takk' })
    expect(await Promise.all(found.map(async (one) => (await matchOf(one)).method))).toEqual([
      'invoiceNumber',
      'invoiceNumber',
    ])
    expect([await remainingOf(company, structured), await remainingOf(company, inText)]).toEqual([0n, 0n])
  })

  it('by the very amount and the account of the party', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    const item = await openItem(company, { amountMinor: 10_000n, partyId, number: '9' })
    const [transaction] = await pay({ account: '8330.00.12345' })
    expect(await matchOf(transaction)).toMatchObject({
      method: 'amountAndAccount',
      allocations: [{ openItemId: item.id }],
    })
  })

  it('by several numbers that add up, a credit note among them', async () => {
    const { id: partyId } = await newSupplier(company)
    const items = [
      await openItem(company, { amountMinor: 8_000n, partyId, number: '4711' }),
      await openItem(company, { amountMinor: 3_500n, partyId, number: '4712' }),
      await openItem(company, { amountMinor: -1_500n, partyId, number: '4713' }),
    ]
    const [transaction] = await pay({ invoiceNumbers: ['4711', '4712', '4713'] })
    const match = await matchOf(transaction)
    expect(match.method).toBe('combination')
    expect(match.allocations.map(({ amountMinor }) => amountMinor)).toEqual([8_000n, 3_500n, 1_500n])
    expect(await Promise.all(items.map((item) => remainingOf(company, item)))).toEqual([0n, 0n, 0n])
    expect(await bankBalance()).toBe(-10_000n)
  })

  it('an item in another currency by its reference, with the currency difference posted', async () => {
    const kid = makeKid('1002')
    const item = await openItem(company, {
      amountMinor: 1_000n,
      currency: 'EUR',
      baseAmountMinor: 11_500n,
      reference: kid,
    })
    const [transaction] = await pay({
      amount: '-117.20',
      kid,
      instructed: { amount: '10,00', currency: 'EUR', rate: '0.0853' },
    })
    const { lines } = await getJournalEntry(company.call(), {
      journalEntryId: (await matchOf(transaction)).journalEntryId,
    })
    expect(lines.map((line) => [line.account, line.currency, line.amountMinor, line.baseAmountMinor])).toEqual([
      [account.ledgerAccount, 'NOK', -11_720n, -11_720n],
      ['2400', 'EUR', 1_000n, 11_500n],
      [expect.any(String), 'NOK', 220n, 220n],
    ])
    expect(await remainingOf(company, item)).toBe(0n)
  })
})

describe('what is not certain', () => {
  const expectProposed = async (transaction: BankTransaction | undefined, ...codes: string[]) => {
    expect(transaction?.status).toBe('proposed')
    const [best] = await candidatesOf(transaction)
    expect(best?.whyNot.map(({ code }) => code)).toEqual(codes)
    expect(await bankBalance()).toBe(0n)
  }

  it('proposes a part, and more than is open', async () => {
    await openItem(company, { amountMinor: 30_000n, reference: '1234567', number: '1' })
    await openItem(company, { amountMinor: 5_000n, reference: '7654321', number: '2' })
    const [part, more] = await pay({ kid: '1234567' }, { kid: '7654321' })
    await expectProposed(part, 'amountLess')
    await expectProposed(more, 'amountMore')
  })

  it('proposes when two items fit equally well', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    await openItem(company, { amountMinor: 10_000n, partyId, number: '1' })
    await openItem(company, { amountMinor: 10_000n, partyId, number: '2' })
    const [transaction] = await pay({ account: '83300012345' })
    await expectProposed(transaction, 'ambiguous')
  })

  it('shows the invoice of the nearest date first among several that fit equally well', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    await openItem(company, { amountMinor: 10_000n, partyId, number: '1', on: '2026-01-02' })
    const near = await openItem(company, { amountMinor: 10_000n, partyId, number: '2', on: '2026-01-10' })
    const [transaction] = await pay({ account: '83300012345' })
    const [best] = await candidatesOf(transaction)
    expect(best?.allocations.map(({ openItemId }) => openItemId)).toEqual([near.id])
  })

  it('proposes the only item of the very amount that had been issued by then', async () => {
    const issued = await openItem(company, { amountMinor: 10_000n, kind: 'receivable', number: '1' })
    await openItem(company, { amountMinor: 10_000n, kind: 'receivable', number: '2', on: '2026-01-14' })
    const [transaction] = await pay({ amount: '100.00' })
    await expectProposed(transaction, 'uncertain')
    const [best] = await candidatesOf(transaction)
    expect(best?.allocations.map(({ openItemId }) => openItemId)).toEqual([issued.id])
  })

  it('proposes unnamed items of the party that add up in one way only', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    for (const amountMinor of [7_000n, 3_000n, 1_100n]) await openItem(company, { amountMinor, partyId })
    const [transaction] = await pay({ account: '83300012345' })
    const [best] = await candidatesOf(transaction)
    expect(best).toMatchObject({
      method: 'combination',
      allocations: [{ amountMinor: '7000' }, { amountMinor: '3000' }],
    })
    await expectProposed(transaction, 'uncertain')
  })

  it('does not take an equal amount for another invoice than the payment names', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    await openItem(company, { amountMinor: 10_000n, partyId, reference: '111111', number: '1' })
    const [transaction] = await pay({ account: '83300012345', kid: '222222' })
    await expectProposed(transaction, 'otherReference')
  })

  it('does not swallow a payment made twice, nor give it to the next equal invoice', async () => {
    const { id: partyId } = await newSupplier(company, { name: 'Potet AS' })
    await openItem(company, { amountMinor: 10_000n, partyId, reference: '111111', number: '1001' })
    await openItem(company, { amountMinor: 10_000n, partyId, reference: '222222', number: '1002' })
    const once = { kid: '111111', name: 'Potet AS' }
    const [first, again] = await pay(once, once)
    const [third] = await pay(once)
    expect([first?.status, again?.status, third?.status]).toEqual(['matched', 'unmatched', 'unmatched'])
    const [settled] = (await candidatesOf(third)).filter(({ evidence }) =>
      evidence.some(({ code }) => code === 'reference'),
    )
    expect(settled?.whyNot.map(({ code }) => code)).toContain('settled')
    expect(await bankBalance()).toBe(-10_000n)
  })

  it('never matches money that went the other way, or the invoice of tomorrow', async () => {
    const { id: partyId } = await newSupplier(company, { account: '83300012345' })
    await openItem(company, { amountMinor: 10_000n, partyId, number: '1', on: '2026-01-14' })
    const [into, early] = await pay({ amount: '100.00', account: '83300012345' }, { account: '83300012345' })
    expect([into?.status, early?.status]).toEqual(['unmatched', 'proposed'])
    await expectProposed(early, 'notYetIssued')
  })

  it('leaves to a person what the books refuse', async () => {
    await openItem(company, { amountMinor: 10_000n, reference: '111111' })
    await closePeriod(company.call(), { period: '2026-01', reason: 'done' })
    const [transaction] = await pay({ kid: '111111' })
    await expectProposed(transaction, 'period_closed')
  })

  it('leaves what nobody can explain', async () => {
    const [transaction] = await pay({ name: 'Ukjent' })
    expect([transaction?.status, await candidatesOf(transaction)]).toEqual(['unmatched', []])
  })
})

describe('matching again', () => {
  it('finds an invoice that was booked after its payment', async () => {
    const [transaction] = await pay({ kid: '111111' })
    expect(transaction?.status).toBe('unmatched')
    await openItem(company, { amountMinor: 10_000n, reference: '111111', on: '2026-01-14' })
    await runMatching(company.call(), { transactionIds: [transaction?.id ?? ''] })
    const [now] = await listBankTransactions(company.call(), { after: undefined, limit: 1 })
    expect(now?.status).toBe('matched')
  })

  it('matches once when several do it at once', async () => {
    const [transaction] = await pay({ kid: '111111' })
    const item = await openItem(company, { amountMinor: 10_000n, reference: '111111' })
    const transactionIds = [transaction?.id ?? '']
    await Promise.all([1, 2, 3].map(() => runMatching(company.call(), { transactionIds })))
    expect(await remainingOf(company, item)).toBe(0n)
    expect(await bankBalance()).toBe(-10_000n)
  })
})
