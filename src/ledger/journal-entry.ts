import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { Decimal } from '#src/kernel/decimal.ts'

/** Values of dimensions by dimension key: `{ project: 'P-104', department: '20' }`. */
export type Dimensions = Readonly<Record<string, string>>

/** The books that entries belong to; each numbers in its own series. Companies may add more. */
export const JOURNALS = ['general', 'purchases', 'sales', 'bank', 'opening'] as const
export type JournalCode = string

/**
 * What a line's VAT code does when the entry is posted:
 * - left out: nothing, the code is a mark on the line and the VAT lines are among the draft's own lines;
 * - `added`: the amount is net, VAT lines come on top (reverse charge: a pair that adds up to zero);
 * - `included`: the amount is gross, the ledger splits it into base and VAT.
 */
export type VatTreatment = 'added' | 'included'

/** The line opens a receivable or payable that later payments settle. */
export interface OpensItem {
  readonly kind: 'receivable' | 'payable'
  readonly dueOn: BookDate | null
  /** KID, RF reference or whatever the payer is asked to quote. */
  readonly paymentReference?: string | null
  /** The number printed on the invoice. */
  readonly documentNumber?: string | null
}

/** The line settles an open item; `amountMinor` is positive, in the item's currency, and defaults to the whole line. */
export interface SettlesItem {
  readonly openItemId: string
  readonly amountMinor?: bigint
}

export interface DraftLine {
  /** Number of an account of the company's chart. */
  readonly account: string
  /** Minor units of `currency`; debit positive, credit negative, never zero. */
  readonly amountMinor: bigint
  /** Defaults to the books' base currency. */
  readonly currency?: Currency
  /** The same amount in minor units of the base currency; needed for another currency that has no rate in the draft. */
  readonly baseAmountMinor?: bigint
  readonly vatCode?: string | null
  readonly vat?: VatTreatment
  /** VAT as the document declares it (same sign as the amount), in place of the computed; only with `vat`. */
  readonly vatAmountMinor?: bigint
  /** That VAT in the base currency, where the document declares it too; else it is the line's share. */
  readonly vatBaseAmountMinor?: bigint
  /** Share of the input VAT that may be deducted, parts per million; the rest stays on the line's account. */
  readonly deductiblePpm?: number
  readonly dimensions?: Dimensions
  readonly partyId?: string | null
  readonly description?: string | null
  readonly opensItem?: OpensItem
  readonly settles?: SettlesItem
}

/** The document behind an entry. */
export interface Voucher {
  /** `receipt`, `invoice`, `bankTransaction`, `manual`, ... */
  readonly kind: string
  readonly id: string | null
  readonly documentId: string | null
}

export interface DraftEntry {
  /** Defaults to `general`. */
  readonly journal?: JournalCode
  readonly bookedOn: BookDate
  /** Date that decides the VAT rate; defaults to `bookedOn`. */
  readonly taxPointOn?: BookDate
  readonly description: string
  readonly lines: readonly DraftLine[]
  /** Units of the base currency for one unit of each foreign currency that has lines without a base amount. */
  readonly rates?: Readonly<Record<Currency, Decimal>>
  readonly voucher?: Voucher
}

/** A line in the books: final. */
export interface JournalLine {
  readonly lineNumber: number
  readonly account: string
  /** Signed minor units of the line's currency. */
  readonly amountMinor: bigint
  readonly currency: Currency
  /** Signed minor units of the books' base currency. */
  readonly baseAmountMinor: bigint
  readonly vatCode: string | null
  /** On a VAT line: the base (base currency) that the VAT was computed from; null on other lines. */
  readonly vatBaseMinor: bigint | null
  readonly dimensions: Dimensions
  readonly partyId: string | null
  readonly description: string | null
  readonly openItemId: string | null
}

/** An entry in the books: final, numbered, chained. */
export interface JournalEntry {
  readonly id: string
  readonly companyId: string
  readonly journal: JournalCode
  readonly seriesId: string
  /** Code of the series. */
  readonly series: string
  readonly fiscalYear: string
  readonly number: number
  readonly bookedOn: BookDate
  /** "YYYY-MM". */
  readonly period: string
  readonly description: string
  readonly baseCurrency: Currency
  readonly lines: readonly JournalLine[]
  readonly voucher: Voucher
  readonly reverses: string | null
  readonly reversedBy: string | null
  /** SHA-256, hex: see hash-chain.ts. */
  readonly previousHash: string
  readonly hash: string
  readonly recordedAt: Date
}
