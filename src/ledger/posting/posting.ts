import type { SaidDimensions } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { JournalCode, Voucher } from '../journal-entry.ts'
import type { ValuedLine } from './base-amounts.ts'
import type { BooksFacts } from './resolve-draft.ts'

/** One entry on its way into the books: what it needs to be judged, and how its lines come about. */
export interface Posting {
  readonly journal: JournalCode
  readonly bookedOn: BookDate
  readonly description: string
  readonly voucher: Voucher
  readonly reverses: string | null
  /** Accounts, VAT codes and open items that the draft names; they are read together for a whole batch. */
  readonly accounts: readonly string[]
  readonly vatCodes: readonly string[]
  readonly openItemIds: readonly string[]
  /** What the draft's lines are coded with. A reversal names none: it mirrors what is closed since, too. */
  readonly dimensions: readonly SaidDimensions[]
  /** Gives the balanced lines or fails with what is wrong with the draft. */
  resolve(facts: BooksFacts): readonly ValuedLine[]
}

export const MANUAL: Voucher = { kind: 'manual', id: null, documentId: null }
