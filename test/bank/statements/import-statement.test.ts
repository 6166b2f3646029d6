import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BankAccount,
  getStatement,
  getStatementFile,
  listBankTransactions,
  listStatements,
} from '#src/bank/index.ts'
import { toIban } from '#src/kernel/iban.ts'
import { newId } from '#src/kernel/id.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { openBankAccount, upload } from '#test/support/bank.ts'
import { camt053, type MadeEntry } from '#test/support/camt.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
let account: BankAccount

beforeAll(async () => {
  platform = await testPlatform()
})
const fresh = async (): Promise<void> => {
  company = await newCompany(platform)
  account = await openBankAccount(company)
}

const entry = (reference: string, amount: string, on: string, more: Partial<MadeEntry> = {}): MadeEntry => ({
  reference,
  amount,
  on,
  ...more,
})
const WEEK1 = {
  id: 'W1',
  opening: '100.00',
  closing: '130.00',
  from: '2026-01-05',
  to: '2026-01-11',
  entries: [entry('1', '50.00', '2026-01-06', { kid: '2345676' }), entry('2', '-20.00', '2026-01-07')],
}
const WEEK2 = {
  id: 'W2',
  opening: '130.00',
  closing: '90.00',
  from: '2026-01-12',
  to: '2026-01-18',
  entries: [entry('3', '-40.00', '2026-01-13')],
}
const WEEK3 = {
  id: 'W3',
  opening: '90.00',
  closing: '95.00',
  from: '2026-01-19',
  to: '2026-01-25',
  entries: [entry('4', '5.00', '2026-01-20')],
}

const transactions = () => listBankTransactions(company.call(), { after: undefined, limit: 200 })
const codes = async (statementId: string): Promise<string[]> =>
  (await getStatement(company.call(), { statementId })).exceptions.map(({ code }) => code)

describe('importing a statement', () => {
  it('takes in the movements with what the bank says of them, and keeps the bytes', async () => {
    await fresh()
    const imported = await upload(company.call(), account, WEEK1)
    expect(imported).toMatchObject({ isNew: true, transactions: 2, matched: 0, unmatched: 2 })
    const [statement] = imported.statements
    expect(statement).toMatchObject({
      openingMinor: 10_000n,
      closingMinor: 13_000n,
      from: '2026-01-05',
      exceptions: [],
    })
    const [first, second] = await transactions()
    expect(first).toMatchObject({
      amountMinor: 5_000n,
      reference: '2345676',
      bookedOn: '2026-01-06',
      status: 'unmatched',
    })
    expect(second).toMatchObject({ amountMinor: -2_000n, entryReference: '2', currency: 'NOK' })
    const file = await getStatementFile(company.call(), { statementId: statement?.id ?? '' })
    expect(Buffer.from(file.bytes)).toEqual(Buffer.from(camt053(WEEK1)))
  })

  it('changes nothing when the same file comes again, and says so', async () => {
    await fresh()
    const first = await upload(company.call(), account, WEEK1)
    const again = await upload(company.call(), account, WEEK1)
    expect(again).toMatchObject({ isNew: false, transactions: 2, unmatched: 2 })
    expect(again.statements).toEqual(first.statements)
    expect(await transactions()).toHaveLength(2)
  })

  it('takes in one of two equal files that come at once', async () => {
    await fresh()
    const both = await Promise.all([upload(company.call(), account, WEEK1), upload(company.call(), account, WEEK1)])
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true])
    expect(await transactions()).toHaveLength(2)
  })

  it('keeps nothing of a dry run', async () => {
    await fresh()
    expect(await upload(company.call({ dryRun: true }), account, WEEK1)).toMatchObject({ isNew: true, transactions: 2 })
    expect(await transactions()).toEqual([])
  })

  it('leaves out what is only pending', async () => {
    await fresh()
    const pending = entry('9', '-10.00', '2026-01-11', { status: 'PDNG' })
    const imported = await upload(company.call(), account, { ...WEEK1, entries: [...WEEK1.entries, pending] })
    expect(imported.transactions).toBe(2)
    expect(imported.statements[0]?.exceptions.map(({ code }) => code)).toEqual(['entry_not_booked'])
  })

  it('refuses the statement of another account or currency, and one that is none', async () => {
    await fresh()
    const call = company.call()
    await expect(upload(call, account, { ...WEEK1, iban: 'NO8330001234567' })).rejects.toMatchObject({
      code: 'statement_other_account',
    })
    await expect(upload(call, account, { ...WEEK1, currency: 'EUR' })).rejects.toMatchObject({
      code: 'statement_other_currency',
    })
    await expect(upload(call, { ...account, id: newId('bankAccount') }, WEEK1)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await transactions()).toEqual([])
  })

  it('knows a national account number in the IBAN of a statement', async () => {
    await fresh()
    const national = await openBankAccount(company, { number: '8330 00 12345' })
    const imported = await upload(company.call(), national, { ...WEEK1, iban: toIban('NO', '83300012345') })
    expect(imported.transactions).toBe(2)
  })
})

