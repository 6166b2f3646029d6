import { fail } from '#src/kernel/problem.ts'
import type { Actor } from '../actor.ts'
import type { Scope } from '../scopes.ts'

/** `null` means that being authenticated is enough (what is mine). */
export function authorise(actor: Actor, can: Scope | null): void {
  if (can === null || actor.scopes.has(can)) return
  fail('scope_missing', `The credential needs the scope ${can} for this.`, { members: { scope: can } })
}
