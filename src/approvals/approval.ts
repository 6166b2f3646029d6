import type { Approver, Staffing } from './model/approvers.ts'
import type { Subject } from './model/subject.ts'
import { type Answer, type Tally, tally } from './model/tally.ts'

export type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'withdrawn'

/** One answer as it was given; only those of the present round count. */
export interface Decision {
  readonly id: string
  readonly round: number
  readonly stepNo: number
  readonly decision: Answer['decision']
  readonly personId: string
  readonly personName: string
  /** Whose place was taken; the same person when he answered for himself. */
  readonly forPersonId: string
  readonly forPersonName: string
  readonly to: Approver | null
  readonly note: string | null
  readonly contentHash: string
  readonly decidedAt: Date
}

export interface PolicyVersionRef {
  readonly id: string
  readonly version: number
}

/** A request for approval with what was put up in its present round. */
export interface Approval {
  readonly id: string
  readonly status: ApprovalStatus
  readonly isAutomatic: boolean
  readonly round: number
  /** Version at which the present round began. */
  readonly roundVersion: number
  readonly subject: Subject
  /** The version of the policy that it keeps until it is decided; null = the company had none. */
  readonly policy: PolicyVersionRef | null
  readonly staffing: Staffing
  readonly decisions: readonly Decision[]
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly decidedAt: Date | null
}

/** The answers that count: those about the present content. */
export const answersOf = ({ decisions, round }: Pick<Approval, 'decisions' | 'round'>): Answer[] =>
  decisions
    .filter((decision) => decision.round === round)
    .map(({ stepNo, personId, forPersonId, decision, to }) => ({
      stepNo,
      personId,
      forPersonId,
      decision,
      to: to ?? undefined,
    }))

export const standingOf = (approval: Approval): Tally => tally(approval.staffing, answersOf(approval))
