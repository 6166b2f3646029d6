import { addMember } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Role } from '#src/platform/actor.ts'
import { command, enterNewCompany } from '#src/platform/command/index.ts'
import { findInvitation, insertInvitation, markAccepted } from './invitation.store.ts'
import { findPersonRow } from './person.store.ts'
import { hashToken, newToken } from './token.ts'

const VALID_DAYS = 14

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly expiresAt: Date
}

/** Invites somebody by e-mail address. The token is shown once and works once, for that address only. */
export const invite = command(
  'invitation.create',
  { can: 'members:manage' },
  async (cx, input: { email: string; roles: readonly Role[] }): Promise<{ invitation: Invitation; token: string }> => {
    const token = newToken('inv_')
    const invitation: Invitation = {
      id: newId('invitation'),
      email: input.email.trim().toLowerCase(),
      roles: input.roles,
      expiresAt: new Date(cx.now.getTime() + VALID_DAYS * 86_400_000),
    }
    await insertInvitation(cx, invitation, hashToken(token))
    cx.audit({ kind: 'invitation', id: invitation.id }, { email: invitation.email, roles: invitation.roles })
    return { invitation, token }
  },
)

/** Accepts an invitation as the logged-in person whose address it names; the person becomes a member. */
export const acceptInvitation = command(
  'invitation.accept',
  { can: null },
  async (cx, token: string): Promise<{ companyId: string }> => {
    const { personId } = cx.actor
    const person = personId ? await findPersonRow(cx, { id: personId }) : undefined
    if (!person) fail('person_required', "Log in as the invited person, or use that person's key.")
    const found = await findInvitation(cx, hashToken(token))
    if (!found || found.email !== person.email || found.acceptedAt || found.expiresAt <= cx.now) {
      fail('invitation_unusable', 'The invitation is used, has expired, or is for another address; ask for a new one.')
    }
    const inside = await enterNewCompany(cx, found.companyId, cx.timeZone)
    await markAccepted(inside, found.id)
    await addMember(inside, { personId: person.id, roles: found.roles })
    cx.audit({ kind: 'invitation', id: found.id }, { companyId: found.companyId })
    return { companyId: found.companyId }
  },
)
