import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import {
  type Delegation,
  insertDelegation,
  listDelegationRows,
  loadDelegation,
  markRevoked,
} from './delegation.store.ts'
import { loadDirectory } from './directory.ts'
import type { Directory } from './model/approvers.ts'

export interface GrantDelegation {
  /** Member whose places are given; the caller when left out. */
  readonly from?: string | undefined
  readonly to: string
  readonly startsOn: string
  readonly endsOn: string
  readonly reason?: string | undefined
}

/** A grant of more than a year is a change of policy, not a holiday. */
const MAX_DAYS = 366

/**
 * Lets another member take one's places for a time. Giving somebody else's places needs approvals:write. The delegate
 * gains no place that the delegator may not take, and passes nothing on. Fails: delegation_invalid, scope_missing.
 */
export const grantDelegation = command(
  'approval.delegate',
  { can: 'approvals:decide' },
  async (cx: Cx, input: GrantDelegation): Promise<Delegation> => {
    const directory = await loadDirectory(cx)
    const from = memberOf(directory, '/from', input.from, cx.actor.personId)
    const to = memberOf(directory, '/to', input.to, null)
    demandOwn(cx, from.personId)
    if (from.personId === to.personId) refuse('/to', 'Nobody delegates to himself.')
    const days = (Date.parse(input.endsOn) - Date.parse(input.startsOn)) / 86_400_000 + 1
    if (days < 1 || days > MAX_DAYS) refuse('/endsOn', `A delegation lasts 1 to ${MAX_DAYS} days.`)
    if (input.endsOn < cx.today) refuse('/endsOn', 'The delegation would be over already.')
    const id = newId('delegation')
    const { startsOn, endsOn, reason = null } = input
    await insertDelegation(cx, { id, from, to, startsOn, endsOn, reason })
    cx.audit({ kind: 'delegation', id }, { from: from.memberId, to: to.memberId, startsOn, endsOn, reason })
    return loadDelegation(cx, id)
  },
)

/** Ends a delegation now; signatures given under it stay. */
export const revokeDelegation = command(
  'approval.revokeDelegation',
  { can: 'approvals:decide' },
  async (cx: Cx, { delegationId }: { delegationId: string }): Promise<void> => {
    const delegation = await loadDelegation(cx, delegationId)
    demandOwn(cx, delegation.from.personId)
    await markRevoked(cx, delegationId)
    cx.audit({ kind: 'delegation', id: delegationId }, { from: delegation.from, to: delegation.to })
  },
)

export const listDelegations = query(
  'approval.listDelegations',
  { can: 'approvals:read' },
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listDelegationRows(cx, after, limit),
)

function demandOwn(cx: Cx, personId: string): void {
  if (personId === cx.actor.personId || cx.actor.scopes.has('approvals:write')) return
  const scope = 'approvals:write'
  fail('scope_missing', `The credential needs the scope ${scope} for the places of another member.`, {
    members: { scope },
  })
}

function memberOf(directory: Directory, pointer: string, memberId: string | undefined, personId: string | null) {
  const found = directory.members.find((one) => (memberId ? one.memberId === memberId : one.personId === personId))
  return found ?? refuse(pointer, 'Name a member of this company.')
}

function refuse(pointer: string, message: string): never {
  fail('delegation_invalid', message, { errors: [{ pointer, code: 'delegation_invalid', message }] })
}
