import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const payload = z.object({
  id: z.string(),
  version: z.int(),
  status: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
  subject: z.object({ kind: z.string(), id: z.string(), version: z.int() }),
})

export const approvalRequested = defineEvent(
  'approval.requested',
  'Something was put up for approval, or put up again after it changed',
  payload.extend({ round: z.int() }),
)
export const approvalDecided = defineEvent(
  'approval.decided',
  'Somebody approved, rejected or forwarded, or a policy approved by itself',
  payload.extend({ decision: z.enum(['approve', 'reject', 'forward', 'automatic']), missing: z.int() }),
)
export const approvalWithdrawn = defineEvent('approval.withdrawn', 'A request for approval was withdrawn', payload)
export const policyChanged = defineEvent(
  'approvalPolicy.changed',
  'An approval policy was created or changed, or has a new version',
  z.object({ id: z.string(), version: z.int() }),
)
