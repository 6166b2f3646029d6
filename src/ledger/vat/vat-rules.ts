import { bookDate } from '#src/kernel/book-date.ts'
import neutral from './codes-neutral.json' with { type: 'json' }
import norway from './codes-norway.json' with { type: 'json' }
import rates from './rates.json' with { type: 'json' }
import type { DatedRate, VatDirection, VatHandling } from './vat-code.ts'

/** A VAT code as the country's rule data gives it, before a company has it. */
export interface VatRule {
  readonly code: string
  readonly nameNb: string
  readonly nameEn: string
  readonly direction: VatDirection
  readonly handling: VatHandling
  readonly deductiblePpm: number
  readonly categories: readonly string[]
  /** Rate class of the country. */
  readonly rate: string | null
  /** Accounts of NS 4102; null = the chart's account with role inputVat or outputVat. */
  readonly inputAccount: string | null
  readonly outputAccount: string | null
  readonly standardCode: string | null
}

interface RateClass {
  readonly source: string
  readonly history: readonly { readonly from: string; readonly ratePpm: number }[]
}

const RATES: Readonly<Record<string, Readonly<Record<string, RateClass | undefined>>>> = rates

/** The dated rates of a country's rate class (`standard`, `reduced`, `low`, ...); empty where we know none. */
export function ratesOf(country: string, rateClass: string): DatedRate[] {
  const known = RATES[country]?.[rateClass]
  if (!known) return []
  return known.history.map(({ from, ratePpm }) => ({ from: bookDate(from), ratePpm, source: known.source }))
}

/** The codes that a new company of the country begins with. */
export function vatRulesOf(country: string): VatRule[] {
  const rules = (country === 'NO' ? norway.codes : neutral.codes) as VatRule[]
  const classes = RATES[country] ?? { standard: undefined }
  return rules.filter(({ rate }) => rate === null || Object.hasOwn(classes, rate))
}
