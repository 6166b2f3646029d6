import { z } from 'zod'
import { defineJob } from '#src/platform/jobs/job-kind.ts'
import { defineSchedule } from '#src/platform/jobs/schedule.ts'

/** Longer than a mail server may take to answer. */
const SEND_TIMEOUT_MS = 8 * 60_000

/** The handlers are loaded when a job runs, as what plans a delivery enqueues the job itself. */
export const sendDeliveryJob = defineJob(
  'delivery.send',
  z.object({ deliveryId: z.string() }),
  { timeoutMs: SEND_TIMEOUT_MS },
  async (call, { deliveryId }) => {
    const { sendDelivery } = await import('./send-delivery.ts')
    return sendDelivery(call, deliveryId)
  },
)

export const followDeliveryJob = defineJob(
  'delivery.follow',
  z.object({ deliveryId: z.string() }),
  { timeoutMs: SEND_TIMEOUT_MS },
  async (call, { deliveryId }) => {
    const { followDelivery } = await import('./follow-delivery.ts')
    return followDelivery(call, deliveryId)
  },
)

const sweep = defineJob('delivery.sweep', z.object({}), { attempts: 1 }, async (call) => {
  const { sweepDeliveries } = await import('./sweep-deliveries.ts')
  return sweepDeliveries(call)
})

/** Finds deliveries whose job was lost. */
defineSchedule('delivery-sweep', { everyMs: 5 * 60_000 }, sweep, {})
