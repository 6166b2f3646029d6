import type { Actor } from '#src/platform/actor.ts'

/** By which way a file came: all of them end in the same record. */
export const WAYS = ['upload', 'rest', 'mail', 'mailWebhook', 'folder', 'photo', 'network'] as const
export type Way = (typeof WAYS)[number]

/** What an unread picture is taken for. */
export const KINDS = ['supplierInvoice', 'expenseReceipt'] as const
export type IntakeKind = (typeof KINDS)[number]

export const OUTCOMES = ['pending', 'receipt', 'attached', 'duplicate', 'refused', 'ignored', 'opened'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Who brought it in, as the receipts made of it will say. */
export type Bringer = Pick<Actor, 'kind' | 'id' | 'personId' | 'name'>

export const bringerOf = ({ kind, id, personId, name }: Actor): Bringer => ({ kind, id, personId, name })

/** What the checks of a mail's sender said. Nothing is refused because of it; people and policies read it. */
export interface MailAuthentication {
  /** Results in the words of RFC 8601: pass, fail, softfail, neutral, none, temperror, permerror. */
  readonly spf: string
  readonly dkim: string
  readonly dmarc: string
  /** Domains whose DKIM signature was good. */
  readonly signedBy: readonly string[]
  /** Address of the machine that handed the mail over; null when a provider did. */
  readonly receivedFrom: string | null
  /** Who says so: this server, or the provider that took the mail in. */
  readonly checkedBy: 'bilag' | 'provider' | 'nobody'
}

/** Facts of an arrival that are there before anything is looked into. */
export interface Arrival {
  readonly way: Way
  readonly kind: IntakeKind
  readonly sender: string | null
  readonly recipient: string | null
  readonly subject: string | null
  readonly messageId: string | null
  readonly authentication: MailAuthentication | null
}

/** What the file itself says of who sent it to whom: the envelope of a network. */
export type Handover = Pick<Arrival, 'sender' | 'recipient' | 'messageId'>

export interface Intake extends Arrival {
  readonly id: string
  readonly status: 'received' | 'sorted'
  /** The original mail or message. */
  readonly documentId: string | null
  readonly receivedBy: Bringer
  readonly version: number
  readonly receivedAt: Date
  readonly updatedAt: Date
}

export interface IntakeFile {
  readonly id: string
  readonly intakeId: string
  /** The ZIP or mail that it was in. */
  readonly parentId: string | null
  readonly depth: number
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly documentId: string | null
  readonly outcome: Outcome
  /** The receipt that it became, that it is shown with, or that was there before. */
  readonly receiptId: string | null
  /** Why it was refused or ignored. */
  readonly code: string | null
  /** The same as a sentence; of what is attached, why it belongs to the receipt. */
  readonly detail: string | null
}

/** A file beside others of one delivery. */
export type DeliveredFile = Pick<IntakeFile, 'id' | 'name' | 'mediaType' | 'documentId' | 'outcome' | 'receiptId'>

export interface IntakeView extends Intake {
  readonly files: readonly IntakeFile[]
}

/** Nothing but a way: an arrival without a mail around it. */
export const bare = (way: Way, kind: IntakeKind = 'supplierInvoice'): Arrival => ({
  way,
  kind,
  sender: null,
  recipient: null,
  subject: null,
  messageId: null,
  authentication: null,
})
