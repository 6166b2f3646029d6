import { describe, expect, it } from 'vitest'
import { bookDate } from '#src/kernel/book-date.ts'
import { chartAccounts } from '#src/ledger/chart/chart.ts'
import { ACCOUNT_ROLES, codeFor, rateOn, type VatCode } from '#src/ledger/index.ts'
import { ratesOf, vatRulesOf } from '#src/ledger/vat/vat-rules.ts'
import { corpusBytes } from '#test/support/corpus.ts'

/** First column of an official list with semicolons. */
const officialCodes = (...path: string[]): Set<string> => {
  const text = new TextDecoder('latin1').decode(corpusBytes('saf-t-norway', ...path))
  return new Set(
    text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((row) => row.split(';')[0]?.replace(/^\W+/, '') ?? ''),
  )
}

const ACCOUNTS = ['General Ledger Standard Accounts', 'CSV', 'General_Ledger_Standard_Accounts_4_character.csv']
const TAX_CODES = ['Standard Tax Codes', 'CSV', 'Standard_Tax_Codes.csv']

describe('the chart of NS 4102', () => {
  const chart = chartAccounts('ns4102')

  it('has every account once, in order, with both names', () => {
    const numbers = chart.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].sort())
    expect(chart.length).toBeGreaterThan(400)
    for (const { number, name, nameEn } of chart) {
      expect(number).toMatch(/^\d{4}$/)
      expect([name, nameEn].every((text) => (text ?? '').length > 2)).toBe(true)
    }
  })

  it('reports every account to an account of the official SAF-T list', () => {
    const official = officialCodes(...ACCOUNTS)
    expect(chart.filter(({ standardAccount }) => !official.has(standardAccount ?? ''))).toEqual([])
  })

  it.each([
    ['1500', 'asset'],
    ['1920', 'asset'],
    ['2000', 'equity'],
    ['2400', 'liability'],
    ['3000', 'income'],
    ['4300', 'expense'],
    ['7770', 'expense'],
    ['8050', 'income'],
    ['8150', 'expense'],
    ['8300', 'expense'],
    ['8800', 'equity'],
  ])('has account %s as %s', (number, type) => {
    expect(chart.find((account) => account.number === number)?.type).toBe(type)
  })

  it.each(['ns4102', 'neutral'] as const)('%s gives each role to one account', (name) => {
    const roles = chartAccounts(name).flatMap(({ role }) => (role ? [role] : []))
    expect(roles.sort()).toEqual([...ACCOUNT_ROLES].sort())
  })

  it('names VAT codes that exist', () => {
    const codes = new Set(vatRulesOf('NO').map(({ code }) => code))
    expect(chart.filter(({ vatCode }) => vatCode && !codes.has(vatCode))).toEqual([])
  })
})

describe('the VAT rules of Norway', () => {
  it('are the official SAF-T codes, all of them', () => {
    expect(new Set(vatRulesOf('NO').map(({ code }) => code))).toEqual(officialCodes(...TAX_CODES))
  })

  it('book on accounts of the chart', () => {
    const numbers = new Set(chartAccounts('ns4102').map(({ number }) => number))
    const used = vatRulesOf('NO').flatMap(({ inputAccount, outputAccount }) => [inputAccount, outputAccount])
    expect(used.filter((number) => number !== null && !numbers.has(number))).toEqual([])
  })

  it.each([
    ['standard', '2026-01-01', 250_000],
    ['reduced', '2011-12-31', 140_000],
    ['reduced', '2012-01-01', 150_000],
    ['low', '2017-12-31', 100_000],
    ['low', '2020-04-01', 60_000],
    ['low', '2021-09-30', 60_000],
    ['low', '2021-10-01', 120_000],
    ['rawFish', '2026-01-01', 111_100],
  ])('%s is in force on %s at %i ppm', (rateClass, on, ratePpm) => {
    expect(rateOn({ handling: 'input', rates: ratesOf('NO', rateClass) }, bookDate(on))?.ratePpm).toBe(ratePpm)
  })
})

describe('dated rates', () => {
  it.each([
    ['DK', 'standard', '2019-05-01', 250_000],
    ['FI', 'standard', '2024-08-31', 240_000],
    ['FI', 'standard', '2024-09-01', 255_000],
    ['DE', 'standard', '2020-08-01', 160_000],
    ['DE', 'reduced', '2021-01-01', 70_000],
    ['EE', 'standard', '2025-07-01', 240_000],
  ])('%s %s on %s is %i ppm', (country, rateClass, on, ratePpm) => {
    expect(rateOn({ handling: 'input', rates: ratesOf(country, rateClass) }, bookDate(on))?.ratePpm).toBe(ratePpm)
  })

  it('have a source and ascend', () => {
    for (const country of ['NO', 'DK', 'SE', 'FI', 'IS', 'DE', 'NL', 'FR', 'GB', 'EE']) {
      const rates = ['standard', 'reduced', 'low', 'rawFish'].map((rateClass) => ratesOf(country, rateClass))
      for (const history of rates) {
        expect(history.map(({ from }) => from)).toEqual(history.map(({ from }) => from).sort())
        expect(history.every(({ source }) => source.length > 5)).toBe(true)
      }
      expect(rates[0]?.length).toBeGreaterThan(0)
    }
  })
})

describe('codeFor', () => {
  const codes = vatRulesOf('NO').map(
    (rule) => ({ ...rule, rates: rule.rate ? ratesOf('NO', rule.rate) : [], isActive: true }) as unknown as VatCode,
  )
  it.each([
    ['input', 'S', 250_000, '1'],
    ['input', 'S', 150_000, '11'],
    ['input', 'S', 120_000, '13'],
    ['input', 'E', 0, '0'],
    ['input', 'AE', 0, '86'],
    ['output', 'S', 250_000, '3'],
    ['output', 'Z', 0, '5'],
    ['output', 'G', 0, '52'],
    ['output', 'E', 0, '6'],
    ['input', 'S', 60_000, undefined],
  ] as const)('%s %s at %i ppm is code %s', (direction, category, ratePpm, expected) => {
    expect(codeFor(codes, { direction, category, ratePpm, on: bookDate('2026-03-14') })?.code).toBe(expected)
  })
})
