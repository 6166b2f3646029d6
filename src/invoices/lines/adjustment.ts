import { type Decimal, multiply, round } from '#src/kernel/decimal.ts'
import type { DocumentWord } from '../document/document-words.ts'

export const ADJUSTMENT_KINDS = ['allowance', 'charge'] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]

/** An allowance or a charge as somebody writes it: an amount, or a percentage of what it stands on. */
export interface Adjustment {
  readonly kind: AdjustmentKind
  /** Before VAT, not negative, two decimals; null where a percentage says it. */
  readonly amount: Decimal | null
  readonly percent: Decimal | null
  readonly reason: string | null
  /** UNTDID 5189 for an allowance, 7161 for a charge. */
  readonly reasonCode: string | null
}

/** What an allowance or charge of a whole invoice is booked and taxed by. */
export interface AdjustmentCoding {
  readonly account: string
  readonly vatCode: string
  readonly vatCategory: string
  readonly vatRate: Decimal | null
  readonly dimensions: Readonly<Record<string, string>>
}

export interface CodedAdjustment extends Adjustment, AdjustmentCoding {
  /** Position of the adjustment that a credit note's takes back a share of. */
  readonly creditsPosition: number | null
}

/** Of a whole invoice, with its amounts: positive minor units of the invoice's currency. */
export interface InvoiceAdjustment extends CodedAdjustment {
  /** What the percentage is taken of. */
  readonly baseMinor: bigint | null
  readonly netMinor: bigint
  /** Its share of the VAT that the document states. */
  readonly vatMinor: bigint
}

/** Allowances and charges of one line, and of one invoice. */
export const ADJUSTMENTS_MAX = 20

/** Decimals of every amount in a document (EN 16931, BR-DEC-*). */
const DIGITS = 2
const PERCENT: Decimal = { units: 1n, scale: 2 }

/** The amount of an allowance or charge that stands on `base`, rounded once (PEPPOL-EN16931-R040). */
export const amountOn = ({ amount, percent }: Pick<Adjustment, 'amount' | 'percent'>, base: Decimal): Decimal =>
  amount ?? round(multiply(multiply(base, percent ?? { units: 0n, scale: 0 }), PERCENT), DIGITS)

/** +1 for what makes the invoice dearer. */
export const signOf = ({ kind }: Pick<Adjustment, 'kind'>): 1n | -1n => (kind === 'charge' ? 1n : -1n)

/** An e-invoice states why (BR-33, BR-38, BR-42, BR-44); where nobody said it, by this word. */
export const reasonWord = ({ kind }: Pick<Adjustment, 'kind'>): DocumentWord =>
  kind === 'charge' ? 'charge' : 'discount'
