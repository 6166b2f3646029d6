import { newId } from '#src/kernel/id.ts'
import { systemActor } from '#src/platform/actor.ts'
import { startPump } from '#src/platform/outbox/pump.ts'
import type { Platform } from '#src/platform/platform.ts'
import { targetRules } from '../create-endpoint.ts'
import { disableEndpoint } from '../disable-endpoint.ts'
import { type Resolve, resolveByDns } from '../target.ts'
import { type Lease, leaseQueues } from './dispatch.store.ts'
import { Drain, type DrainParts, LEASE_MS } from './drain.ts'
import { createHttpSender } from './http-sender.ts'
import { Slots } from './slots.ts'

/** Requests of one process that are under way at the same time, over all endpoints. */
export const MAX_IN_FLIGHT = 50
/** Endpoints that one process sends to at the same time. */
const MAX_DRAINS = 200
const POLL_MS = 1000

export interface Dispatcher {
  /** Leases what is due and starts to send it. Answers how many endpoints it began with. */
  pass(): Promise<number>
  /** Sends until nothing is due at this moment of the clock. */
  drain(): Promise<void>
  /** Starts nothing new, records what is under way, gives the leases back. */
  close(): Promise<void>
}

/** Sends webhooks. Any number of processes may run one; an endpoint is served by one of them at a time. */
export function createDispatcher(platform: Platform, resolve: Resolve = resolveByDns, onIdle?: () => void): Dispatcher {
  const owner = newId('request')
  const rules = targetRules(platform, resolve)
  const sender = createHttpSender(rules, MAX_IN_FLIGHT)
  const active = new Map<string, Promise<void>>()
  let isStopping = false
  const parts: DrainParts = {
    platform,
    owner,
    sender,
    rules,
    slots: new Slots(MAX_IN_FLIGHT),
    isStopping: () => isStopping,
  }

  const serve = async (lease: Lease): Promise<void> => {
    const { companyId, endpointId } = lease
    try {
      const ending = await new Drain(parts, lease).run()
      if (ending) await disable(platform, lease, ending)
    } catch (error) {
      // The lease runs out, and what was not recorded is sent again.
      platform.log.error({ err: error, companyId, endpointId }, 'sending webhooks was broken off')
    }
  }
  const pass = async (): Promise<number> => {
    const limit = MAX_DRAINS - active.size
    if (isStopping || limit <= 0) return 0
    const now = platform.clock.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const leases = await leaseQueues(platform.db.worker, { owner, now, until, limit })
    for (const lease of leases) {
      const key = `${lease.companyId} ${lease.endpointId}`
      const served = serve(lease).finally(() => {
        active.delete(key)
        onIdle?.()
      })
      active.set(key, served)
    }
    return leases.length
  }
  const settled = async (): Promise<void> => {
    while (active.size > 0) await Promise.all(active.values())
  }
  return {
    pass,
    async drain() {
      while ((await pass()) > 0) await settled()
    },
    async close() {
      isStopping = true
      await settled()
      await sender.close()
    },
  }
}

const disable = (platform: Platform, { companyId, endpointId }: Lease, reason: 'gone' | 'failing'): Promise<void> =>
  disableEndpoint(
    {
      platform,
      actor: systemActor('webhooks'),
      companyId,
      requestId: newId('request'),
      timeZone: 'UTC',
      dryRun: false,
    },
    { endpointId, reason },
  )

export interface Webhooks {
  /** Something may be due. */
  wake(): void
  stop(): Promise<void>
}

/** Sends webhooks for as long as the process lives: woken, and each second. */
export function startWebhooks(platform: Platform): Webhooks {
  const dispatcher = createDispatcher(platform, resolveByDns, () => pump.wake())
  const pump = startPump({
    name: 'webhooks',
    pollMs: POLL_MS,
    log: platform.log,
    pass: async () => {
      await dispatcher.pass()
      return false
    },
  })
  // A test or a replay asked for in this process is due at once; what another process commits is seen by the poll.
  const stopHearing = platform.waker.onWake(() => pump.wake())
  return {
    wake: () => pump.wake(),
    async stop() {
      stopHearing()
      await pump.stop()
      await dispatcher.close()
    },
  }
}
