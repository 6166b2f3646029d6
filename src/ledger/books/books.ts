import type { Currency } from '#src/kernel/currency.ts'

/** What a company keeps its books in. */
export interface Books {
  readonly companyId: string
  readonly baseCurrency: Currency
  readonly country: string
  readonly chart: string
  /** Month that a fiscal year begins with, 1 to 12. */
  readonly firstMonth: number
}
