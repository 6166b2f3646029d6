import { createHash } from 'node:crypto'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { toJson } from '#src/kernel/json.ts'
import type { Dismissal } from './paid-in-bank.store.ts'
import type { ToldApart } from './suspect-duplicate.ts'

export const PAYMENT_FORMATS = ['pain.001.001.03', 'pain.001.001.09'] as const
export type PaymentFormat = (typeof PAYMENT_FORMATS)[number]

/** One open item paid to one account. */
export interface Payment {
  readonly position: number
  readonly openItemId: string
  readonly partyId: string | null
  readonly creditorName: string
  readonly creditorAccount: string
  readonly creditorBic: string | null
  readonly creditorCountry: string | null
  /** Positive minor units of `currency`. */
  readonly amountMinor: bigint
  readonly currency: Currency
  readonly executeOn: BookDate
  readonly reference: string | null
  readonly remittance: string | null
  /** Ours: the bank's statement brings it back. */
  readonly endToEndId: string
  readonly state: 'live' | 'settled' | 'cancelled'
}

/** An item that was asked for and is not paid, with the reason. */
export interface HeldItem {
  readonly openItemId: string
  readonly code: string
  readonly message: string
  /** The hold of the supplier that it waits for, and where that is decided. */
  readonly holdId?: string | null
  readonly approvalId?: string | null
  /** The movement in the bank that looks like a payment of the item. */
  readonly bankTransactionId?: string
  /** The item that looks like the same invoice. */
  readonly otherOpenItemId?: string
}

/** What may happen to an order; an approved one is at the bank, so only the bank ends it. */
export const orderMoves = { proposed: ['approved', 'cancelled'], approved: [], cancelled: [] } as const
export type OrderStatus = keyof typeof orderMoves

export interface PaymentOrder {
  readonly id: string
  readonly bankAccountId: string
  readonly status: OrderStatus
  readonly format: PaymentFormat
  /** SHA-256 over what an approver sees. */
  readonly contentHash: string
  readonly held: readonly HeldItem[]
  readonly payments: readonly Payment[]
  /** Movements in the bank that somebody said did not pay its items. */
  readonly dismissals: readonly Dismissal[]
  /** Items that look like its items, and that somebody said are others. */
  readonly toldApart: readonly ToldApart[]
  /** `actorKey` of who created it: not the one who approves. */
  readonly createdBy: string
  readonly createdAt: Date
  /** Where people decide about it; null for an order older than approvals of orders. */
  readonly approvalId: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly file: { readonly sha256: string; readonly size: number } | null
  readonly version: number
  readonly updatedAt: Date
}

/** The hash that an approval binds to: who is paid how much, from where, to where, when and with what reference. */
export const contentHash = (bankAccountNumber: string, payments: readonly Payment[]): string =>
  createHash('sha256')
    .update(toJson([bankAccountNumber, payments.map(({ state, ...facts }) => facts)]))
    .digest('hex')
