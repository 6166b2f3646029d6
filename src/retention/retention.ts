import type { BookDate } from '#src/kernel/book-date.ts'
import type { RetentionClass } from './retention-rules.ts'

/** How a document is used: what decides its class, its fiscal year and who holds it. */
export interface DocumentUse {
  /** Days on which it was booked, or of the invoice that it shows. */
  readonly bookedOn: readonly BookDate[]
  readonly partyIds: readonly string[]
  /** A receipt of it is on its way into the books. */
  readonly isOpen: boolean
}

export interface KeptDocument {
  readonly id: string
  readonly origin: 'upload' | 'attachment' | 'mail'
  readonly receivedOn: BookDate
}

/**
 * Vouchers, and whatever is not known to be less, are primary; a mail around a voucher is correspondence. What is
 * embedded in a voucher is a part of it, so that its own use does not matter.
 */
export const classOf = ({ origin }: KeptDocument, uses: readonly DocumentUse[]): RetentionClass =>
  origin === 'mail' && uses.every(({ bookedOn }) => bookedOn.length === 0) ? 'secondary' : 'primary'

/** The day that decides the fiscal year: the last on which it was booked, else that of its arrival. */
export const basisOf = ({ receivedOn }: KeptDocument, uses: readonly DocumentUse[]): BookDate =>
  uses
    .flatMap(({ bookedOn }) => bookedOn)
    .sort()
    .at(-1) ?? receivedOn

/** What is known of how long a document must be kept. */
export interface Retention {
  readonly class: RetentionClass
  readonly fiscalYear: string
  /** The last day on which it must be kept; null where the law of the country is not written down: it is kept. */
  readonly keptUntil: BookDate | null
  /** Of the law, and of the company where that is longer. */
  readonly months: number | null
  readonly source: string | null
  /** Legal holds in force. */
  readonly holdIds: readonly string[]
  readonly isInUse: boolean
}

export interface Kept {
  readonly code: 'retention_running' | 'retention_rule_missing' | 'legal_hold' | 'document_in_use'
  readonly message: string
}

/** Why a document may not be deleted today; undefined = it may be. */
export function whyKept({ keptUntil, holdIds, isInUse }: Retention, today: BookDate): Kept | undefined {
  if (isInUse) return { code: 'document_in_use', message: 'A receipt of it is not booked or rejected yet.' }
  if (holdIds.length > 0) return { code: 'legal_hold', message: `Legal hold ${holdIds.join(', ')} keeps it.` }
  if (keptUntil === null) {
    return { code: 'retention_rule_missing', message: 'How long the law has it kept is not known, so it is kept.' }
  }
  if (today <= keptUntil) return { code: 'retention_running', message: `It must be kept until ${keptUntil}.` }
  return undefined
}
