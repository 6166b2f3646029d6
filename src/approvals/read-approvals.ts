import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadApproval } from './approval.store.ts'
import type { Approval } from './approval.ts'
import { type ApprovalFilter, listApprovalRows } from './approval-list.store.ts'
import { delegatorsOf } from './delegation.store.ts'
import { loadDirectory } from './directory.ts'

const can = { can: 'approvals:read' } as const

export const getApproval = query('approval.get', can, (cx, { approvalId }: { approvalId: string }) =>
  loadApproval(cx, approvalId),
)

export interface ListApprovals extends Omit<ApprovalFilter, 'assignees' | 'decider'> {
  /** "me" or a member's id: only what waits for that person, also in the place of another. */
  readonly assignee?: string | undefined
}

/** Ask for one row more than is shown. */
export const listApprovals = query(
  'approval.list',
  can,
  async (cx, { assignee, ...filter }: ListApprovals): Promise<Approval[]> => {
    if (assignee === undefined) return listApprovalRows(cx, filter)
    const personId = assignee === 'me' ? cx.actor.personId : await personOf(cx, assignee)
    if (personId === null) return []
    const assignees = [personId, ...(await delegatorsOf(cx, personId))]
    const credentialId = assignee === 'me' ? cx.actor.id : personId
    return listApprovalRows(cx, { ...filter, assignees, decider: { personId, credentialId } })
  },
)

async function personOf(cx: Cx, memberId: string): Promise<string> {
  const { members } = await loadDirectory(cx)
  const member = members.find((one) => one.memberId === memberId)
  return member?.personId ?? fail('not_found', 'There is no such member.')
}
