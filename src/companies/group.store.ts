import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'

export interface Group {
  readonly id: string
  readonly name: string
  readonly role: 'owner' | 'viewer'
  readonly companyIds: readonly string[]
}

interface GroupRow {
  group_id: string
  name: string
  role: 'owner' | 'viewer'
  company_ids: string[]
}

export async function groupsOfPerson(cx: Cx, personId: string): Promise<Group[]> {
  const rows = await cx.sql<GroupRow>('select group_id, name, role, company_ids from app.groups_of($1)', [personId])
  return rows.map((row) => ({ id: row.group_id, name: row.name, role: row.role, companyIds: row.company_ids }))
}

export async function insertGroup(cx: Cx, group: { id: string; name: string }, ownerId: string): Promise<void> {
  await cx.sql('insert into groups (id, name, created_at) values ($1, $2, $3)', [group.id, group.name, cx.now])
  await cx.sql(`insert into group_members (group_id, person_id, role) values ($1, $2, 'owner')`, [group.id, ownerId])
}

/** Adds the company if the person is its owner or admin; a company that is not theirs is not found. */
export async function addGroupCompany(cx: Cx, groupId: string, companyId: string, personId: string): Promise<void> {
  const allowed = await cx.sql(
    `select company_id from app.memberships_of($1) where company_id = $2 and roles && array['owner', 'admin']`,
    [personId, companyId],
  )
  if (allowed.length === 0) fail('not_found', 'There is no such company.')
  await cx.sql(
    'insert into group_companies (group_id, company_id, added_at) values ($1, $2, $3) on conflict do nothing',
    [groupId, companyId, cx.now],
  )
}

export async function removeGroupCompany(cx: Cx, groupId: string, companyId: string): Promise<void> {
  const rows = await cx.sql(
    'delete from group_companies where group_id = $1 and company_id = $2 returning company_id',
    [groupId, companyId],
  )
  if (rows.length === 0) fail('not_found', 'There is no such company in the group.')
}
