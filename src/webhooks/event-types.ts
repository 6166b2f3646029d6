import { fail } from '#src/kernel/problem.ts'
import { eventKinds } from '#src/platform/events.ts'
import { hears } from './webhook.ts'

/** The types that a filter of types and "noun.*" patterns means; an empty filter means all. Problem: event_type_unknown. */
export function demandEventTypes(filter: readonly string[]): string[] {
  const known = [...eventKinds().keys()]
  const unknown = filter.filter((one) => !known.some((type) => hears([one], type)))
  if (unknown.length > 0) {
    fail(
      'event_type_unknown',
      `There is no event type ${unknown.join(', ')}; the API document lists them as webhooks.`,
      {
        errors: unknown.map((one) => ({
          pointer: `/eventTypes/${filter.indexOf(one)}`,
          code: 'event_type_unknown',
          message: `${one} is no event type`,
        })),
      },
    )
  }
  return known.filter((type) => hears(filter, type))
}
