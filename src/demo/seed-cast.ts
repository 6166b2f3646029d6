import { randomBytes } from 'node:crypto'
import { addCompanyToGroup, addMember, createCompany, createGroup, scopesOfRoles } from '#src/companies/index.ts'
import { createMyKey, type Person, registerPerson } from '#src/identity/index.ts'
import { newId } from '#src/kernel/id.ts'
import { type Actor, type Role, systemActor } from '#src/platform/actor.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { ALL_SCOPES } from '#src/platform/scopes.ts'
import { type CastKey, COMPANY, GROUP, PEOPLE, SISTER } from './cast.ts'
import type { DemoFacts } from './demo-facts.ts'

interface Player {
  readonly key: CastKey
  readonly person: Person
  readonly password: string
  readonly role: Role
}

/** Registers the cast, makes two companies in a group, and a key for each person. */
export async function seedCast(
  platform: Platform,
  url: string,
): Promise<Omit<DemoFacts, 'isFilled' | 'receiverUrl' | 'sandboxes'>> {
  const players: Player[] = []
  for (const { key, name, email, roles } of PEOPLE) {
    const password = randomBytes(12).toString('base64url')
    const person = await registerPerson(callOf(platform, systemActor('demo')), { email, name, password })
    players.push({ key, person, password, role: roles[0] })
  }
  const owner = players[0]?.person
  if (!owner) throw new Error('the cast has no owner')
  const companyId = await seedCompany(platform, owner, players, COMPANY)
  const sisterId = await seedCompany(platform, owner, players, SISTER)
  const mine = callOf(platform, actorOf(owner, ['owner']))
  const group = await createGroup(mine, GROUP)
  for (const id of [companyId, sisterId]) await addCompanyToGroup(mine, { groupId: group.id, companyId: id })
  const keys = await Promise.all(players.map(async (player) => [player.key, await keyOf(platform, player)] as const))
  return {
    url,
    companyId,
    groupId: group.id,
    users: players.map(({ person, password, role }) => ({ email: person.email, password, role, name: person.name })),
    apiKeys: Object.fromEntries(keys) as Record<CastKey, string>,
  }
}

async function seedCompany(
  platform: Platform,
  owner: Person,
  players: readonly Player[],
  facts: typeof COMPANY,
): Promise<string> {
  const actor = actorOf(owner, ['owner'])
  const company = await createCompany(callOf(platform, actor), facts)
  const inside = callOf(platform, actor, company.id)
  for (const { person, role } of players.slice(1)) await addMember(inside, { personId: person.id, roles: [role] })
  return company.id
}

async function keyOf(platform: Platform, { person }: Player): Promise<string> {
  const call = callOf(platform, { ...actorOf(person, ['owner']), roles: [] })
  const { token } = await createMyKey(call, { name: 'demo', mode: 'live', scopes: ALL_SCOPES })
  return token
}

const actorOf = (person: Person, roles: readonly Role[]): Actor => ({
  kind: 'person',
  id: person.id,
  personId: person.id,
  name: person.name,
  roles,
  scopes: scopesOfRoles(roles),
})

const callOf = (platform: Platform, actor: Actor, companyId = ''): Call => ({
  platform,
  actor,
  companyId,
  timeZone: 'Europe/Oslo',
  requestId: newId('request'),
  dryRun: false,
})
