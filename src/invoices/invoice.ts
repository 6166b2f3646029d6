import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Adjustment, InvoiceAdjustment } from './lines/adjustment.ts'
import type { InvoiceTerms, LineTerms } from './terms/terms.ts'

export const INVOICE_KINDS = ['invoice', 'creditNote'] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]

export const INVOICE_STATUSES = ['draft', 'issued'] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

/** Derived from the open item and the date, never stored. */
export const PAYMENT_STATUSES = ['unpaid', 'partlyPaid', 'paid', 'overdue'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/** Where the customer lives, where the party does not say it. */
export interface CustomerAddress {
  readonly street?: string | undefined
  readonly postalCode?: string | undefined
  readonly city?: string | undefined
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined
}

export interface InvoiceCustomer {
  readonly partyId: string
  readonly name: string
  readonly organisationNumber: string | null
  readonly address: CustomerAddress | null
}

/** What a line sells, before it is coded and counted. */
export interface LineFacts extends LineTerms {
  readonly description: string
  /** Not zero; negative takes something back on the same invoice. */
  readonly quantity: Decimal
  /** UN/ECE Recommendation 20 or 21. */
  readonly unit: string
  /** Before VAT, not negative; for one unit. */
  readonly unitPrice: Decimal
  readonly discountPercent: Decimal | null
  /** Besides the discount, on quantity times price. */
  readonly adjustments: readonly Adjustment[]
}

export interface CodedLine extends LineFacts {
  readonly account: string
  /** VAT code of the company. */
  readonly vatCode: string
  /** UNCL 5305. */
  readonly vatCategory: string
  /** Percent; null where the category has none (O). */
  readonly vatRate: Decimal | null
  readonly dimensions: Readonly<Record<string, string>>
  /** Position of the line that a credit note's line takes back. */
  readonly creditsPosition: number | null
}

/** A line with its amounts: minor units of the invoice's currency. */
export interface InvoiceLine extends CodedLine {
  readonly netMinor: bigint
  /** Its share of the VAT that the document's breakdown says; all shares add up to it. */
  readonly vatMinor: bigint
}

export interface InvoiceTotals {
  readonly netMinor: bigint
  readonly vatMinor: bigint
  readonly grossMinor: bigint
}

/** The rate of an invoice in a foreign currency: `amount` units of it are worth `baseAmount` of the books' currency. */
export interface InvoiceExchange {
  readonly baseCurrency: Currency
  readonly amount: Decimal
  readonly baseAmount: Decimal
  /** The VAT in minor units of the books' currency, as the document states it (BT-111). */
  readonly vatMinor: bigint
}

/** What an invoice says. */
export interface InvoiceContent extends InvoiceTerms {
  readonly kind: InvoiceKind
  readonly customer: InvoiceCustomer
  /** The day of issue when null. */
  readonly issuedOn: BookDate | null
  /** By the terms of the customer when null. */
  readonly dueOn: BookDate | null
  readonly deliveredOn: BookDate | null
  readonly currency: Currency
  /** Null for one in the books' own currency, and for a draft while no rate is known. */
  readonly exchange: InvoiceExchange | null
  readonly buyerReference: string | null
  readonly orderReference: string | null
  readonly note: string | null
  /** Documents of the company that go out with it. */
  readonly attachments: readonly string[]
  readonly lines: readonly InvoiceLine[]
  /** Allowances and charges of the whole invoice. */
  readonly adjustments: readonly InvoiceAdjustment[]
  readonly totals: InvoiceTotals
  /** The invoice that this credit note takes back. */
  readonly credits: string | null
}

export interface Invoice extends InvoiceContent {
  readonly id: string
  readonly status: InvoiceStatus
  readonly version: number
  readonly number: string | null
  /** KID in Norway, elsewhere the number. */
  readonly paymentReference: string | null
  readonly documentId: string | null
  readonly journalEntryId: string | null
  readonly openItemId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly issuedAt: Date | null
}

/** An invoice as it stands now: with what is left to pay and the credit notes that point back to it. */
export interface InvoiceView extends Invoice {
  /** Minor units, signed like the open item: a credit note that waits to be used is negative. Null = draft. */
  readonly remainingMinor: bigint | null
  readonly paymentStatus: PaymentStatus | null
  readonly creditNotes: readonly string[]
}

/** Files that go out with one invoice. */
export const ATTACHMENTS_MAX = 10

/** Days to pay where neither the draft nor the customer says otherwise. */
export const TERMS_DAYS = 14

/** Fails with `version_stale` when the caller has seen another version; undefined = he did not say. */
export function demandVersion({ version }: Invoice, seenVersion: number | undefined): void {
  if (seenVersion === undefined || seenVersion === version) return
  fail('version_stale', 'The invoice has changed since you read it; read it again.', { members: { version } })
}

/** Fails with `invoice_issued`: what is issued is corrected by a credit note. */
export function demandDraft({ status, number }: Invoice): void {
  if (status === 'draft') return
  fail('invoice_issued', `The invoice is issued as ${number}; correct it with a credit note.`)
}

/** What every event of an invoice tells. */
export const stateOf = ({ id, version, status, kind }: Invoice) => ({ id, version, status, kind })
