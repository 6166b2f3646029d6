import type { Currency } from '#src/kernel/currency.ts'

/** One of the company's own accounts with a bank, and the ledger account that mirrors it. */
export interface BankAccount {
  readonly id: string
  readonly name: string
  /** As it was written: IBAN or national number. */
  readonly number: string
  readonly bic: string | null
  readonly currency: Currency
  /** Number of the account in the chart. */
  readonly ledgerAccount: string
  readonly isActive: boolean
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}
