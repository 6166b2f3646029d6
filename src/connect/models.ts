import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { Decimal } from '#src/kernel/decimal.ts'

/**
 * The canonical models: all that a connector sees of our books. The runner has already applied the connection's
 * mappings and references, so codes are the vendor's codes and `externalId` is the vendor's id; what is left to a
 * connector is pure translation. Amounts are minor units of the model's currency.
 */
export interface ContactModel {
  /** Our party. */
  readonly id: string
  readonly name: string
  readonly organisationNumber: string | null
  readonly vatNumber: string | null
  /** ISO 3166 code of two letters. */
  readonly country: string | null
  readonly email: string | null
  readonly isSupplier: boolean
  readonly isCustomer: boolean
}

/** A record of ours that the vendor already has. */
export interface ExternalLink {
  readonly id: string
  readonly externalId: string
}

export interface DocumentLine {
  readonly description: string
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  readonly netMinor: bigint
  readonly vatMinor: bigint
  /** Account code in the vendor's chart. */
  readonly accountCode: string
  /** VAT code of the vendor; null where the line has none. */
  readonly taxCode: string | null
  /** The vendor's dimension and value, by the connection's mapping. */
  readonly tracking: readonly { readonly dimension: string; readonly value: string }[]
}

interface CommercialDocument {
  readonly id: string
  readonly kind: 'invoice' | 'creditNote'
  readonly number: string
  readonly contact: ExternalLink
  readonly issuedOn: BookDate
  readonly dueOn: BookDate | null
  readonly currency: Currency
  readonly lines: readonly DocumentLine[]
  readonly netMinor: bigint
  readonly vatMinor: bigint
  readonly grossMinor: bigint
  /** KID or other structured reference. */
  readonly paymentReference: string | null
}

/** A supplier's invoice or credit note that we have booked. */
export interface BillModel extends CommercialDocument {}
/** An invoice or credit note that we have issued. */
export interface SalesInvoiceModel extends CommercialDocument {}

export interface AttachmentModel {
  /** Our document. */
  readonly id: string
  readonly of: ExternalLink & { readonly model: 'bill' | 'salesInvoice'; readonly kind: 'invoice' | 'creditNote' }
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface PaymentModel {
  readonly id: string
  readonly settles: ExternalLink & { readonly model: 'bill' | 'salesInvoice'; readonly kind: 'invoice' | 'creditNote' }
  readonly paidOn: BookDate
  readonly currency: Currency
  readonly amountMinor: bigint
  /** Code of the vendor's bank account. */
  readonly bankAccountCode: string
}

export interface JournalModel {
  readonly id: string
  readonly narration: string
  readonly bookedOn: BookDate
  readonly currency: Currency
  readonly lines: readonly {
    readonly description: string
    readonly accountCode: string
    readonly taxCode: string | null
    /** Debit positive, credit negative; the lines add up to zero. */
    readonly amountMinor: bigint
  }[]
}

export interface Models {
  contact: ContactModel
  bill: BillModel
  salesInvoice: SalesInvoiceModel
  attachment: AttachmentModel
  payment: PaymentModel
  journal: JournalModel
}

export type ModelKind = keyof Models

/** A payment that was made or received at the vendor. */
export interface PulledPayment {
  readonly externalId: string
  /** The vendor's record that it settles. */
  readonly settles: {
    readonly model: 'bill' | 'salesInvoice'
    readonly kind: 'invoice' | 'creditNote'
    readonly externalId: string
  }
  readonly status: 'made' | 'deleted'
  readonly paidOn: BookDate
  /** In the currency of what it settles; positive. */
  readonly amount: Decimal
  readonly currency: Currency | null
  readonly reference: string | null
  /** The vendor's bank account, where it says so. */
  readonly bankAccountCode: string | null
  readonly updatedAt: Date
}

/** A document that came for the company through a network, byte for byte. */
export interface PulledDocument {
  /** The network's name of the transmission: the same one twice is one arrival. */
  readonly externalId: string
  /** Participants, "0192:991825827". */
  readonly sender: string
  readonly receiver: string
  readonly documentType: string
  /** When the access point took it, as it says. */
  readonly receivedAt: string
  readonly bytes: Uint8Array
}

/** What is sent through a network. */
export interface NetworkDocument {
  /** Ours, the same in every repetition: by it a transmission whose answer got lost is found. */
  readonly reference: string
  /** Participants, "0192:991825827". */
  readonly sender: string
  readonly receiver: string
  /** Peppol identifiers without their schemes. */
  readonly documentType: string
  readonly process: string
  readonly bytes: Uint8Array
}

/** A document on its way. accepted: the access point has it; delivered: the receiver's access point has said so. */
export interface Transmission {
  readonly transmissionId: string
  readonly status: 'accepted' | 'delivered' | 'failed'
  /** The access point's answer as it came: it is kept as evidence. */
  readonly receipt: string
}

export interface PulledRecords {
  payment: PulledPayment
  document: PulledDocument
}

export type PullKind = keyof PulledRecords
