import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { CHARTS, type ChartAccount, type ChartName, chartAccounts } from '../chart/chart.ts'
import { insertFiscalYear } from '../periods/period.store.ts'
import { fiscalYearOf } from '../periods/period.ts'
import { insertJournal, insertSeries } from '../series/series.store.ts'
import { type VatRule, vatRulesOf } from '../vat/vat-rules.ts'
import { insertBooks, insertChart, insertVatRules } from './books.store.ts'

export interface OpenBooks {
  readonly country: string
  readonly baseCurrency: string
  readonly chart: string
  /** Month that a fiscal year begins with; January when left out. */
  readonly firstMonth?: number
}

/** Every company begins with these books, each with a series of its own, so that their numbers are gapless alone. */
const JOURNALS = [
  { code: 'general', name: { nb: 'Hovedbok', en: 'General' } },
  { code: 'purchases', name: { nb: 'Innkjøp', en: 'Purchases' } },
  { code: 'sales', name: { nb: 'Salg', en: 'Sales' } },
  { code: 'bank', name: { nb: 'Bank', en: 'Bank' } },
  { code: 'opening', name: { nb: 'Inngående balanse', en: 'Opening balances' } },
] as const

/**
 * Opens a company's books: chart, VAT codes, journals, series and the fiscal year of today. Runs inside the command
 * that creates the company. Fails with `chart_unknown` or `books_open`.
 */
export async function openBooks(cx: Cx, { country, baseCurrency, chart, firstMonth = 1 }: OpenBooks): Promise<void> {
  if (!isChart(chart)) fail('chart_unknown', `There is no chart ${chart}; use one of ${CHARTS.join(', ')}.`)
  const { companyId } = cx
  const accounts = chartAccounts(chart)
  const lang = country === 'NO' ? 'nb' : 'en'
  await insertBooks(cx, { companyId, baseCurrency, country, chart, firstMonth })
  await insertChart(cx, accounts)
  await insertVatRules(
    cx,
    vatRulesOf(country).map((rule) => onChart(rule, accounts)),
    lang,
  )
  for (const { code, name } of JOURNALS) {
    const series = await insertSeries(cx, { code, name: name[lang] })
    await insertJournal(cx, { code, name: name[lang], seriesId: series.id })
  }
  await insertFiscalYear(cx, companyId, fiscalYearOf(cx.today, firstMonth))
}

const isChart = (name: string): name is ChartName => (CHARTS as readonly string[]).includes(name)

/** The rule with accounts that this chart has: its own where they exist, else the chart's VAT accounts by role. */
function onChart(rule: VatRule, accounts: readonly ChartAccount[]): VatRule {
  const pick = (wanted: string | null, role: 'inputVat' | 'outputVat'): string | null =>
    accounts.some(({ number }) => number === wanted)
      ? wanted
      : (accounts.find((account) => account.role === role)?.number ?? null)
  const deducts = rule.handling === 'input' || rule.handling === 'reverseCharge'
  const owes = rule.handling === 'output' || rule.handling === 'reverseCharge'
  return {
    ...rule,
    inputAccount: deducts ? pick(rule.inputAccount, 'inputVat') : null,
    outputAccount: owes ? pick(rule.outputAccount, 'outputVat') : null,
  }
}
