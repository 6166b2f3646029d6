import { fail } from '#src/kernel/problem.ts'
import type { Actor } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { forgetCredentials } from './credential-cache.ts'
import { type Person, SESSION_HOURS } from './identity.ts'
import { isPassword } from './password.ts'
import { endSessionRow, findPasswordHash, insertSession } from './person.store.ts'
import { hashToken, newToken } from './token.ts'

export interface LogIn {
  readonly email: string
  readonly password: string
}

export interface LoggedIn {
  readonly person: Person
  /** For the cookie; kept nowhere else. */
  readonly token: string
  readonly expiresAt: Date
}

/** Opens a session. A wrong e-mail and a wrong password answer the same, in the same time. */
export async function logIn(call: Call, { email, password }: LogIn): Promise<LoggedIn> {
  const found = await findPasswordHash(call.platform.db.app, email.trim().toLowerCase())
  const isRight = await isPassword(password, found?.hash ?? null)
  if (!found || !isRight) fail('login_failed', 'Check the e-mail address and the password.')
  const { person } = found
  const actor: Actor = {
    kind: 'person',
    id: person.id,
    personId: person.id,
    name: person.name,
    roles: [],
    scopes: new Set(),
  }
  return openSession({ ...call, actor, companyId: '' }, person)
}

const openSession = command('session.open', { can: null }, async (cx, person: Person): Promise<LoggedIn> => {
  const token = newToken('')
  const expiresAt = new Date(cx.now.getTime() + SESSION_HOURS * 3_600_000)
  await insertSession(cx, { tokenHash: hashToken(token), personId: person.id, csrfToken: newToken(''), expiresAt })
  cx.audit({ kind: 'person', id: person.id }, { expiresAt })
  return { person, token, expiresAt }
})

const endSession = command('session.end', { can: null }, async (cx, tokenHash: string): Promise<void> => {
  await endSessionRow(cx, tokenHash)
  cx.audit({ kind: 'person', id: cx.actor.id })
})

export async function logOut(call: Call, token: string): Promise<void> {
  await endSession(call, hashToken(token))
  forgetCredentials(call.platform)
}
