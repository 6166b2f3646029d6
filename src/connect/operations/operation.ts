import type { ConnectorFault, FaultKind, RejectedField } from '../connector-error.ts'
import type { ModelKind } from '../models.ts'
import type { Difference } from '../sdk.ts'

export type OperationStatus = 'planned' | 'applied' | 'verified' | 'failed'

/** applied: the vendor has the record; verified: it was read back and is what we sent. */
export const OPERATION_MOVES: Readonly<Record<OperationStatus, readonly OperationStatus[]>> = {
  planned: ['planned', 'applied', 'failed'],
  applied: ['applied', 'verified', 'failed'],
  verified: [],
  failed: ['planned', 'applied'],
}

/** Why an operation waits or has failed, as it is kept and shown. */
export interface OperationFault {
  readonly kind: FaultKind | 'differs'
  readonly fields: readonly RejectedField[]
}

export interface Operation {
  readonly id: string
  readonly connectionId: string
  readonly model: ModelKind
  readonly subjectId: string
  readonly dependsOn: readonly string[]
  readonly status: OperationStatus
  readonly attempts: number
  readonly nextAt: Date
  readonly external: { readonly externalId: string; readonly label: string } | null
  readonly fault: OperationFault | null
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export const faultToKeep = (fault: ConnectorFault): OperationFault => ({
  kind: fault.kind,
  fields: 'fields' in fault ? fault.fields : [],
})

export const differsFault = (differences: readonly Difference[]): OperationFault => ({
  kind: 'differs',
  fields: differences.map(({ field, ours, theirs }) => ({ field, message: `ours ${ours}, theirs ${theirs}` })),
})

/** Tries against a vendor that does not answer before a person is asked. */
export const ATTEMPTS_MAX = 12
const BACKOFF_MS = 15_000
const BACKOFF_MS_MAX = 60 * 60_000

/** What follows from a fault: another try after a while, waiting for a new consent, or a person. */
export type Consequence =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly counts: boolean }
  | { readonly kind: 'reconnect' }
  | { readonly kind: 'fail' }

/** One retry rule per class of fault. Being told to wait costs no attempt. */
export function consequenceOf(fault: ConnectorFault, attempts: number): Consequence {
  switch (fault.kind) {
    case 'rate_limited':
      return { kind: 'retry', delayMs: fault.retryAfterMs, counts: false }
    case 'unavailable':
    case 'unknown_outcome':
      if (attempts >= ATTEMPTS_MAX) return { kind: 'fail' }
      return {
        kind: 'retry',
        delayMs: Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** Math.max(0, attempts - 1)),
        counts: true,
      }
    case 'auth_expired':
      return { kind: 'reconnect' }
    case 'rejected':
    case 'conflict':
    case 'not_found':
      return { kind: 'fail' }
  }
}
