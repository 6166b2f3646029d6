import type { Scope } from '#src/platform/scopes.ts'
import type { KeyMode } from './token.ts'

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly locale: string
}

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly mode: KeyMode
  readonly hint: string
  readonly scopes: readonly Scope[]
  readonly personId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly version: number
}

export interface Membership {
  readonly companyId: string
  readonly companyName: string
  readonly memberId: string
  readonly roles: readonly string[]
  readonly timeZone: string
}

/** A session of the pages; the token itself lives in the cookie only. */
export interface Session {
  readonly person: Person
  readonly csrfToken: string
  readonly expiresAt: Date
}

export const SESSION_COOKIE = 'bilag_session'
/** A session ends this long after the login. */
export const SESSION_HOURS = 12
