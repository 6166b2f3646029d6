import type { BookDate } from '#src/kernel/book-date.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import type { Delivery, Identifier, Party, PaymentMeans } from './invoice-parties.ts'

export type {
  Address,
  Contact,
  CreditAccount,
  Delivery,
  DirectDebit,
  Identifier,
  Party,
  PaymentCard,
  PaymentMeans,
} from './invoice-parties.ts'

/**
 * The canonical invoice: every business term (BT) and group (BG) of EN 16931-1 by a plain name, whatever syntax it
 * came in. Amounts, quantities and rates keep the decimals that the document wrote. What a document lacks is
 * undefined; what it has but cannot be read is undefined with an exception beside the invoice.
 */
export interface Invoice {
  readonly kind: 'invoice' | 'creditNote'
  /** BT-24 specification identifier. */
  readonly customizationId?: string | undefined
  /** BT-23 business process. */
  readonly profileId?: string | undefined
  /** BT-1 */
  readonly number?: string | undefined
  /** BT-2 */
  readonly issuedOn?: BookDate | undefined
  /** BT-9 */
  readonly dueOn?: BookDate | undefined
  /** BT-3, UNTDID 1001. */
  readonly typeCode?: string | undefined
  /** BT-5, ISO 4217. */
  readonly currency?: string | undefined
  /** BT-6 VAT accounting currency. */
  readonly vatCurrency?: string | undefined
  /** BT-7 */
  readonly taxPointOn?: BookDate | undefined
  /** BT-8, UNTDID 2005 subset. */
  readonly taxPointCode?: string | undefined
  /** BT-10 */
  readonly buyerReference?: string | undefined
  /** BT-19 */
  readonly accountingCost?: string | undefined
  /** BG-1 */
  readonly notes: readonly Note[]
  /** BG-14 */
  readonly period?: Period | undefined
  readonly references: References
  /** BG-3 */
  readonly precedingInvoices: readonly PrecedingInvoice[]
  /** BG-24 */
  readonly attachments: readonly Attachment[]
  /** BG-4 */
  readonly supplier: Party
  /** BG-7 */
  readonly customer: Party
  /** BG-10 */
  readonly payee?: Party | undefined
  /** BG-11 */
  readonly taxRepresentative?: Party | undefined
  /** BG-13 */
  readonly delivery?: Delivery | undefined
  /** BG-16 to BG-19 */
  readonly paymentMeans: readonly PaymentMeans[]
  /** BT-83 of the first payment means that has one: the KID of a Norwegian invoice. */
  readonly paymentReference?: string | undefined
  /** BT-84 of the first payment means that has one. */
  readonly bankAccount?: string | undefined
  /** BT-20 */
  readonly paymentTerms?: string | undefined
  /** BG-20 */
  readonly allowances: readonly AllowanceCharge[]
  /** BG-21 */
  readonly charges: readonly AllowanceCharge[]
  /** BG-23 */
  readonly vatBreakdown: readonly VatShare[]
  /** BG-22 as the sender wrote them: facts, never overwritten. */
  readonly declared: Totals
  /** BG-25 */
  readonly lines: readonly InvoiceLine[]
}

/** BG-1 */
export interface Note {
  /** BT-22 */
  readonly text: string
  /** BT-21, UNTDID 4451. */
  readonly subjectCode?: string | undefined
}

/** BG-14, BG-26 */
export interface Period {
  /** BT-73, BT-134 */
  readonly from?: BookDate | undefined
  /** BT-74, BT-135 */
  readonly to?: BookDate | undefined
}

export interface References {
  /** BT-11 */
  readonly project?: string | undefined
  /** BT-12 */
  readonly contract?: string | undefined
  /** BT-13 */
  readonly purchaseOrder?: string | undefined
  /** BT-14 */
  readonly salesOrder?: string | undefined
  /** BT-15 */
  readonly receivingAdvice?: string | undefined
  /** BT-16 */
  readonly despatchAdvice?: string | undefined
  /** BT-17 */
  readonly tender?: string | undefined
  /** BT-18 */
  readonly invoicedObject?: Identifier | undefined
}

/** BG-3 */
export interface PrecedingInvoice {
  /** BT-25 */
  readonly number: string
  /** BT-26 */
  readonly issuedOn?: BookDate | undefined
}

/** BG-24 */
export interface Attachment {
  /** BT-122 */
  readonly id?: string | undefined
  /** BT-123 */
  readonly description?: string | undefined
  /** BT-124 */
  readonly url?: string | undefined
  /** BT-125 */
  readonly mediaType?: string | undefined
  readonly fileName?: string | undefined
  readonly content?: Uint8Array | undefined
}

