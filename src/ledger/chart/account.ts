export const ACCOUNT_TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountType = (typeof ACCOUNT_TYPES)[number]

/** What the system itself posts on an account; each role stands on one account at most. */
export const ACCOUNT_ROLES = [
  'receivables',
  'payables',
  'bank',
  'sales',
  'expense',
  'inputVat',
  'outputVat',
  'vatSettlement',
  'currencyGain',
  'currencyLoss',
  'rounding',
  'bankFees',
  'writeOff',
  'suspense',
  'retainedEarnings',
  'openingBalance',
] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

/** A line in the chart of accounts. */
export interface Account {
  readonly id: string
  /** Final: lines name their account by it. */
  readonly number: string
  readonly name: string
  readonly nameEn: string | null
  readonly type: AccountType
  /** Account of the SAF-T standard list that this one reports to. */
  readonly standardAccount: string | null
  /** VAT code that a line on the account usually has. */
  readonly vatCode: string | null
  readonly role: AccountRole | null
  readonly isActive: boolean
  readonly version: number
  readonly updatedAt: Date
}
