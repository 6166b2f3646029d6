import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BankAccount,
  createBankAccount,
  listBankTransactions,
  listStatements,
  uploadStatement,
} from '#src/bank/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { decimal, divide } from '#src/kernel/decimal.ts'
import { parseMinor, toMinor } from '#src/kernel/money.ts'
import {
  type AccountRole,
  accountsByRole,
  createFiscalYear,
  type DraftEntry,
  findOpenItems,
  postJournalEntry,
  readBalances,
} from '#src/ledger/index.ts'
import { getMatch, listCandidates } from '#src/matching/index.ts'
import { createParty } from '#src/parties/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { corpus, corpusText } from '#test/support/corpus.ts'
import { parseCsv } from '#test/support/csv.ts'
import { testPlatform } from '#test/support/platform.ts'

const FOLDER = 'nsg-bookkeeping-year'
type Row = Record<string, string>

const rows = (name: string): Row[] => parseCsv(corpusText(FOLDER, name))

/** Units of the currency for one krone: what the invoices were booked at, a little off what the bank will take. */
const BOOKED_AT: Row = { SEK: '1.430', NOK: '1.325', ISK: '18.50', EUR: '0.134' }

const invoices = rows('invoices.csv')
const expected = rows('expected-matches.csv')
const files = [...new Set(expected.map(({ statement_file = '' }) => statement_file))]

let platform: Platform
beforeAll(async () => {
  platform = await testPlatform()
})

interface Books {
  readonly company: TestCompany
  readonly account: BankAccount
}

/** A company in which every invoice of the year is booked on the day it was issued. */
async function bookedYear(): Promise<Books> {
  const company = await newCompany(platform, { country: 'DK', baseCurrency: 'DKK', name: 'NSG Catering' })
  for (const year of ['2018', '2019', '2020']) {
    await createFiscalYear(company.call(), { startsOn: bookDate(`${year}-01-01`) })
  }
  const number = 'DK7650643711684327'
  const account = await createBankAccount(company.call(), { name: 'Business account', number, currency: 'DKK' })
  const roles = await accountsByRole(company.call(), undefined)
  const parties = new Map<string, string>()
  for (const row of invoices) {
    const isSale = row.kind === 'sales'
    const name = (isSale ? row.customer : row.supplier) ?? ''
    const known = parties.get(name)
    const made = known ?? (await createParty(company.call(), { kind: isSale ? 'customer' : 'supplier', name })).id
    parties.set(name, made)
    await postJournalEntry(company.call(), draftOf(row, made, roles))
  }
  return { company, account }
}

function draftOf(row: Row, partyId: string, roles: ReadonlyMap<AccountRole, string>): DraftEntry {
  const isSale = row.kind === 'sales'
  const currency = row.currency ?? ''
  const amount = (parseMinor(row.payable ?? '', currency) ?? 0n) * (isSale ? 1n : -1n)
  const line = (minor: bigint) => ({ amountMinor: minor, currency, ...inBase(minor, currency) })
  return {
    bookedOn: bookDate(row.issue_date ?? ''),
    description: `Invoice ${row.invoice_id}`,
    voucher: { kind: 'receipt', id: row.invoice_id ?? null, documentId: null },
    lines: [
      {
        account: roles.get(isSale ? 'receivables' : 'payables') ?? '',
        ...line(amount),
        partyId,
        opensItem: {
          kind: isSale ? 'receivable' : 'payable',
          dueOn: bookDate(row.due_date ?? ''),
          paymentReference: row.payment_id || null,
          documentNumber: row.invoice_id ?? null,
        },
      },
      { account: roles.get(isSale ? 'sales' : 'expense') ?? '', ...line(-amount) },
    ],
  }
}

function inBase(minor: bigint, currency: string): { baseAmountMinor?: bigint } {
  const rate = BOOKED_AT[currency]
  if (rate === undefined) return {}
  const hundredths = currency === 'ISK' ? minor * 100n : minor
  return { baseAmountMinor: toMinor(divide({ units: hundredths, scale: 2 }, decimal(rate), 2), 'DKK') }
}

const withoutReferences = (xml: string): string =>
  xml.replace(/<RfrdDocInf>[\s\S]*?<\/RfrdDocInf>/g, '').replace(/<CdtrRefInf>[\s\S]*?<\/CdtrRefInf>/g, '')

interface Result {
  readonly row: Row
  readonly status: string
  readonly method: string | undefined
  /** Numbers of the invoices that it was matched with. */
  readonly invoices: readonly (string | null)[]
}

