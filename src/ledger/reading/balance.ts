import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { AccountType } from '../chart/account.ts'

/** What moved on an account between two dates, and where it stood before and after. Base currency, debit positive. */
export interface AccountBalance {
  readonly account: string
  readonly name: string
  readonly type: AccountType
  readonly openingMinor: bigint
  readonly debitMinor: bigint
  readonly creditMinor: bigint
  readonly closingMinor: bigint
}

export interface BalanceFilter {
  /** First booking date; from the beginning when left out. */
  readonly from?: BookDate | undefined
  /** Last booking date; everything when left out. */
  readonly to?: BookDate | undefined
  /** Only what had been recorded then: the books as they were known. */
  readonly recordedUntil?: Date | undefined
  readonly accounts?: readonly string[] | undefined
  /** Only lines with these dimension values. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

export interface Balances {
  readonly baseCurrency: Currency
  readonly rows: readonly AccountBalance[]
}
