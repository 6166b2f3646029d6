import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import { followDeliveryJob, sendDeliveryJob } from './delivery.jobs.ts'
import { overdueDeliveries } from './delivery.store.ts'
import type { DeliveryStatus } from './delivery.ts'

/** Due for so long without a worker: its job got lost. */
const GRACE_MS = 5 * 60_000
const DELIVERIES_MAX = 500

/** Gives deliveries whose job got lost a new one. Runs outside companies, acts inside each. */
export async function sweepDeliveries(call: Call): Promise<number> {
  const { db, clock } = call.platform
  const overdue = await overdueDeliveries(db.worker, clock.now(), GRACE_MS, DELIVERIES_MAX)
  for (const { companyId, id, status } of overdue) await wakeAgain({ ...call, companyId }, { deliveryId: id, status })
  return overdue.length
}

interface Overdue {
  readonly deliveryId: string
  readonly status: DeliveryStatus
}

const wakeAgain = command('delivery.wake', { can: 'invoices:issue' }, async (cx, { deliveryId, status }: Overdue) => {
  cx.enqueue(status === 'planned' ? sendDeliveryJob : followDeliveryJob, { deliveryId })
  cx.audit({ kind: 'delivery', id: deliveryId })
})
