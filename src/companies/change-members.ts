import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Role } from '#src/platform/actor.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { memberAdded, memberUpdated } from './company.events.ts'
import type { Member } from './company.ts'
import { changeMemberRow, insertMember, listMemberRows, loadMember, ownersBeside } from './member.store.ts'

export const listMembers = query(
  'member.list',
  { can: 'companies:read' },
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listMemberRows(cx, after, limit),
)

export const getMember = query('member.get', { can: 'companies:read' }, (cx, memberId: string) =>
  loadMember(cx, memberId),
)

/** Makes a person a member: by the acceptance of an invitation, or when identity provisions people. */
export const addMember = command(
  'member.add',
  { can: 'members:manage', via: ['invitation.accept'] },
  async (cx, { personId, roles }: { personId: string; roles: readonly Role[] }): Promise<Member> => {
    const id = newId('member')
    await insertMember(cx, { id, personId, roles })
    cx.audit({ kind: 'member', id }, { personId, roles })
    cx.emit(memberAdded, { id, version: 1 })
    return loadMember(cx, id)
  },
)

export const changeMemberRoles = command(
  'member.changeRoles',
  { can: 'members:manage' },
  async (cx, { memberId, roles }: { memberId: string; roles: readonly Role[] }): Promise<Member> => {
    const member = await loadMember(cx, memberId)
    demandVersion(cx, member)
    if (!roles.includes('owner')) await demandOtherOwner(cx, member)
    await changeMemberRow(cx, member, roles)
    cx.audit({ kind: 'member', id: member.id }, { before: member.roles, after: roles })
    cx.emit(memberUpdated, { id: member.id, version: member.version + 1 })
    return loadMember(cx, memberId)
  },
)

export const removeMember = command(
  'member.remove',
  { can: 'members:manage' },
  async (cx, memberId: string): Promise<void> => {
    const member = await loadMember(cx, memberId)
    await demandOtherOwner(cx, member)
    await changeMemberRow(cx, member, [])
    cx.audit({ kind: 'member', id: member.id }, { before: member.roles })
    cx.emit(memberUpdated, { id: member.id, version: member.version + 1 })
  },
)

function demandVersion(cx: Cx, member: Member): void {
  if (cx.ifMatch !== undefined && cx.ifMatch !== member.version) {
    fail('version_stale', 'The member has changed since you read it; read it again.')
  }
}

async function demandOtherOwner(cx: Cx, member: Member): Promise<void> {
  if (!member.roles.includes('owner')) return
  if ((await ownersBeside(cx, member.id)) === 0) fail('owner_last', 'Make another member owner first.')
}
