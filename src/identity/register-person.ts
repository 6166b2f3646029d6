import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Person } from './identity.ts'
import { hashPassword, MAX_PASSWORD, MIN_PASSWORD } from './password.ts'
import { countPeopleRows, insertPerson } from './person.store.ts'

export interface RegisterPerson {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly locale?: string | undefined
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Registers a person with a password of 12 characters or more. The e-mail address is kept in lower case. */
export const registerPerson = command(
  'person.register',
  { can: null },
  async (cx, input: RegisterPerson): Promise<Person> => {
    const email = input.email.trim().toLowerCase()
    if (!EMAIL.test(email) || email.length > 254)
      fail('email_invalid', 'Write the e-mail address like name@example.com.')
    if (input.password.length < MIN_PASSWORD || input.password.length > MAX_PASSWORD) {
      fail('password_weak', `A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`)
    }
    const person: Person = { id: newId('person'), email, name: input.name.trim(), locale: input.locale ?? 'nb' }
    await insertPerson(cx, person, await hashPassword(input.password))
    cx.audit({ kind: 'person', id: person.id }, { email })
    return person
  },
)

/** How many people the installation knows; 0 = nobody has used it yet. */
export const countPeople = (platform: Platform): Promise<number> => countPeopleRows(platform.db.app)
