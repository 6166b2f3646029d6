import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { command } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import type { EventListener } from '#src/platform/outbox/sequence-events.ts'
import { lockApproval, moveApproval, putAssignees } from './approval.store.ts'
import { type Approval, answersOf, standingOf } from './approval.ts'
import { listPendingIds } from './approval-list.store.ts'
import { loadDirectory } from './directory.ts'
import { type Directory, staffRoute } from './model/approvers.ts'
import { withoutPolicy } from './model/policy.ts'
import { restaff, tally } from './model/tally.ts'
import { loadRules } from './policy.store.ts'

/** Requests that one transaction goes through. */
const BATCH = 100

/**
 * Finds the people of pending requests again after members, roles or managers changed, so that a new approver sees what
 * waits for his role and nobody who left is waited for. Signed steps keep their people. Answers the id to go on after.
 */
export const restaffApprovals = command(
  'approval.restaff',
  { can: 'approvals:write' },
  async (cx: Cx, { after }: { after: string | undefined }): Promise<string | undefined> => {
    const ids = await listPendingIds(cx, after, BATCH)
    const directory = await loadDirectory(cx)
    const changed: string[] = []
    for (const id of ids) if (await restaffOne(cx, await lockApproval(cx, id), directory)) changed.push(id)
    cx.audit({ kind: 'approval', id: ids.at(-1) ?? after ?? cx.companyId }, { looked: ids.length, changed })
    return ids.length < BATCH ? undefined : ids.at(-1)
  },
)

async function restaffOne(cx: Cx, approval: Approval, directory: Directory): Promise<boolean> {
  if (approval.status !== 'pending') return false
  const rules = approval.policy ? await loadRules(cx, approval.policy) : withoutPolicy(approval.subject)
  const staffing = restaff(approval.staffing, staffRoute(rules, approval.subject, directory), standingOf(approval))
  if (isDeepStrictEqual(staffing, approval.staffing)) return false
  const standing = tally(staffing, answersOf(approval))
  // With fewer people asked for, signatures given already never turn into an approval by themselves.
  if (standing.status !== 'pending') return false
  await moveApproval(cx, approval, 'pending', staffing)
  await putAssignees(cx, approval.id, standing)
  return true
}

async function restaffAll(call: Call): Promise<void> {
  let after: string | undefined
  do after = await restaffApprovals(call, { after })
  while (after !== undefined)
}

export const restaffJob = defineJob('approvals.restaff', z.object({}), {}, restaffAll)

const CAUSES: ReadonlySet<string> = new Set(['member.added', 'member.updated', 'dimensionValue.updated'])

/** Hears of people who come, go or change, and has the company's pending requests looked at once for all of it. */
export const restaffWhenPeopleChange: EventListener = async (events, sink) => {
  const companies = new Set(events.filter(({ type }) => CAUSES.has(type)).map(({ companyId }) => companyId))
  for (const companyId of companies) sink.enqueue(companyId, restaffJob, {})
}
