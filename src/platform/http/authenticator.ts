import type { Actor } from '../actor.ts'

export interface Credentials {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  /** The X-CSRF-Token header: needed beside a session cookie on writes. */
  readonly csrfToken: string | undefined
  readonly isWrite: boolean
}

/** Who asks, and in which company: what identity finds out about a request. */
export interface Authenticated {
  readonly actor: Actor
  readonly timeZone: string
  /** What rate limits count by. */
  readonly credentialId: string
}

export interface Authenticator {
  /**
   * The actor behind the credentials in a company ('' = outside companies). Throws the problems unauthenticated,
   * and not_found when the actor has no part in that company: a foreign company answers like a missing one.
   */
  authenticate(credentials: Credentials, companyId: string): Promise<Authenticated>
}
