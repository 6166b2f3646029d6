import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { bindStream } from '#src/platform/http/bind-stream.ts'
import * as contract from './event.contract.ts'
import { getEvent, listEvents } from './read-events.ts'
import { streamEvents } from './stream-events.ts'

const typesOf = (text: string | undefined): string[] => (text ?? '').split(',').filter((type) => type !== '')
const sequenceOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined

export const eventRoutes: readonly Route[] = [
  bind(contract.listEventsOp, {
    call: async (call, { query: { after, cursor, limit, types } }) => {
      const rows = await listEvents(call, { after: cursor ?? after ?? 0, limit: limit + 1, types: typesOf(types) })
      const data = rows.slice(0, limit)
      return { data, nextCursor: rows.length > limit ? String(data.at(-1)?.sequence) : null }
    },
    answer: ok,
  }),
  // Before the event by id, whose path would take "stream" for one.
  bindStream(contract.streamEventsOp, (call, { query, lastEventId }, signal) =>
    streamEvents(call, { after: sequenceOf(lastEventId) ?? query.after, types: typesOf(query.types) }, signal),
  ),
  bind(contract.getEventOp, { call: (call, { params }) => getEvent(call, params.eventId), answer: ok }),
]