describe('the chain of balances', () => {
  it('is whole when every statement opens where the one before closed', async () => {
    await fresh()
    for (const week of [WEEK1, WEEK2, WEEK3]) await upload(company.call(), account, week)
    const statements = await listStatements(company.call(), { bankAccountId: account.id, after: undefined, limit: 10 })
    expect(statements.flatMap(({ exceptions }) => exceptions)).toEqual([])
  })

  it('has a gap while a week is missing, and none when it comes in later', async () => {
    await fresh()
    await upload(company.call(), account, WEEK1)
    const third = await upload(company.call(), account, WEEK3)
    const id = third.statements[0]?.id ?? ''
    expect(await codes(id)).toEqual(['statement_gap'])
    await upload(company.call(), account, WEEK2)
    expect(await codes(id)).toEqual([])
  })

  it('is off when a statement opens with another balance', async () => {
    await fresh()
    await upload(company.call(), account, WEEK1)
    const off = { ...WEEK2, opening: '130.01', closing: '90.01' }
    const second = await upload(company.call(), account, off)
    expect(second.statements[0]?.exceptions).toMatchObject([
      { code: 'statement_opening_mismatch', message: expect.stringContaining('off by 0.01 NOK') },
    ])
  })

  it('takes a statement in whose own balances are off by a cent, with the exception', async () => {
    await fresh()
    const imported = await upload(company.call(), account, { ...WEEK1, closing: '129.99' })
    expect(imported).toMatchObject({ isNew: true, transactions: 2 })
    expect(await codes(imported.statements[0]?.id ?? '')).toEqual(['statement_balance_mismatch'])
  })
})

describe('overlapping statements', () => {
  it('bring each movement once, and say that they overlap', async () => {
    await fresh()
    await upload(company.call(), account, WEEK1)
    const overlap = {
      ...WEEK2,
      id: 'O',
      opening: '150.00',
      from: '2026-01-07',
      entries: [...WEEK1.entries.slice(1), ...WEEK2.entries],
    }
    const imported = await upload(company.call(), account, overlap)
    expect(imported).toMatchObject({ transactions: 1 })
    expect(imported.statements[0]).toMatchObject({ known: 1, entries: 2 })
    expect(new Set(await codes(imported.statements[0]?.id ?? ''))).toEqual(new Set(['statement_overlap']))
    expect(await transactions()).toHaveLength(3)
  })

  it('keep two equal movements of one statement apart', async () => {
    await fresh()
    const twin = entry('1', '-20.00', '2026-01-07')
    const imported = await upload(company.call(), account, { ...WEEK1, closing: '60.00', entries: [twin, twin] })
    expect(imported.transactions).toBe(2)
  })

  it('are told from equal movements of one day by the chain of balances', async () => {
    await fresh()
    const morning = {
      ...WEEK1,
      id: 'A',
      to: '2026-01-05',
      closing: '90.00',
      entries: [entry('1', '-10.00', '2026-01-05')],
    }
    const evening = { ...morning, id: 'B', opening: '90.00', closing: '80.00' }
    await upload(company.call(), account, morning)
    const second = await upload(company.call(), account, evening)
    expect(second).toMatchObject({ transactions: 1 })
    expect(await transactions()).toHaveLength(2)
  })
})
