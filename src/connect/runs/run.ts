import type { OperationFault } from '../operations/operation.ts'
import type { PullKind } from '../sdk.ts'

export type RunCause = 'person' | 'schedule' | 'webhook' | 'continuation'
export type RunStatus = 'queued' | 'running' | 'done' | 'failed'

/** One execution of one pull. */
export interface SyncRun {
  readonly id: string
  readonly connectionId: string
  readonly pull: PullKind
  readonly cause: RunCause
  readonly status: RunStatus
  readonly pages: number
  /** Records that the vendor gave, repetitions included. */
  readonly records: number
  /** Records that were new or had changed. */
  readonly changed: number
  readonly fault: OperationFault | null
  readonly version: number
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}
