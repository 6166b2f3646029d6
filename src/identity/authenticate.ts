import { scopesOfRoles } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Actor, Role } from '#src/platform/actor.ts'
import type { Authenticated, Authenticator, Credentials } from '#src/platform/http/authenticator.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Scope } from '#src/platform/scopes.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'
import { findKey, type KnownKey } from './api-key.store.ts'
import { remembered } from './credential-cache.ts'
import { type Membership, SESSION_COOKIE, type Session } from './identity.ts'
import { findCompanyZone, findMemberships, findSession } from './person.store.ts'
import { hashToken, isApiKeyToken } from './token.ts'

/** Finds who is behind an API key or a session cookie, and what they may do in the company. */
export const createAuthenticator = (platform: Platform): Authenticator => ({
  authenticate: (credentials, companyId) =>
    credentials.authorization === undefined
      ? bySession(platform, credentials, companyId)
      : byKey(platform, credentials.authorization, companyId),
})

async function byKey(platform: Platform, authorization: string, companyId: string): Promise<Authenticated> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
  if (!token || !isApiKeyToken(token)) fail('unauthenticated', 'Send "Authorization: Bearer" with an API key.')
  const hash = hashToken(token)
  const key = await remembered(platform, `key ${hash}`, () => findKey(platform.db.app, hash))
  if (!key || key.revokedAt) fail('unauthenticated', 'The API key is unknown or revoked.')
  if (key.expiresAt && key.expiresAt <= platform.clock.now()) fail('unauthenticated', 'The API key has expired.')
  const credentialId = key.id
  if (!key.personId) return { ...(await companysKey(platform, key, companyId)), credentialId }
  const part = await partIn(platform, key.personId, companyId)
  const actor: Actor = {
    kind: 'apiKey',
    id: key.id,
    personId: key.personId,
    name: `${key.personName} (${key.name})`,
    roles: part.roles,
    scopes: intersect(key, part.scopes),
  }
  return { actor, timeZone: part.timeZone, credentialId }
}

/** A company's own key acts in that company only; elsewhere there is nothing for it. */
async function companysKey(
  platform: Platform,
  key: KnownKey,
  companyId: string,
): Promise<Omit<Authenticated, 'credentialId'>> {
  if (companyId !== '' && companyId !== key.ownerId) fail('not_found', 'There is no such company.')
  const zone = await remembered(platform, `zone ${key.ownerId}`, () => findCompanyZone(platform.db.app, key.ownerId))
  const actor: Actor = {
    kind: 'apiKey',
    id: key.id,
    personId: null,
    name: key.name,
    roles: [],
    scopes: new Set(key.scopes),
  }
  return { actor, timeZone: zone ?? 'UTC' }
}

async function bySession(platform: Platform, credentials: Credentials, companyId: string): Promise<Authenticated> {
  const session = await sessionOf(platform, credentials.cookie)
  if (!session) fail('unauthenticated', 'Send "Authorization: Bearer" with an API key, or log in.')
  if (credentials.isWrite && credentials.csrfToken !== session.csrfToken) {
    fail('csrf_invalid', 'A write with a session cookie needs the X-CSRF-Token of that session.')
  }
  return personIn(platform, session, companyId)
}

/** The logged-in person as an actor in the company ('' = outside companies). */
export async function personIn(platform: Platform, session: Session, companyId: string): Promise<Authenticated> {
  const { person } = session
  const part = await partIn(platform, person.id, companyId)
  const { roles, scopes, timeZone } = part
  const actor: Actor = { kind: 'person', id: person.id, personId: person.id, name: person.name, roles, scopes }
  return { actor, timeZone, credentialId: person.id }
}

/** The living session behind a Cookie header. */
export async function sessionOf(platform: Platform, cookie: string | undefined): Promise<Session | undefined> {
  const token = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{20,100})`).exec(cookie ?? '')?.[1]
  if (!token) return undefined
  const hash = hashToken(token)
  const session = await remembered(platform, `session ${hash}`, () => findSession(platform.db.app, hash))
  return session && session.expiresAt > platform.clock.now() ? session : undefined
}

interface Part {
  readonly roles: readonly Role[]
  readonly scopes: ReadonlySet<Scope>
  readonly timeZone: string
}

async function partIn(platform: Platform, personId: string, companyId: string): Promise<Part> {
  if (companyId === '') return { roles: [], scopes: new Set(ALL_SCOPES), timeZone: 'UTC' }
  const memberships = await remembered(platform, `member ${personId}`, () => membershipsOf(platform, personId))
  const membership = memberships.get(companyId) ?? (await justJoined(platform, personId, companyId))
  const roles = membership.roles as Role[]
  return { roles, scopes: scopesOfRoles(roles), timeZone: membership.timeZone }
}

/** A company made a moment ago, perhaps by another process, is looked up past the cache before it counts as missing. */
async function justJoined(platform: Platform, personId: string, companyId: string) {
  const memberships = await membershipsOf(platform, personId)
  return memberships.get(companyId) ?? fail('not_found', 'There is no such company.')
}

const membershipsOf = async (platform: Platform, personId: string): Promise<ReadonlyMap<string, Membership>> => {
  const memberships = await findMemberships(platform.db.app, personId)
  return new Map(memberships.map((one) => [one.companyId, one]))
}

/** What a key may do under the scopes of its holder's roles: made once for a key that was looked up. */
const intersections = new WeakMap<KnownKey, Map<ReadonlySet<Scope>, ReadonlySet<Scope>>>()

function intersect(key: KnownKey, allowed: ReadonlySet<Scope>): ReadonlySet<Scope> {
  const known = intersections.get(key) ?? new Map<ReadonlySet<Scope>, ReadonlySet<Scope>>()
  intersections.set(key, known)
  const scopes = known.get(allowed) ?? new Set(key.scopes.filter((scope) => allowed.has(scope)))
  known.set(allowed, scopes)
  return scopes
}
