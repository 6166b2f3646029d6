import type { BankTransaction } from '#src/bank/index.ts'
import type { OpenItem } from '#src/ledger/index.ts'

/** How a match was found; the stronger first. */
export const METHODS = [
  'endToEndId',
  'reference',
  'invoiceNumber',
  'amountAndAccount',
  'combination',
  'rule',
  'memory',
  'manual',
] as const
export type Method = (typeof METHODS)[number]

/** A reason for or against, for people to read and for code to compare. */
export interface Reason {
  readonly code: string
  readonly message: string
}

/** How much of an item a transaction pays. */
export interface Share {
  readonly item: OpenItem
  /** Positive, in the item's currency: what is settled. */
  readonly amountMinor: bigint
  /** Positive, in the transaction's currency: what was paid for it. */
  readonly paidMinor: bigint
}

/** Items that a transaction may pay, with everything that speaks for and against it. */
export interface Candidate {
  readonly method: Method
  readonly shares: readonly Share[]
  /** 0 to 100. */
  readonly confidence: number
  readonly evidence: readonly Reason[]
  /** Why it was not matched by itself; empty for the one that was. */
  readonly whyNot: readonly Reason[]
}

export type Outcome = 'matched' | 'proposed' | 'unmatched'

/** What the match desk thinks of a transaction: the best candidate first. */
export interface Decision {
  readonly transaction: BankTransaction
  readonly outcome: Outcome
  readonly candidates: readonly Candidate[]
}

/** Who a party is as far as a bank can tell: keys of its accounts and names. */
export interface Payer {
  readonly partyId: string
  readonly accountKeys: readonly string[]
  readonly nameKeys: readonly string[]
}

/** What we ordered the bank to pay, found again by the end-to-end id. */
export interface Ordered {
  readonly openItemId: string
  readonly endToEndId: string
  readonly amountMinor: bigint
  readonly currency: string
}

/** Everything that is known when a transaction is judged. */
export interface Facts {
  readonly transaction: BankTransaction
  /** Items as they are now, those with nothing left among them. */
  readonly items: readonly OpenItem[]
  readonly payers: ReadonlyMap<string, Payer>
  readonly ordered: Ordered | undefined
  /** Items that a person took off this transaction before. */
  readonly dismissed: ReadonlySet<string>
}

export const size = (amountMinor: bigint): bigint => (amountMinor < 0n ? -amountMinor : amountMinor)