/** Imports the statements in the order of the year, and says what became of every row of the table. */
async function importYear({ company, account }: Books, change: (xml: string) => string): Promise<Result[]> {
  const inOrder = [...files].sort((a, b) => Number(a.match(/\d+/)?.[0]) - Number(b.match(/\d+/)?.[0]))
  const results: Result[] = []
  for (const name of inOrder) {
    const bytes = Buffer.from(change(readFileSync(corpus(FOLDER, name), 'utf8')))
    const { statements } = await uploadStatement(company.call(), { bankAccountId: account.id, file: { bytes, name } })
    const [statement] = statements
    const found = await listBankTransactions(company.call(), {
      statementId: statement?.id,
      after: undefined,
      limit: 200,
    })
    for (const transaction of found) {
      const row = expected.find((one) => one.statement_file === name && one.ntry_ref === transaction.entryReference)
      if (!row) throw new Error(`${name} ${transaction.entryReference} is not in the table`)
      const match = transaction.matchId ? await getMatch(company.call(), { matchId: transaction.matchId }) : undefined
      const ids = match?.allocations.map(({ openItemId }) => openItemId) ?? []
      const items = ids.length > 0 ? await findOpenItems(company.call(), { ids, status: 'all' }) : []
      results.push({
        row,
        status: transaction.status,
        method: match?.method,
        invoices: items.map((item) => item.documentNumber),
      })
    }
  }
  return results
}

const wrong = (results: readonly Result[]): Result[] =>
  results.filter(
    ({ row, status, invoices: numbers }) => status === 'matched' && numbers.join() !== row.remittance_invoice_no,
  )
const share = (results: readonly Result[], relation: string): string => {
  const own = results.filter(({ row }) => row.relation === relation)
  return `${own.filter(({ status }) => status === 'matched').length}/${own.length}`
}

describe('a bookkeeping year through the bank', () => {
  it('matches every payment with references to its invoice, and settles foreign invoices with the difference', async () => {
    const books = await bookedYear()
    const results = await importYear(books, (xml) => xml)
    expect(results).toHaveLength(expected.length)
    expect(wrong(results)).toEqual([])
    expect(results.filter(({ row, status }) => row.relation === 'exact' && status !== 'matched')).toEqual([])
    expect(results.filter(({ row, status }) => row.relation === 'fx' && status === 'unmatched')).toEqual([])
    expect(share(results, 'fx')).toBe('39/39')
    const open = await findOpenItems(books.company.call(), { status: 'open', limit: 1000 })
    const paid = new Set(expected.map(({ remittance_invoice_no }) => remittance_invoice_no))
    expect(open.filter(({ documentNumber }) => paid.has(documentNumber ?? ''))).toEqual([])
    expect(open).toHaveLength(invoices.length - paid.size)
    const { rows: balances } = await readBalances(books.company.call(), {})
    expect(balances.reduce((sum, { debitMinor, creditMinor }) => sum + debitMinor - creditMinor, 0n)).toBe(0n)
    const statements = await listStatements(books.company.call(), {
      bankAccountId: books.account.id,
      after: undefined,
      limit: 100,
    })
    for (const [index, statement] of statements.entries()) {
      const before = statements[index - 1]
      const isBroken = before !== undefined && before.closingMinor !== statement.openingMinor
      const told = statement.exceptions.filter(({ code }) => /^statement_(gap|opening_mismatch)$/.test(code))
      expect(told).toHaveLength(isBroken ? 1 : 0)
    }
    const [first] = await listCandidates(books.company.call(), {
      bankTransactionId:
        (await listBankTransactions(books.company.call(), { after: undefined, limit: 1 }))[0]?.id ?? '',
    }).then(({ candidates }) => candidates)
    expect(first?.evidence.map(({ code }) => code)).toEqual(['reference', 'number', 'name', 'amountExact'])
  })

  it('without any reference matches only what amount, date and name leave no doubt about', async () => {
    const results = await importYear(await bookedYear(), withoutReferences)
    expect(wrong(results)).toEqual([])
    const purchases = results.filter(({ row }) => row.invoice_kind === 'purchase' && row.relation === 'exact')
    const matched = purchases.filter(({ status }) => status === 'matched')
    expect(matched.length / purchases.length).toBeGreaterThan(0.5)
    expect(results.filter(({ status, method }) => status === 'matched' && method !== 'amountAndAccount')).toEqual([])
  })
})
