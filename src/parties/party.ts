import type { Currency } from '#src/kernel/currency.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Principal } from '#src/platform/actor.ts'

export type PartyKind = 'supplier' | 'customer' | 'both'

export const INVOICE_CHANNELS = ['email', 'network'] as const
export type InvoiceChannel = (typeof INVOICE_CHANNELS)[number]

/** A document or act in which something was seen: { kind: 'receipt', id: 'rec_...' }. */
export interface SeenIn {
  readonly kind: string
  readonly id: string
}

/** What is set for a party and used when its vouchers are coded, approved and paid. */
export interface PartySettings {
  readonly defaultAccount: string | null
  readonly defaultVatCode: string | null
  readonly defaultDimensions: Readonly<Record<string, string>>
  /** A policy of its own in place of the company's. */
  readonly approvalPolicyId: string | null
  /** Member whom policies call the supplier's approver. */
  readonly approverId: string | null
  /** A receipt without exceptions goes on without a person. */
  readonly autoPost: boolean
  readonly currency: Currency | null
  readonly paymentTermsDays: number | null
  /** Of the documents that a customer gets; null = that of the company. */
  readonly language: Locale | null
  /** How the customer gets its invoices when they are issued; null = nobody sends them by itself. */
  readonly invoiceChannel: InvoiceChannel | null
}

export interface PartyFacts {
  readonly name: string
  /** ISO 3166 code of two letters. */
  readonly country: string | null
  readonly organisationNumber: string | null
  readonly vatNumber: string | null
  /** Peppol participant "0192:991825827". */
  readonly endpoint: string | null
  readonly email: string | null
}

export const PARTY_FACTS = ['country', 'organisationNumber', 'vatNumber', 'endpoint', 'email'] as const
export type PartyFact = (typeof PARTY_FACTS)[number]

/** Since when something is known of a party, by whom, and from what voucher. */
interface Seen {
  readonly firstSeenAt: Date
  /** Name of the person or credential; null for names older than that was written down. */
  readonly firstSeenBy: string | null
  readonly seenIn: SeenIn | null
}

export interface SeenName extends Seen {
  readonly name: string
}

export interface SeenValue extends Seen {
  readonly fact: PartyFact
  readonly value: string
}

export interface Party extends PartyFacts, PartySettings {
  readonly id: string
  readonly kind: PartyKind
  readonly status: 'active' | 'archived'
  /** Names it was seen under, its own among them. */
  readonly names: readonly string[]
  readonly accounts: readonly PartyAccount[]
  readonly openHolds: readonly Hold[]
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface PartyAccount {
  readonly id: string
  /** As it was written: an IBAN or a national number. */
  readonly account: string
  readonly bic: string | null
  /** Held = seen later than the first and not released yet; refused = judged to be wrong. */
  readonly status: 'usable' | 'held' | 'refused'
  readonly firstSeenAt: Date
  /** Name of the person or credential that brought it. */
  readonly firstSeenBy: string
  readonly seenIn: SeenIn | null
}

export const HOLD_REASONS = ['bankAccountChanged', 'bankAccountNew', 'vatNumberChanged', 'nameChanged'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

/** A change that stops payment until somebody has looked at it. */
export interface Hold {
  readonly id: string
  readonly reason: HoldReason
  readonly accountId: string | null
  readonly was: string | null
  readonly becomes: string
  readonly openedAt: Date
  readonly openedBy: string
  /** The person, or the credential of no person, that brought the change. */
  readonly openedByKey: string
  /** Who brought the voucher in which it was seen. */
  readonly enteredBy: readonly Principal[]
  readonly seenIn: SeenIn | null
  /** Where it is decided; null for a hold older than approvals of holds. */
  readonly approvalId: string | null
  readonly releasedAt: Date | null
  readonly releasedBy: string | null
  readonly outcome: 'released' | 'refused' | null
  readonly note: string | null
}

export const NO_SETTINGS: PartySettings = {
  defaultAccount: null,
  defaultVatCode: null,
  defaultDimensions: {},
  approvalPolicyId: null,
  approverId: null,
  autoPost: false,
  currency: null,
  paymentTermsDays: null,
  language: null,
  invoiceChannel: null,
}

/** The kind of a party that is now also met in the other role. */
export const widen = (kind: PartyKind, role: 'supplier' | 'customer'): PartyKind =>
  kind === role || kind === 'both' ? kind : 'both'
