import type { Actor } from '#src/platform/actor.ts'
import type { EnteredBy } from '../receipt.ts'

/** The actor as somebody who entered or coded something; a credential of nobody is a person of its own. */
export const enteredBy = ({ id, personId }: Pick<Actor, 'id' | 'personId'>): EnteredBy => ({
  personId,
  credentialId: id === personId ? null : id,
})

/** Everybody once. */
export function withEntry(before: readonly EnteredBy[], actor: Pick<Actor, 'id' | 'personId'>): readonly EnteredBy[] {
  const { personId, credentialId } = enteredBy(actor)
  const isKnown = before.some((one) => one.personId === personId && one.credentialId === credentialId)
  return isKnown ? before : [...before, { personId, credentialId }]
}
