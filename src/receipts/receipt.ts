import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { CodedBy, Provenance } from './coding/provenance.ts'
import type { Reading } from './reading/reading.ts'

export const RECEIPT_KINDS = ['supplierInvoice', 'creditNote', 'expenseReceipt'] as const
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]

export const RECEIPT_STATUSES = ['reading', 'draft', 'inReview', 'approved', 'posted', 'rejected'] as const
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number]

/** The moves that a receipt may make. A rejected one may be mended and sent round again; a posted one is final. */
export const MOVES: Readonly<Record<ReceiptStatus, readonly ReceiptStatus[]>> = {
  reading: ['draft', 'rejected'],
  draft: ['inReview', 'rejected'],
  inReview: ['draft', 'approved', 'rejected'],
  approved: ['draft', 'posted', 'rejected'],
  posted: [],
  rejected: ['draft'],
}

/** Fails with `receipt_posted` or `state_conflict` when the receipt may not go there. */
export function assertMove(from: ReceiptStatus, to: ReceiptStatus): void {
  if (MOVES[from].includes(to)) return
  if (from === 'posted') fail('receipt_posted', 'The receipt is posted; reverse its journal entry instead.')
  fail('state_conflict', `The receipt is ${from} and cannot become ${to}.`, { members: { receiptStatus: from } })
}

/** Amounts of a document are decimals of its own: declared = what it says, computed = what follows from its lines. */
export interface ReceiptTotals {
  readonly net: Decimal | null
  readonly vat: Decimal | null
  readonly gross: Decimal | null
  readonly payable: Decimal | null
}

export interface DeclaredTotals extends ReceiptTotals {
  readonly prepaid: Decimal | null
  readonly rounding: Decimal | null
}

/** VAT of one category (UNCL 5305) and rate (percent), as the document has it. */
export interface VatShare {
  readonly category: string | null
  readonly rate: Decimal | null
  readonly vat: Decimal
}

/** How it came in: an e-invoice, whose facts stay as they are; a picture that a person reads; or by hand. */
export type ReceiptOrigin = 'einvoice' | 'file' | 'manual'

export type LineRole = 'line' | 'allowance' | 'charge'

export interface Coding {
  readonly account: string | null
  /** VAT code of the company, null = not known. */
  readonly vatCode: string | null
  readonly dimensions: Readonly<Record<string, string>>
  /** Where the account comes from; null while there is none. */
  readonly codedBy: CodedBy | null
  /** Why it is coded so; null while it is not, and for what was coded before provenance was kept. */
  readonly provenance: Provenance | null
}

export interface ReceiptLine extends Coding {
  /** A line, or an allowance or charge of the whole document. Allowances are positive and are taken off. */
  readonly role: LineRole
  /** The line of the document that it is, or is a share of; from 1. */
  readonly documentLine: number | null
  readonly description: string | null
  /** The seller's item number. */
  readonly item: string | null
  readonly quantity: Decimal | null
  readonly unit: string | null
  readonly unitPrice: Decimal | null
  readonly net: Decimal | null
  /** UNCL 5305. */
  readonly vatCategory: string | null
  /** Percent. */
  readonly vatRate: Decimal | null
}

export interface ReceiptSupplier {
  readonly partyId: string | null
  readonly name: string | null
  readonly organisationNumber: string | null
  /** ISO 3166-1 alpha-2: whose VAT the document carries. */
  readonly country: string | null
}

/** What a person must look at. `pointer` is a JSON pointer into the receipt. */
export interface ReceiptException {
  readonly code: string
  readonly message: string
  readonly pointer: string
  /** Another receipt that it is about. */
  readonly receiptId?: string | undefined
  /** What a change was from and to, and the hold of the supplier that it opened. */
  readonly was?: string | null | undefined
  readonly becomes?: string | undefined
  readonly holdId?: string | undefined
  readonly approvalId?: string | null | undefined
}

/** Who entered or coded it: the person, or a credential of nobody. */
export interface EnteredBy {
  readonly personId: string | null
  readonly credentialId: string | null
}

/** What a receipt says: everything that a signature vouches for. */
export interface ReceiptContent {
  readonly origin: ReceiptOrigin
  readonly kind: ReceiptKind
  readonly supplier: ReceiptSupplier
  readonly number: string | null
  readonly issuedOn: BookDate | null
  readonly dueOn: BookDate | null
  /** Date that decides the VAT rate; the date of issue when null. */
  readonly taxPointOn: BookDate | null
  readonly currency: Currency | null
  readonly declared: DeclaredTotals
  readonly computed: ReceiptTotals
  readonly vatShares: readonly VatShare[]
  /** The VAT total in the currency of the tax authority, where the document has it (BT-6, BT-111). */
  readonly vatInCurrency: { readonly currency: Currency; readonly amount: Decimal } | null
  /** KID or another structured reference. */
  readonly paymentReference: string | null
  readonly bankAccount: string | null
  readonly lines: readonly ReceiptLine[]
  readonly documentId: string | null
  /** Which of the invoices that its document holds it is, from 1. */
  readonly documentPart: number
}

export interface Receipt extends ReceiptContent {
  readonly id: string
  readonly status: ReceiptStatus
  readonly version: number
  readonly exceptions: readonly ReceiptException[]
  /** What was read from its PDF or picture; null when nobody has to read it. */
  readonly reading: Reading | null
  readonly enteredBy: readonly EnteredBy[]
  /** Hash of what was put up for approval; null before. */
  readonly contentHash: string | null
  readonly approvalId: string | null
  readonly rejectionReason: string | null
  readonly bookedOn: BookDate | null
  readonly journalEntryId: string | null
  readonly openItemId: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export const NOTHING: DeclaredTotals = {
  net: null,
  vat: null,
  gross: null,
  payable: null,
  prepaid: null,
  rounding: null,
}

/** What two writings of one invoice number have in common: letters and digits, without case. */
export const numberKey = (number: string | null): string | null =>
  number === null ? null : number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || number

/** A receipt that says nothing yet. */
export const EMPTY: ReceiptContent = {
  origin: 'file',
  kind: 'supplierInvoice',
  supplier: { partyId: null, name: null, organisationNumber: null, country: null },
  number: null,
  issuedOn: null,
  dueOn: null,
  taxPointOn: null,
  currency: null,
  declared: NOTHING,
  computed: { net: null, vat: null, gross: null, payable: null },
  vatShares: [],
  vatInCurrency: null,
  paymentReference: null,
  bankAccount: null,
  lines: [],
  documentId: null,
  documentPart: 1,
}

/** What every event of a receipt tells. */
export const stateOf = ({ id, version, status, kind }: Receipt) => ({ id, version, status, kind })
