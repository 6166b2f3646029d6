import type { EventListener } from '#src/platform/outbox/sequence-events.ts'
import { hearForPlans } from './operations/plan-operations.ts'

/** Hears the event log: what has to go out is planned by a job. Quick, and reads nothing. */
export const connectListener: EventListener = async (events, sink) => hearForPlans(events, sink)
