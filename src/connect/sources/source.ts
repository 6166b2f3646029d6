import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { AttachmentModel, ContactModel, DocumentLine, ModelKind } from '../models.ts'

/**
 * Records as our rooms have them, in our codes and our ids: what a model is before the connection's mappings and
 * references are applied.
 */
export type SourceLine = Omit<DocumentLine, 'accountCode' | 'taxCode' | 'tracking'> & {
  readonly account: string
  readonly vatCode: string | null
  /** Parts per million: 250000 is 25 %. */
  readonly vatRatePpm: number
  readonly dimensions: Readonly<Record<string, string>>
}

export interface SourceDocument {
  readonly id: string
  readonly kind: 'invoice' | 'creditNote'
  readonly number: string
  readonly partyId: string
  readonly issuedOn: BookDate
  readonly dueOn: BookDate | null
  readonly currency: Currency
  readonly lines: readonly SourceLine[]
  readonly netMinor: bigint
  readonly vatMinor: bigint
  readonly grossMinor: bigint
  readonly paymentReference: string | null
}

interface Settled {
  readonly model: 'bill' | 'salesInvoice'
  readonly id: string
  readonly kind: 'invoice' | 'creditNote'
}

export type SourceAttachment = Omit<AttachmentModel, 'of'> & { readonly of: Settled }

export interface SourcePayment {
  readonly id: string
  readonly settles: Settled
  readonly paidOn: BookDate
  readonly currency: Currency
  readonly amountMinor: bigint
  /** Our ledger account of the bank. */
  readonly bankAccount: string
}

export interface SourceJournal {
  readonly id: string
  readonly narration: string
  readonly bookedOn: BookDate
  readonly currency: Currency
  readonly lines: readonly {
    readonly description: string
    readonly account: string
    readonly vatCode: string | null
    readonly vatRatePpm: number
    readonly amountMinor: bigint
  }[]
}

export interface Sources {
  contact: ContactModel
  bill: SourceDocument
  salesInvoice: SourceDocument
  attachment: SourceAttachment
  payment: SourcePayment
  journal: SourceJournal
}

/** Reads a record in a query; fails with `not_found` when it is gone. */
export type ReadSource<K extends ModelKind> = (cx: Cx, subjectId: string) => Promise<Sources[K]>

/** One record that has to go out, and what of the same plan has to be there first. */
export interface PlanItem {
  readonly model: ModelKind
  readonly subjectId: string
  readonly needs: readonly { readonly model: ModelKind; readonly subjectId: string }[]
}

/** What an event means for connections: the records that go out, in an order in which needs come first. */
export interface Trigger {
  /** Type of the event, such as `receipt.posted`. */
  readonly event: string
  /** `subjectId` is the event's `data.id`. */
  readonly plan: (cx: Cx, subjectId: string) => Promise<readonly PlanItem[]>
}

export interface SourceSet {
  readonly triggers: readonly Trigger[]
  readonly readers: { readonly [K in ModelKind]?: ReadSource<K> }
}

const triggers = new Map<string, Trigger>()
const readers: { [K in ModelKind]?: ReadSource<K> } = {}

/** Joins rooms that have records with the connections; called once for each set by the composition. */
export function installSources(set: SourceSet): void {
  for (const trigger of set.triggers) triggers.set(trigger.event, trigger)
  Object.assign(readers, set.readers)
}

export const triggerOf = (event: string): Trigger | undefined => triggers.get(event)
export const isTrigger = (event: string): boolean => triggers.has(event)

export function readerOf<K extends ModelKind>(model: K): ReadSource<K> {
  const read: ReadSource<K> | undefined = readers[model]
  if (!read) throw new Error(`no room has records of ${model}`)
  return read
}
