import type { BookDate } from '#src/kernel/book-date.ts'

export const HOLD_TARGETS = ['document', 'party', 'fiscalYear'] as const
export type HoldTarget = (typeof HOLD_TARGETS)[number]

/** Keeps documents beyond their time: a dispute, an audit, an investigation. */
export interface LegalHold {
  readonly id: string
  readonly targetKind: HoldTarget
  /** Id of the document or party, or the fiscal year ("2026"). */
  readonly targetId: string
  readonly reason: string
  /** The last day; null = until it is released. */
  readonly until: BookDate | null
  readonly placedBy: string
  readonly placedAt: Date
  readonly releasedAt: Date | null
  readonly releasedBy: string | null
  readonly releaseReason: string | null
  readonly version: number
}

export const isInForce = ({ releasedAt, until }: LegalHold, today: BookDate): boolean =>
  releasedAt === null && (until === null || today <= until)
