import { beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '#src/platform/platform.ts'
import { newCompany, type TestCompany } from '#test/support/actors.ts'
import { type TestClient, testClient } from '#test/support/http.ts'
import { wireDraft } from '#test/support/ledger.ts'
import { testPlatform } from '#test/support/platform.ts'

let platform: Platform
let company: TestCompany
let client: TestClient
let base: string

beforeAll(async () => {
  platform = await testPlatform()
  company = await newCompany(platform)
  client = testClient(platform, await company.key())
  base = `/v1/companies/${company.id}`
})

describe('accounts', () => {
  it('are listed by number, page by page', async () => {
    const first = await client.get(`${base}/accounts?limit=200`)
    expect((first.json.data as { number: string }[])[0]?.number).toBe('1000')
    const second = await client.get(`${base}/accounts?limit=200&cursor=${first.json.nextCursor}`)
    const numbers = [first, second].flatMap(({ json }) =>
      (json.data as { number: string }[]).map(({ number }) => number),
    )
    expect(numbers).toEqual([...new Set(numbers)].sort())
    const { json } = await client.get(`${base}/accounts?role=receivables`)
    expect((json.data as { number: string }[]).map(({ number }) => number)).toEqual(['1500'])
  })

  it('are added, read by number or id, changed and taken out of use', async () => {
    const added = await client.post(`${base}/accounts`, {
      number: '6801',
      name: 'Papir',
      type: 'expense',
      vatCode: '1',
    })
    expect(added).toMatchObject({ status: 201, json: { number: '6801', isActive: true, version: 1 } })
    expect((await client.get(`${base}/accounts/6801`)).json).toEqual(
      (await client.get(`${base}/accounts/${added.json.id}`)).json,
    )
    const twice = await client.post(`${base}/accounts`, { number: '6801', name: 'Papir', type: 'expense' })
    expect(twice).toMatchObject({ status: 409, json: { code: 'account_taken' } })
    const lines = [
      { account: '6801', debit: '5.00' },
      { account: '1920', credit: '5.00' },
    ]
    expect((await client.post(`${base}/journal-entries`, wireDraft('5.00', { lines }))).status).toBe(201)
    const stale = await client.patch(`${base}/accounts/6801`, { name: 'Ark' }, { 'if-match': '"v9"' })
    expect(stale.status).toBe(412)
    const asset = await client.patch(`${base}/accounts/6801`, { type: 'asset' })
    expect(asset).toMatchObject({ status: 409, json: { code: 'journal_entry_final' } })
    expect(
      (await client.patch(`${base}/accounts/6801`, { isActive: false }, { 'if-match': '"v1"' })).json,
    ).toMatchObject({
      isActive: false,
      version: 2,
    })
    expect((await client.post(`${base}/journal-entries`, wireDraft('5.00', { lines }))).json.code).toBe(
      'account_unknown',
    )
  })

  it('refuse an unknown VAT code and a role that another has', async () => {
    const account = { number: '1501', name: 'x', type: 'asset' }
    expect((await client.post(`${base}/accounts`, { ...account, vatCode: '404' })).json.code).toBe('vat_code_unknown')
    expect((await client.post(`${base}/accounts`, { ...account, role: 'receivables' })).json.code).toBe(
      'account_role_taken',
    )
  })
})

describe('VAT codes', () => {
  it('come with the books, with the rate of today and its law', async () => {
    const { json } = await client.get(`${base}/vat-codes/1`)
    expect(json).toMatchObject({
      code: '1',
      ratePercent: '25',
      standardCode: '1',
      inputAccount: '2710',
      direction: 'input',
    })
    expect((json.rates as { source: string }[])[0]?.source).toContain('Merverdiavgiftsloven')
    expect((await client.get(`${base}/vat-codes/32`)).json.ratePercent).toBe('11.11')
  })

  it('are added with rates of their own and used in a posting', async () => {
    const own = {
      code: 'hotel',
      name: 'Hotell, halvt fradrag',
      direction: 'input',
      handling: 'input',
      deductiblePercent: '50',
      rates: [{ from: '2020-01-01', ratePercent: '12', source: 'Our agreement with the tax office' }],
      inputAccount: '2713',
    }
    expect(await client.post(`${base}/vat-codes`, own)).toMatchObject({
      status: 201,
      json: { deductiblePercent: '50' },
    })
    expect((await client.post(`${base}/vat-codes`, own)).json.code).toBe('vat_code_taken')
    const lines = [
      { account: '7140', debit: '1000.00', vatCode: 'hotel', vatTreatment: 'added' },
      { account: '1920', credit: '1120.00' },
    ]
    const { json } = await client.post(`${base}/journal-entries`, wireDraft('1.00', { lines }))
    expect(
      (json.lines as { account: string; debit: string }[]).map(({ account, debit }) => `${account} ${debit}`),
    ).toEqual(['7140 1000.00', '2713 60.00', '7140 60.00', '1920 0.00'])
    await client.patch(`${base}/vat-codes/hotel`, { isActive: false })
    expect((await client.post(`${base}/journal-entries`, wireDraft('1.00', { lines }))).json.code).toBe(
      'vat_code_unknown',
    )
  })

  it.each([
    ['without a rate', { rates: [] }, 'vat_code_invalid'],
    ['without its account', { inputAccount: null }, 'vat_code_invalid'],
    ['with an account that is not in the chart', { inputAccount: '0001' }, 'account_unknown'],
    ['with more than all of it deductible', { deductiblePercent: '101' }, 'vat_code_invalid'],
  ])('are refused %s', async (_what, more, code) => {
    const vatCode = {
      code: 'x1',
      name: 'x',
      direction: 'input',
      handling: 'input',
      rates: [{ from: '2020-01-01', ratePercent: '12', source: 'test' }],
      inputAccount: '2713',
      ...more,
    }
    expect((await client.post(`${base}/vat-codes`, vatCode)).json.code).toBe(code)
  })
})

describe('a company in another country', () => {
  it('has the neutral chart and can post input VAT by the rate of its country', async () => {
    const danish = await newCompany(platform, { country: 'DK', baseCurrency: 'DKK' })
    const dk = testClient(platform, await danish.key())
    const home = `/v1/companies/${danish.id}`
    await dk.post(`${home}/accounts`, { number: '1610', name: 'Food', type: 'expense' })
    const { status, json } = await dk.post(`${home}/journal-entries`, {
      bookedOn: '2019-02-07',
      description: 'Zealand Swine',
      journal: 'purchases',
      lines: [
        { account: '1610', debit: '700.00', vatCode: 'input-standard', vatTreatment: 'added' },
        {
          account: '24000',
          credit: '875.00',
          opensItem: { kind: 'payable', dueOn: '2019-03-07', documentNumber: '11671254' },
        },
      ],
    })
    expect(status).toBe(201)
    expect((json.lines as { account: string; debit: string }[])[1]).toMatchObject({ account: '14000', debit: '175.00' })
  })
})
