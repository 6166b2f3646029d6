import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { approvalWithdrawn } from './approval.events.ts'
import { loadApproval, lockPending, moveApproval, putAssignees } from './approval.store.ts'
import type { Approval } from './approval.ts'

export interface WithdrawApproval {
  /** Kind and id of the subject. */
  readonly kind: string
  readonly id: string
  readonly reason: string
}

/** Takes a pending request back, for the room whose subject it is. Nothing pending: nothing happens. */
export const withdrawApproval = command(
  'approval.withdraw',
  { can: null },
  async (cx: Cx, { kind, id, reason }: WithdrawApproval): Promise<Approval | undefined> => {
    const pending = await lockPending(cx, kind, id)
    cx.audit(
      { kind: 'approval', id: pending?.id ?? id },
      { subject: { kind, id }, reason, isPending: pending !== undefined },
    )
    if (!pending) return undefined
    await moveApproval(cx, pending, 'withdrawn', pending.staffing)
    await putAssignees(cx, pending.id, { status: 'rejected', steps: [], spent: new Set(), missing: 0 })
    cx.emit(approvalWithdrawn, {
      id: pending.id,
      version: pending.version + 1,
      status: 'withdrawn',
      subject: { kind, id, version: pending.subject.version },
    })
    return loadApproval(cx, pending.id)
  },
)
