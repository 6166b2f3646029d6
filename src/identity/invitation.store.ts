import { fail } from '#src/kernel/problem.ts'
import type { Role } from '#src/platform/actor.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Invitation } from './invitations.ts'

export async function insertInvitation(cx: Cx, invitation: Invitation, tokenHash: string): Promise<void> {
  await cx.sql(
    `insert into invitations (company_id, id, email, roles, token_hash, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      cx.companyId,
      invitation.id,
      invitation.email,
      invitation.roles,
      tokenHash,
      cx.actor.id,
      cx.now,
      invitation.expiresAt,
    ],
  )
}

interface FoundRow {
  company_id: string
  id: string
  email: string
  roles: Role[]
  expires_at: Date
  accepted_at: Date | null
}

export async function findInvitation(cx: Cx, tokenHash: string) {
  const [row] = await cx.sql<FoundRow>('select * from app.find_invitation($1)', [tokenHash])
  return (
    row && {
      companyId: row.company_id,
      id: row.id,
      email: row.email,
      roles: row.roles,
      expiresAt: row.expires_at,
      acceptedAt: row.accepted_at,
    }
  )
}

/** Marks it used; of two that race, one finds it used already. */
export async function markAccepted(cx: Cx, invitationId: string): Promise<void> {
  const rows = await cx.sql(
    'update invitations set accepted_at = $3 where company_id = $1 and id = $2 and accepted_at is null returning id',
    [cx.companyId, invitationId, cx.now],
  )
  if (rows.length === 0) fail('invitation_unusable', 'The invitation was used a moment ago.')
}
