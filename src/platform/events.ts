import type { z } from 'zod'

/**
 * What a room may tell others: `noun.pastTense`, a schema version and the payload's schema. Payloads are thin: ids,
 * versions and what a listener needs to decide whether to read more.
 */
export interface EventKind<T> {
  readonly type: string
  readonly schemaVersion: number
  readonly schema: z.ZodType<T>
  readonly summary: string
}

const KINDS = new Map<string, EventKind<unknown>>()

export function defineEvent<T>(type: string, summary: string, schema: z.ZodType<T>, schemaVersion = 1): EventKind<T> {
  if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(type)) throw new Error(`${type} is no event type`)
  if (KINDS.has(type)) throw new Error(`event ${type} is defined twice`)
  const kind: EventKind<T> = { type, schemaVersion, schema, summary }
  KINDS.set(type, kind as EventKind<unknown>)
  return kind
}

export const eventKinds = (): ReadonlyMap<string, EventKind<unknown>> => KINDS
