import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'

/** A dated grant to take another's places. Days are inclusive, in the company's zone. */
export interface Delegation {
  readonly id: string
  readonly from: { readonly memberId: string; readonly personId: string }
  readonly to: { readonly memberId: string; readonly personId: string }
  readonly startsOn: string
  readonly endsOn: string
  readonly reason: string | null
  readonly grantedBy: string
  readonly version: number
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

interface DelegationRow {
  id: string
  from_member_id: string
  from_person_id: string
  to_member_id: string
  to_person_id: string
  starts_on: string
  ends_on: string
  reason: string | null
  granted_by: string
  version: number
  created_at: Date
  revoked_at: Date | null
}

const toDelegation = (row: DelegationRow): Delegation => ({
  id: row.id,
  from: { memberId: row.from_member_id, personId: row.from_person_id },
  to: { memberId: row.to_member_id, personId: row.to_person_id },
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  reason: row.reason,
  grantedBy: row.granted_by,
  version: row.version,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
})

/** People who have delegated to this person today, the longest-standing grant first. */
export async function delegatorsOf(cx: Cx, personId: string): Promise<string[]> {
  const rows = await cx.sql<{ from_person_id: string }>(
    `select from_person_id from approval_delegations where company_id = $1 and to_person_id = $2
       and revoked_at is null and $3::date between starts_on and ends_on order by id`,
    [cx.companyId, personId, cx.today],
  )
  return rows.map(({ from_person_id }) => from_person_id)
}

export async function insertDelegation(
  cx: Cx,
  { id, from, to, startsOn, endsOn, reason }: Pick<Delegation, 'id' | 'from' | 'to' | 'startsOn' | 'endsOn' | 'reason'>,
): Promise<void> {
  await cx.sql(
    `insert into approval_delegations (company_id, id, from_member_id, from_person_id, to_member_id, to_person_id,
       starts_on, ends_on, reason, granted_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      cx.companyId,
      id,
      from.memberId,
      from.personId,
      to.memberId,
      to.personId,
      startsOn,
      endsOn,
      reason,
      cx.actor.name,
      cx.now,
    ],
  )
}

export async function loadDelegation(cx: Cx, delegationId: string): Promise<Delegation> {
  const rows = await cx.sql<DelegationRow>('select * from approval_delegations where company_id = $1 and id = $2', [
    cx.companyId,
    delegationId,
  ])
  return rows[0] ? toDelegation(rows[0]) : fail('not_found', 'There is no such delegation.')
}

export async function listDelegationRows(cx: Cx, after: string | undefined, limit: number): Promise<Delegation[]> {
  const rows = await cx.sql<DelegationRow>(
    'select * from approval_delegations where company_id = $1 and id > $2 order by id limit $3',
    [cx.companyId, after ?? '', limit],
  )
  return rows.map(toDelegation)
}

export async function markRevoked(cx: Cx, delegationId: string): Promise<void> {
  const rows = await cx.sql(
    `update approval_delegations set revoked_at = $3, version = version + 1
     where company_id = $1 and id = $2 and revoked_at is null returning id`,
    [cx.companyId, delegationId, cx.now],
  )
  if (rows.length === 0) fail('delegation_revoked', 'The delegation is revoked already.')
}
