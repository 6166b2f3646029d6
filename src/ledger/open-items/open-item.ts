import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'

export type OpenItemKind = 'receivable' | 'payable'

/** An unsettled receivable or payable; receivables are debit (positive), payables credit (negative). */
export interface OpenItem {
  readonly id: string
  readonly kind: OpenItemKind
  readonly account: string
  readonly partyId: string | null
  readonly journalEntryId: string
  readonly lineNumber: number
  readonly bookedOn: BookDate
  readonly dueOn: BookDate | null
  readonly paymentReference: string | null
  readonly documentNumber: string | null
  readonly voucherKind: string
  readonly voucherId: string | null
  readonly currency: Currency
  /** Signed minor units of `currency`, as opened. */
  readonly amountMinor: bigint
  /** The same in the books' base currency. */
  readonly baseAmountMinor: bigint
  /** Signed like `amountMinor`: what is left to settle. Zero = settled. */
  readonly remainingMinor: bigint
  readonly remainingBaseMinor: bigint
  readonly baseCurrency: Currency
}

/** How much of a settling entry goes to which open item. Undone by a row that reverses it, never by deletion. */
export interface Allocation {
  readonly id: string
  readonly openItemId: string
  readonly journalEntryId: string
  /** Signed like the open item: what it takes from the remaining amount. */
  readonly amountMinor: bigint
  readonly baseAmountMinor: bigint
  /** Of the open item. */
  readonly currency: Currency
  readonly allocatedOn: BookDate
  readonly reverses: string | null
}
