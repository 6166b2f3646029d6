import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCompany } from '#test/support/actors.ts'
import { corpus, corpusText } from '#test/support/corpus.ts'
import { parseCsv } from '#test/support/csv.ts'
import { testDatabase } from '#test/support/database.ts'
import { testPlatform } from '#test/support/platform.ts'
import { type EntryProcess, runEntry, startEntry } from '#test/support/process.ts'

const FOLDER = 'nsg-bookkeeping-year'
const ADDRESS = /Bilag answers at (\S+)/
/** Where the neutral chart books losses on currency. */
const CURRENCY_LOSS = '72100'

interface Result {
  invoices: number
  posted: number
  statements: number
  transactions: number
  matched: Record<string, number>
  matches: { statement: string; entry: string; invoice: string }[]
  proposed: { statement: string; entry: string; invoice: string }[]
  unmatched: { statement: string; entry: string }[]
  open: { invoice: string; remaining: string; currency: string }[]
  trialBalance: { debit: string; credit: string; accounts: { account: string; debit: string; credit: string }[] }
  exceptions: { file: string; code: string; message: string }[]
}

const invoices = parseCsv(corpusText(FOLDER, 'invoices.csv'))
const expected = parseCsv(corpusText(FOLDER, 'expected-matches.csv'))
const line = ({ statement, entry, invoice }: { statement: string; entry: string; invoice: string }) =>
  `${statement} ${entry} ${invoice}`
const expectedLines = (relation: string): string[] =>
  expected
    .filter((row) => row.relation === relation)
    .map((row) => `${row.statement_file?.split('/').at(-1)} ${row.ntry_ref} ${row.remittance_invoice_no}`)

let main: EntryProcess
let dataDir: string
let open: () => Promise<{ company: string; key: string }>

