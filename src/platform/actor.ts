import { ALL_SCOPES, type Scope } from './scopes.ts'

/** The roles that a member of a company can have (API.md, resources, companies). */
export const ROLES = ['owner', 'admin', 'accountant', 'bookkeeper', 'approver', 'employee', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Who acts: written on every audit row, and compared where duties are segregated. */
export interface Actor {
  readonly kind: 'person' | 'apiKey' | 'connection' | 'system'
  /** Id of the person, key or connection; for the system the name of its part. */
  readonly id: string
  /** The person behind the credential, null where there is none (a company's own key, the system). */
  readonly personId: string | null
  readonly name: string
  readonly roles: readonly Role[]
  readonly scopes: ReadonlySet<Scope>
}

/** The system itself: jobs and schedules. It may call every verb, and never counts as an approver. */
export const systemActor = (part: string): Actor => ({
  kind: 'system',
  id: part,
  personId: null,
  name: part,
  roles: [],
  scopes: new Set(ALL_SCOPES),
})

/**
 * Who put something there. `personId` is null for a credential of no person; then the credential is a person of its own
 * and only it is in conflict.
 */
export interface Principal {
  readonly personId: string | null
  readonly credentialId: string | null
}

/** The actor as somebody who put something there. */
export const principalOf = ({ id, personId }: Pick<Actor, 'id' | 'personId'>): Principal => ({
  personId,
  credentialId: id === personId ? null : id,
})

/** One text for "the same somebody": the person where one is known, else the credential. */
export const actorKey = (actor: Actor): string => actor.personId ?? `${actor.kind}:${actor.id}`
