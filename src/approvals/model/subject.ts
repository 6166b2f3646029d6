import type { Currency } from '#src/kernel/currency.ts'
import type { Principal } from '#src/platform/actor.ts'
import type { ApproverRef } from './policy.ts'

export interface SubjectLine {
  /** Account number; null = not coded yet, which no rule can judge. */
  readonly account: string | null
  readonly vatCode: string | null
  /** The seller's item number. */
  readonly item: string | null
  /** Dimension code ("project") to value code ("P-100"); an absent key means that the line has none. */
  readonly dimensions: Readonly<Record<string, string>>
}

/** What is asked to be approved, as the rules of a policy see it. */
export interface Subject {
  /** The sort of thing, which also names the room that hears of the outcome: "receipt", "paymentOrder". */
  readonly kind: string
  /** A finer sort within the kind: "creditNote", "expenseReceipt". */
  readonly variant: string | null
  readonly id: string
  readonly version: number
  /** Hash of everything that a signature vouches for; a decision is bound to it. */
  readonly contentHash: string
  /** One line for the inbox: "Nordkraft AS, invoice 1023". */
  readonly title: string
  /** Gross amount in minor units of `currency`; credit notes may be negative. */
  readonly amountMinor: bigint
  readonly currency: Currency
  /** The amount in the company's own currency where the rate is known. */
  readonly base: { readonly amountMinor: bigint; readonly currency: Currency } | null
  readonly supplierId: string | null
  /** Member who approves what comes from this supplier. */
  readonly supplierApproverId: string | null
  /** Member who asked for the purchase or claims the expense. */
  readonly requesterId: string | null
  /** Policy that the supplier's settings name in place of the company's. */
  readonly policyId: string | null
  readonly enteredBy: readonly Principal[]
  /** null = this kind has no lines; [] = its lines are not known yet. */
  readonly lines: readonly SubjectLine[] | null
  /** Who decides where no policy governs the kind; the owners when left out. */
  readonly deciders?: readonly ApproverRef[] | undefined
  /** No rule approves it by itself: where one would, the default approvers decide. */
  readonly needsPerson?: boolean | undefined
}

/** A subject as its JSON gives it back: amounts are decimal digits there. */
export type SubjectJson = Omit<Subject, 'amountMinor' | 'base'> & {
  readonly amountMinor: string
  readonly base: { readonly amountMinor: string; readonly currency: Currency } | null
}

export const subjectFromJson = (json: SubjectJson): Subject => ({
  ...json,
  amountMinor: BigInt(json.amountMinor),
  base: json.base && { amountMinor: BigInt(json.base.amountMinor), currency: json.base.currency },
})

/** The subject's amount in a currency, without its sign; undefined when nobody knows the rate. */
export function amountIn(subject: Subject, currency: Currency): bigint | undefined {
  const known = [
    { amountMinor: subject.amountMinor, currency: subject.currency },
    ...(subject.base ? [subject.base] : []),
  ]
  const amount = known.find((money) => money.currency === currency)?.amountMinor
  return amount !== undefined && amount < 0n ? -amount : amount
}