beforeAll(async () => {
  const database = await testDatabase()
  const platform = await testPlatform()
  dataDir = await mkdtemp(join(tmpdir(), 'bilag-year-'))
  main = await startEntry('src/main.ts', { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0' }, ADDRESS)
  open = async () => {
    const company = await newCompany(platform, { name: 'NSG Catering', country: 'DK', baseCurrency: 'DKK' })
    return { company: company.id, key: await company.key() }
  }
}, 300_000)
afterAll(async () => {
  await main.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function year(folder: string, { company, key }: { company: string; key: string }, ...more: string[]) {
  const url = ADDRESS.exec(main.line)?.[1] ?? ''
  return runEntry('src/bilag.ts', ['year', '--url', url, '--key', key, '--company', company, ...more, folder])
}

async function setRate({ company, key }: { company: string; key: string }, rate: object): Promise<void> {
  const response = await fetch(`${ADDRESS.exec(main.line)?.[1]}/v1/companies/${company}/exchange-rates`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(rate),
  })
  expect(response.status).toBe(200)
}

const resultOf = (out: string): Result => JSON.parse(out.trim().split('\n').at(-1) ?? '') as Result

describe('a bookkeeping year through the command line', () => {
  it('comes in, is posted by the accounts that the invoices name, and is matched with the bank', async () => {
    const books = await open()
    const { code, out, err } = await year(corpus(FOLDER), books, '--json')
    expect(err).toMatch(/Statements .*100 %/)
    expect(code).toBe(0)
    const result = resultOf(out)
    expect(result).toMatchObject({ invoices: 123, posted: 123, statements: 23, transactions: 120 })
    const matches = result.matches.map(line)
    expect(expectedLines('exact').filter((one) => !matches.includes(one))).toEqual([])
    const found = [...matches, ...result.proposed.map(line)]
    expect(expectedLines('fx').filter((one) => !found.includes(one))).toEqual([])
    expect(found.filter((one) => !expectedLines('exact').includes(one) && !expectedLines('fx').includes(one))).toEqual(
      [],
    )
    const unpaid = invoices.filter((row) => row.paid_in_shared_half === 'no')
    expect(result.open).toHaveLength(unpaid.length)
    expect(result.open).toEqual(
      expect.arrayContaining(
        unpaid.map((row) => ({ invoice: row.invoice_id, remaining: row.payable, currency: row.currency })),
      ),
    )
    expect(result.trialBalance.debit).toBe(result.trialBalance.credit)
    const named = new Set(invoices.map((row) => row.accounting_cost))
    expect(result.trialBalance.accounts.map(({ account }) => account)).toEqual(expect.arrayContaining([...named]))
    expect(new Set(result.exceptions.map(({ code: one }) => one))).toEqual(
      new Set(['statement_balance_mismatch', 'statement_gap', 'entry_date_missing']),
    )
  }, 300_000)

  it('changes nothing when it is sent again', async () => {
    const folder = await small({})
    const books = await open()
    const first = resultOf((await year(folder, books, '--json')).out)
    const again = resultOf((await year(folder, books, '--json')).out)
    expect(again.trialBalance).toEqual(first.trialBalance)
    expect(again.matches).toEqual(first.matches)
    expect(again).toMatchObject({ invoices: 4, posted: 4, statements: 2, exceptions: first.exceptions })
  }, 120_000)

  it('leaves the second payment of an invoice alone, though others of the supplier have the same amount', async () => {
    const { code, out } = await year(await small({ 'BS_NSG_6.xml': paidBefore() }), await open(), '--json')
    expect(code).toBe(0)
    const { matches, proposed, unmatched } = resultOf(out)
    expect(matches.map(line)).toContain('BS_NSG_6.xml 00036 54272871')
    expect(unmatched).toContainEqual({ statement: 'BS_NSG_7.xml', entry: '00037' })
    expect(
      matches.concat(proposed).filter(({ statement, entry }) => `${statement} ${entry}` === 'BS_NSG_7.xml 00037'),
    ).toEqual([])
  }, 120_000)

  it('books at a rate that the company set itself, and posts what the bank took more or less', async () => {
    const books = await open()
    await setRate(books, { currency: 'SEK', amount: '1.45', baseAmount: '1', validFrom: '2018-12-01' })
    const { matches, trialBalance } = resultOf((await year(await small({}), books, '--json')).out)
    expect(matches).toHaveLength(4)
    // 59.75 SEK are 41.21 DKK at that rate, and the bank took 41.99 for each of the three invoices.
    const byAccount = Object.fromEntries(trialBalance.accounts.map(({ account, debit }) => [account, debit]))
    expect(byAccount).toMatchObject({ 1630: '123.63', [CURRENCY_LOSS]: '2.34' })
    expect(trialBalance.debit).toBe(trialBalance.credit)
  }, 120_000)

  it('leaves invoices in a currency alone that no statement gives a rate for, and says so', async () => {
    const noRates = (xml: string): string => xml.replace(/<InstdAmt>[\s\S]*?<\/InstdAmt>/g, '')
    const { code, out } = await year(await small({}, noRates), await open(), '--json')
    expect(code).toBe(0)
    const { posted, matches, exceptions } = resultOf(out)
    expect({ posted, matched: matches.map(line) }).toEqual({ posted: 1, matched: ['BS_NSG_3.xml 00017 20195605'] })
    const missing = exceptions.filter(({ code: one }) => one === 'exchange_rate_missing').map(({ file }) => file)
    expect(missing.sort()).toEqual(['54272097.xml', '54272112.xml', '54272871.xml'])
  }, 120_000)

  it('prints a table for people, and goes on after a file that it cannot read', async () => {
    const folder = await small({})
    await writeFile(join(folder, 'purchase_invoices', 'broken.xml'), '<Invoice>')
    const { code, out } = await year(folder, await open())
    expect(code).toBe(1)
    expect(out).toMatch(/Invoices +4 +4 in the books/)
    expect(out).toMatch(/broken\.xml: xml_malformed/)
    expect(out).toMatch(/1630 +Purchases: Gryssjöns Potatis AB/)
  }, 120_000)

  it('says what is wrong with its use, the key and the company', async () => {
    const books = await open()
    expect((await runEntry('src/bilag.ts', ['year', '--key', 'x', '.'])).code).toBe(2)
    const folder = await small({})
    const refused = await year(folder, { ...books, key: 'bk_test_wrong' }, '--json')
    expect({ code: refused.code, error: JSON.parse(refused.out).error.code }).toEqual({
      code: 1,
      error: 'unauthenticated',
    })
    const strange = await year(folder, { ...books, company: 'com_01jzzzzzzzzzzzzzzzzzzzzzzz' }, '--json')
    expect({ code: strange.code, error: JSON.parse(strange.out).error.code }).toEqual({ code: 1, error: 'not_found' })
    expect((await year(join(folder, 'nowhere'), books)).code).toBe(1)
  }, 120_000)
})

/** Three invoices of one supplier over the same amount and one of another, with two weeks of the bank and `more`. */
async function small(more: Record<string, string>, change = (xml: string): string => xml): Promise<string> {
  const folder = await mkdtemp(join(dataDir, 'folder-'))
  const put = async (kind: string, name: string, text: string): Promise<void> => {
    await mkdir(join(folder, kind), { recursive: true })
    await writeFile(join(folder, kind, name), change(text))
  }
  const text = (kind: string, name: string) => put(kind, name, corpusText(FOLDER, kind, name))
  for (const name of ['54272097', '54272112', '54272871', '20195605']) await text('purchase_invoices', `${name}.xml`)
  for (const name of ['BS_NSG_3.xml', 'BS_NSG_7.xml']) await text('bank_statements', name)
  for (const [name, xml] of Object.entries(more)) await put('bank_statements', name, xml)
  return folder
}

/** A statement of the week before in which invoice 54272871 was paid already. */
function paidBefore(): string {
  const week = corpusText(FOLDER, 'bank_statements/BS_NSG_7.xml')
  const [head = '', first = ''] = week.split(/(?=<Ntry>)/)
  const entry = first.replace('00037', '00036').replaceAll('2019-02-25', '2019-02-18')
  const before = head
    .replaceAll('NSG.7', 'NSG.6')
    .replaceAll('2019-02-25', '2019-02-16')
    .replace(/(<FrDtTm>)[\d-]+/, '$12019-02-16')
    .replace(/(<ToDtTm>)[\d-]+/, '$12019-02-24')
  return `${before}${entry}</Stmt></BkToCstmrStmt></Document>`
}