/** BG-20, BG-21, BG-27, BG-28 */
export interface AllowanceCharge {
  /** BT-92, BT-99, BT-136, BT-141 */
  readonly amount?: Decimal | undefined
  /** BT-93, BT-100, BT-137, BT-142 */
  readonly baseAmount?: Decimal | undefined
  /** BT-94, BT-101, BT-138, BT-143: percent. */
  readonly percent?: Decimal | undefined
  /** BT-97, BT-104, BT-139, BT-144 */
  readonly reason?: string | undefined
  /** BT-98, BT-105, BT-140, BT-145 */
  readonly reasonCode?: string | undefined
  /** BT-95, BT-102: on the document level only. */
  readonly vatCode?: string | undefined
  /** BT-96, BT-103: percent. */
  readonly vatRate?: Decimal | undefined
}

/** BG-23 */
export interface VatShare {
  /** BT-116 */
  readonly taxable?: Decimal | undefined
  /** BT-117 */
  readonly vat?: Decimal | undefined
  /** BT-118, UNCL 5305. */
  readonly vatCode?: string | undefined
  /** BT-119: percent. */
  readonly vatRate?: Decimal | undefined
  /** BT-120 */
  readonly exemptionReason?: string | undefined
  /** BT-121 */
  readonly exemptionCode?: string | undefined
}

/** BG-22 */
export interface Totals {
  /** BT-106 */
  readonly lineNet?: Decimal | undefined
  /** BT-107 */
  readonly allowances?: Decimal | undefined
  /** BT-108 */
  readonly charges?: Decimal | undefined
  /** BT-109 */
  readonly net?: Decimal | undefined
  /** BT-110 */
  readonly vat?: Decimal | undefined
  /** BT-111: in the VAT accounting currency (BT-6). */
  readonly vatInVatCurrency?: Decimal | undefined
  /** BT-112 */
  readonly gross?: Decimal | undefined
  /** BT-113 */
  readonly prepaid?: Decimal | undefined
  /** BT-114 */
  readonly rounding?: Decimal | undefined
  /** BT-115 */
  readonly payable?: Decimal | undefined
}

/** BG-25 */
export interface InvoiceLine {
  /** BT-126 */
  readonly id?: string | undefined
  /** BT-X-304 of Factur-X EXTENDED: the line that this one is a part of. */
  readonly parentId?: string | undefined
  /**
   * BT-X-8 of Factur-X EXTENDED: a line that only gathers the lines below it, or only informs. Neither counts in the
   * totals of the invoice; a line without a role does.
   */
  readonly role?: 'group' | 'information' | undefined
  /** BT-127 */
  readonly note?: string | undefined
  /** BT-128 */
  readonly object?: Identifier | undefined
  /** BT-129 */
  readonly quantity?: Decimal | undefined
  /** BT-130, UN/ECE Recommendation 20 and 21. */
  readonly unit?: string | undefined
  /** BT-131 */
  readonly net?: Decimal | undefined
  /** BT-132 */
  readonly orderLine?: string | undefined
  /** BT-133 */
  readonly accountingCost?: string | undefined
  /** BG-26 */
  readonly period?: Period | undefined
  /** BG-27 */
  readonly allowances: readonly AllowanceCharge[]
  /** BG-28 */
  readonly charges: readonly AllowanceCharge[]
  /** BT-146: for `priceBaseQuantity` units. */
  readonly unitPrice?: Decimal | undefined
  /** BT-147 */
  readonly priceDiscount?: Decimal | undefined
  /** BT-148 */
  readonly grossPrice?: Decimal | undefined
  /** BT-149 */
  readonly priceBaseQuantity?: Decimal | undefined
  /** BT-150 */
  readonly priceBaseUnit?: string | undefined
  /** BT-151, UNCL 5305. */
  readonly vatCode?: string | undefined
  /** BT-152: percent. */
  readonly vatRate?: Decimal | undefined
  /** BT-153 item name. */
  readonly description?: string | undefined
  /** BT-154 item description. */
  readonly details?: string | undefined
  /** BT-155 */
  readonly sellersItemId?: string | undefined
  /** BT-156 */
  readonly buyersItemId?: string | undefined
  /** BT-157 */
  readonly standardItemId?: Identifier | undefined
  /** BT-158 */
  readonly classifications: readonly Classification[]
  /** BT-159: ISO 3166-1 alpha-2. */
  readonly originCountry?: string | undefined
  /** BG-32 */
  readonly attributes: readonly ItemAttribute[]
}

/** BT-158 */
export interface Classification {
  readonly code: string
  /** UNTDID 7143: which list the code is from. */
  readonly list?: string | undefined
  readonly listVersion?: string | undefined
}

/** BG-32 */
export interface ItemAttribute {
  /** BT-160 */
  readonly name?: string | undefined
  /** BT-161 */
  readonly value?: string | undefined
}

/** Something in a document that a person must look at. `pointer` is a JSON pointer into the canonical invoice. */
export interface Exception {
  readonly code: string
  readonly message: string
  readonly pointer: string
}
