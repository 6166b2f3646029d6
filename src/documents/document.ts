import type { BookDate } from '#src/kernel/book-date.ts'

/** A file of the company. The bytes are found in the file store by their hash and never change. */
export interface Document {
  readonly id: string
  /** Lower-case hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** What the bytes are, whatever the sender called them. */
  readonly mediaType: string
  readonly name: string
  readonly origin: DocumentOrigin
  readonly receivedAt: Date
  /** Its content was deleted after its time; null while it is there. */
  readonly contentDeletedAt: Date | null
}

export type DocumentOrigin = 'upload' | 'attachment' | 'mail'

/** A file inside another one, such as the time sheet in an e-invoice. */
export interface DocumentAttachment {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly mediaType: string
  readonly size: number
}

/** The last time that the document was refused, and why. */
export interface DocumentRefusal {
  readonly code: string
  readonly detail: string
  readonly refusedAt: Date
}

export interface DocumentDetails extends Document {
  readonly attachments: readonly DocumentAttachment[]
  /** Ids of the documents that this one is embedded in. */
  readonly attachedTo: readonly string[]
  readonly refusal: DocumentRefusal | null
}

/** How long a document must be kept, and why. */
export interface DocumentRetention {
  readonly class: 'primary' | 'secondary'
  readonly fiscalYear: string
  /** The last day on which it must be kept; null where the law of the country is not written down. */
  readonly keptUntil: BookDate | null
  readonly months: number | null
  readonly source: string | null
  /** Legal holds in force. */
  readonly holdIds: readonly string[]
  readonly isInUse: boolean
}

export interface DescribedDocument extends DocumentDetails {
  readonly retention: DocumentRetention
}

/** A file whose bytes are in the store, before a row names it. */
export interface KeptFile {
  readonly sha256: string
  readonly size: number
  readonly mediaType: string
  readonly name: string
}

export interface KeptAttachment extends KeptFile {
  readonly description: string | null
}
