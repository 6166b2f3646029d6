import { query } from '#src/platform/command/index.ts'
import { listEventRows, loadEvent, newestSequences } from './event.store.ts'
import { demandEventTypes } from './event-types.ts'

export interface ReadEvents {
  /** Sequence of the last event that the reader has; 0 = from the beginning. */
  readonly after: number
  readonly limit: number
  /** Types or "noun.*"; empty = all. */
  readonly types: readonly string[]
}

/** The company's event log in its order. Problem: event_type_unknown. */
export const listEvents = query('event.list', { can: 'webhooks:read' }, (cx, { after, limit, types }: ReadEvents) =>
  listEventRows(cx, { after, limit, types: types.length === 0 ? null : demandEventTypes(types) }),
)

export const getEvent = query('event.get', { can: 'webhooks:read' }, (cx, eventId: string) => loadEvent(cx, eventId))

/** The sequence of the company's newest event, 0 without one. */
export const newestSequence = query(
  'event.newest',
  { can: 'webhooks:read' },
  async (cx, _input: undefined) => (await newestSequences(cx, [cx.companyId])).get(cx.companyId) ?? 0,
)
