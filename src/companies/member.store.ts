import { fail } from '#src/kernel/problem.ts'
import type { Role } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Member } from './company.ts'

interface MemberRow {
  id: string
  person_id: string
  name: string
  email: string
  roles: Role[]
  version: number
  created_at: Date
}

const toMember = (row: MemberRow): Member => ({
  id: row.id,
  personId: row.person_id,
  name: row.name,
  email: row.email,
  roles: row.roles,
  version: row.version,
  createdAt: row.created_at,
})

const MEMBERS = `select m.id, m.person_id, p.name, p.email, m.roles, m.version, m.created_at
  from members m join people p on p.id = m.person_id where m.company_id = $1 and m.removed_at is null`

export async function insertMember(
  cx: Cx,
  member: { id: string; personId: string; roles: readonly Role[] },
): Promise<void> {
  await cx.sql(
    'insert into members (company_id, id, person_id, roles, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
    [cx.companyId, member.id, member.personId, member.roles, cx.now],
  )
}

export async function listMemberRows(cx: Cx, after: string | undefined, limit: number): Promise<Member[]> {
  const rows = await cx.sql<MemberRow>(`${MEMBERS} and m.id > $2 order by m.id limit $3`, [
    cx.companyId,
    after ?? '',
    limit,
  ])
  return rows.map(toMember)
}

export async function loadMember(cx: Cx, memberId: string): Promise<Member> {
  const [row] = await cx.sql<MemberRow>(`${MEMBERS} and m.id = $2`, [cx.companyId, memberId])
  return row ? toMember(row) : fail('not_found', 'There is no such member.')
}

export async function ownersBeside(cx: Cx, memberId: string): Promise<number> {
  // The rows are locked so that two owners cannot remove each other at the same moment.
  const rows = await cx.sql<{ id: string }>(
    `select id from members where company_id = $1 and removed_at is null and 'owner' = any (roles) order by id for update`,
    [cx.companyId],
  )
  return rows.filter(({ id }) => id !== memberId).length
}

/** Sets the roles; none = the person is no member any more. Zero rows mean that somebody was faster. */
export async function changeMemberRow(cx: Cx, member: Member, roles: readonly Role[]): Promise<void> {
  const rows = await cx.sql(
    `update members set roles = case when cardinality($4::text[]) = 0 then roles else $4::text[] end,
       removed_at = case when cardinality($4::text[]) = 0 then $5::timestamptz end, version = version + 1, updated_at = $5
     where company_id = $1 and id = $2 and version = $3 and removed_at is null returning id`,
    [cx.companyId, member.id, member.version, roles, cx.now],
  )
  if (rows.length === 0) fail('version_stale', 'The member has changed since you read it; read it again.')
}
