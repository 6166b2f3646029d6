import { addMember, type CreateCompany, createCompany, scopesOfRoles } from '#src/companies/index.ts'
import { createMyKey, registerPerson } from '#src/identity/index.ts'
import { newId } from '#src/kernel/id.ts'
import { type Actor, type Role, systemActor } from '#src/platform/actor.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { ALL_SCOPES, type Scope } from '#src/platform/scopes.ts'

export const PASSWORD = 'correct horse battery staple'

export const systemCall = (platform: Platform, companyId = '', timeZone = 'Europe/Oslo'): Call => ({
  platform,
  actor: systemActor('test'),
  companyId,
  timeZone,
  requestId: newId('request'),
  dryRun: false,
})

export interface TestPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  /** A call of this person in a company, with the scopes of the roles. */
  call(companyId: string, roles: readonly Role[], options?: Partial<Call>): Call
}

let people = 0

/** A new person; the password is PASSWORD. */
export async function newPerson(platform: Platform, name = 'Kari Nordmann'): Promise<TestPerson> {
  people += 1
  const email = `person${people}.${newId('person').slice(-8)}@bilag.example`
  const person = await registerPerson(systemCall(platform), { email, name, password: PASSWORD })
  return {
    ...person,
    call: (companyId, roles, options = {}) => ({
      ...systemCall(platform, companyId),
      actor: personActor(person, roles),
      ...options,
    }),
  }
}

const personActor = (person: { id: string; name: string }, roles: readonly Role[]): Actor => ({
  kind: 'person',
  id: person.id,
  personId: person.id,
  name: person.name,
  roles,
  scopes: scopesOfRoles(roles),
})

export interface TestCompany {
  readonly id: string
  readonly owner: TestPerson
  /** A call of the owner in this company; options are spread over it. */
  call(options?: Partial<Call>): Call
  /** A further member with these roles and a call of theirs. */
  member(roles: readonly Role[], name?: string): Promise<{ person: TestPerson; call: Call }>
  /** A person's API key for HTTP tests; all scopes unless named. */
  key(person?: TestPerson, scopes?: readonly Scope[]): Promise<string>
}

/** A company of its own for a test: books opened, an owner, and helpers to act in it. */
export async function newCompany(platform: Platform, facts: Partial<CreateCompany> = {}): Promise<TestCompany> {
  const owner = await newPerson(platform, 'Ola Eier')
  const outside: Call = { ...owner.call('', ['owner']), timeZone: 'UTC' }
  const company = await createCompany(outside, { name: 'Fjordkaffe AS', country: 'NO', baseCurrency: 'NOK', ...facts })
  const call = (options: Partial<Call> = {}): Call =>
    owner.call(company.id, ['owner'], { timeZone: company.timeZone, ...options })
  return {
    id: company.id,
    owner,
    call,
    async member(roles, name = 'Mia Medlem') {
      const person = await newPerson(platform, name)
      await addMember(call(), { personId: person.id, roles })
      return { person, call: person.call(company.id, roles, { timeZone: company.timeZone }) }
    },
    async key(person = owner, scopes = ALL_SCOPES) {
      const mine = { ...person.call('', []), actor: { ...personActor(person, ['owner']) } }
      const { token } = await createMyKey(mine, { name: 'test', mode: 'test', scopes })
      return token
    },
  }
}
