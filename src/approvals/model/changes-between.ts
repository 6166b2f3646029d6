import type { Subject } from './subject.ts'

export interface Change {
  /** JSON pointer into the subject: "/lines/0/account". */
  readonly field: string
  readonly was: string | null
  readonly becomes: string | null
}

/** What a reader is not told as a change: it is different in every round. */
const OWN_TO_A_ROUND = new Set(['/version', '/contentHash'])

function leaves(value: unknown, pointer: string, into: Map<string, string>): Map<string, string> {
  if (value === null || value === undefined) return into
  if (typeof value !== 'object') return into.set(pointer, String(value))
  for (const [key, part] of Object.entries(value)) leaves(part, `${pointer}/${key}`, into)
  return into
}

/** The fields that differ between two rounds, in the order of the subject. */
export function changesBetween(before: Subject, after: Subject): Change[] {
  const [was, becomes] = [leaves(before, '', new Map()), leaves(after, '', new Map())]
  return [...new Set([...was.keys(), ...becomes.keys()])]
    .filter((field) => !OWN_TO_A_ROUND.has(field) && was.get(field) !== becomes.get(field))
    .map((field) => ({ field, was: was.get(field) ?? null, becomes: becomes.get(field) ?? null }))
}
