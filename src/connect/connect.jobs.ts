import { z } from 'zod'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { defineSchedule } from '#src/platform/jobs/schedule.ts'
import { resumeConnection } from './connections/resume-connection.ts'
import { planOperations } from './operations/plan-operations.ts'
import { pushOperation } from './operations/push-operation.ts'
import { pullInto } from './runs/pull-into.ts'
import { bookPulledPayment } from './runs/settle-pulled-payment.ts'
import { sweepOperations, sweepPulls } from './sweep.ts'

/** An event means that records have to go out. */
export const planWrites = defineJob(
  'connect.plan',
  z.object({ event: z.string(), subjectId: z.string() }),
  {},
  (call, payload) => planOperations(call, payload),
)

/** Long enough for every call of a push to time out once. */
const PUSH_TIMEOUT_MS = 4 * 60_000

export const pushRecord = defineJob(
  'connect.push',
  z.object({ operationId: z.string() }),
  { timeoutMs: PUSH_TIMEOUT_MS },
  (call, { operationId }) => pushOperation(call, operationId),
)

const PULL_TIMEOUT_MS = 10 * 60_000

export const pullRecords = defineJob(
  'connect.pull',
  z.object({ runId: z.string() }),
  { timeoutMs: PULL_TIMEOUT_MS, attempts: 3 },
  (call, { runId }) => pullInto(call, runId),
)

/** A payment came in or was deleted at the vendor: the books follow where it is sure what it pays. */
export const settlePulled = defineJob(
  'connect.settle',
  z.object({ paymentId: z.string() }),
  {},
  (call, { paymentId }) => bookPulledPayment(call, paymentId),
)

/** A connection became active: read the vendor's codes, then let wait what waited. */
export const wakeConnection = defineJob(
  'connect.wake',
  z.object({ connectionId: z.string() }),
  { timeoutMs: PUSH_TIMEOUT_MS },
  (call, { connectionId }) => resumeConnection(call, connectionId),
)

const nothing = z.object({})

const sweepDue = defineJob('connect.sweep', nothing, { attempts: 1 }, (call) => sweepOperations(call))
const pollAll = defineJob('connect.poll', nothing, { attempts: 1 }, (call) => sweepPulls(call))

defineSchedule('connect-sweep', { everyMs: 60_000 }, sweepDue, {})
/** Webhooks get lost; a poll finds what they did not tell. */
defineSchedule('connect-poll', { everyMs: 15 * 60_000 }, pollAll, {})
