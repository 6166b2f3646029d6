import type { AccountRole, AccountType } from './account.ts'
import neutral from './neutral.json' with { type: 'json' }
import ns4102 from './ns4102.json' with { type: 'json' }

export const CHARTS = ['ns4102', 'neutral'] as const
export type ChartName = (typeof CHARTS)[number]

/** An account as a chart gives it, before a company has it. */
export interface ChartAccount {
  readonly number: string
  readonly name: string
  readonly nameEn: string | null
  readonly type: AccountType
  readonly standardAccount: string | null
  readonly vatCode: string | null
  readonly role: AccountRole | null
}

/** The chart of a new company that names none. */
export const defaultChart = (country: string): ChartName => (country === 'NO' ? 'ns4102' : 'neutral')

export const chartAccounts = (chart: ChartName): ChartAccount[] =>
  chart === 'ns4102' ? ns4102.accounts.map(fromNs4102) : neutral.accounts.map(fromNeutral)

function fromNs4102([number = '', name = '', nameEn = '', vatCode, standardAccount, role]: readonly string[]) {
  return {
    number,
    name,
    nameEn,
    type: typeByNs4102(number),
    standardAccount: standardAccount || null,
    vatCode: vatCode || null,
    role: (role || null) as AccountRole | null,
  }
}

function fromNeutral([number = '', name = '', type, role]: readonly string[]): ChartAccount {
  return {
    number,
    name,
    nameEn: null,
    type: type as AccountType,
    standardAccount: null,
    vatCode: null,
    role: (role || null) as AccountRole | null,
  }
}

/**
 * NS 4102: class 1 assets, group 20 equity and the rest of class 2 liabilities, class 3 income, classes 4 to 7 costs,
 * groups 80 and 84 financial and extraordinary income, 88 and 89 the result's way into equity, the rest of 8 costs.
 */
export function typeByNs4102(number: string): AccountType {
  const group = number.slice(0, 2)
  if (group === '20' || group === '88' || group === '89') return 'equity'
  if (group === '80' || group === '84') return 'income'
  const byClass: Readonly<Record<string, AccountType>> = { 1: 'asset', 2: 'liability', 3: 'income' }
  return byClass[number.slice(0, 1)] ?? 'expense'
}
