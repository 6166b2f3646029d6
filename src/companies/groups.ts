import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { addGroupCompany, type Group, groupsOfPerson, insertGroup, removeGroupCompany } from './group.store.ts'

const personOf = (cx: Cx): string =>
  cx.actor.personId ?? fail('person_required', "A group belongs to people; use a person's key.")

/** The groups in which the caller has a part, with the companies of each. */
export const listGroups = query(
  'group.list',
  { can: null },
  async (cx): Promise<Group[]> => (cx.actor.personId ? groupsOfPerson(cx, cx.actor.personId) : []),
)

export const getGroup = query('group.get', { can: null }, (cx, groupId: string) => findGroup(cx, groupId))

async function findGroup(cx: Cx, groupId: string): Promise<Group> {
  const groups = cx.actor.personId ? await groupsOfPerson(cx, cx.actor.personId) : []
  return groups.find(({ id }) => id === groupId) ?? fail('not_found', 'There is no such group.')
}

/** Makes a group; the caller owns it. */
export const createGroup = command(
  'group.create',
  { can: null },
  async (cx, { name }: { name: string }): Promise<Group> => {
    const group = { id: newId('group'), name }
    await insertGroup(cx, group, personOf(cx))
    cx.audit({ kind: 'group', id: group.id }, { name })
    return { ...group, role: 'owner', companyIds: [] }
  },
)

interface GroupCompany {
  readonly groupId: string
  readonly companyId: string
}

/** Puts a company into a group: the caller must own the group and be owner or admin of the company. */
export const addCompanyToGroup = command(
  'group.addCompany',
  { can: null },
  async (cx, input: GroupCompany): Promise<Group> => {
    await demandOwner(cx, input.groupId)
    await addGroupCompany(cx, input.groupId, input.companyId, personOf(cx))
    cx.audit({ kind: 'group', id: input.groupId }, { added: input.companyId })
    return findGroup(cx, input.groupId)
  },
)

export const removeCompanyFromGroup = command(
  'group.removeCompany',
  { can: null },
  async (cx, input: GroupCompany): Promise<void> => {
    await demandOwner(cx, input.groupId)
    await removeGroupCompany(cx, input.groupId, input.companyId)
    cx.audit({ kind: 'group', id: input.groupId }, { removed: input.companyId })
  },
)

async function demandOwner(cx: Cx, groupId: string): Promise<void> {
  const { role } = await findGroup(cx, groupId)
  if (role !== 'owner') fail('scope_missing', 'Only an owner of the group changes which companies it holds.')
}
