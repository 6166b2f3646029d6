import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '#src/platform/platform.ts'
import { secretContext } from '../secret.ts'
import { secretKey } from '../sign.ts'
import { type TargetRules, urlFault } from '../target.ts'
import { FAILING_LIMIT_MS } from '../webhook.ts'
import {
  type DueDelivery,
  dueDeliveries,
  type Lease,
  loadTarget,
  type Position,
  type Result,
  readWakes,
  recordResults,
  releaseLease,
  renewLease,
} from './dispatch.store.ts'
import { type HttpSender, type Sent, TIMEOUT_MS } from './http-sender.ts'
import { isGone, judge } from './judge.ts'
import { Lanes } from './lanes.ts'
import { message } from './message.ts'
import type { Slots } from './slots.ts'

export const LEASE_MS = 60_000
const PAGE = 500
/** Attempts that are made but not recorded yet: what would be sent twice if the process died now. */
const MAX_UNRECORDED = 1000
const GATHER_MS = 5
const GATHER_RESULTS = 100
/** An endpoint that fails gets no more than this at once, so that waiting for it holds up few places. */
const FAILING_IN_FLIGHT = 2
const START: Position = { sequence: -1n, id: '' }

export interface DrainParts {
  readonly platform: Platform
  readonly owner: string
  readonly sender: HttpSender
  readonly rules: TargetRules
  readonly slots: Slots
  readonly isStopping: () => boolean
}

/** Why sending to an endpoint ends for good. */
export type Ending = 'gone' | 'failing' | undefined

interface Aim {
  readonly url: URL
  readonly fault: string | undefined
  readonly keys: readonly Buffer[]
  readonly maxInFlight: number
}

/**
 * Sends what is due for one leased endpoint: pages of deliveries in order, as many at once as the endpoint takes, the
 * deliveries of one object one after the other. Attempts are recorded in batches; an attempt that was sent and not
 * recorded before a crash is sent again under the same webhook-id.
 */
export class Drain {
  readonly #parts: DrainParts
  readonly #lease: Lease
  readonly #lanes = new Lanes<DueDelivery>(({ objectKey }) => objectKey)
  #aim: Aim | undefined
  #results: Result[] = []
  #flushing: Promise<void> | undefined
  #inFlight = 0
  #failingSince: Date | null
  #ending: Ending
  #isLost = false
  #error: unknown
  #leaseEndsMs = performance.now() + LEASE_MS
  #onChange: (() => void) | undefined

  constructor(parts: DrainParts, lease: Lease) {
    this.#parts = parts
    this.#lease = lease
    this.#failingSince = lease.failingSince
  }

  /** Sends until nothing is due and gives the lease back. */
  async run(): Promise<Ending> {
    const { platform, owner } = this.#parts
    const pool = platform.db.worker
    for (let wakes: bigint | undefined = this.#lease.wakes; wakes !== undefined; ) {
      await this.#pass()
      await this.#until(() => this.#inFlight === 0 && this.#lanes.isEmpty && this.#flushing === undefined)
      if (this.#error !== undefined) throw this.#error
      if (this.#isLost) return this.#ending
      const dueAt = this.#parts.isStopping() ? platform.clock.now() : null
      if (await releaseLease(pool, this.#lease, { owner, wakes, dueAt })) return this.#ending
      wakes = await readWakes(pool, this.#lease, owner)
    }
    return this.#ending
  }

  get #isOver(): boolean {
    return this.#isLost || this.#ending !== undefined || this.#error !== undefined || this.#parts.isStopping()
  }

  async #pass(): Promise<void> {
    const { platform } = this.#parts
    this.#lanes.unblock()
    for (let after: Position = START; !this.#isOver; ) {
      const now = platform.clock.now()
      const [target, page] = await Promise.all([
        loadTarget(platform.db.worker, this.#lease, now),
        dueDeliveries(platform.db.worker, this.#lease, after, now, PAGE),
      ])
      if (!target?.isEnabled) return
      const url = new URL(target.url)
      this.#aim = {
        url,
        fault: urlFault(target.url, this.#parts.rules),
        keys: target.sealed.map((sealed) =>
          secretKey(platform.secrets.open(sealed, secretContext(this.#lease.companyId))),
        ),
        maxInFlight: target.maxInFlight,
      }
      for (const delivery of page) this.#lanes.add(delivery)
      this.#go()
      const last = page.at(-1)
      if (!last || page.length < PAGE) return
      after = last
      await this.#until(() => this.#lanes.size < PAGE)
    }
  }

  #go = (): void => {
    while (this.#mayStart() && this.#parts.slots.take(this.#go)) {
      const delivery = this.#lanes.next()
      if (delivery) this.#start(delivery)
      else this.#parts.slots.give()
    }
    if (this.#isOver) this.#lanes.clear()
    this.#onChange?.()
  }

  #mayStart(): boolean {
    if (performance.now() > this.#leaseEndsMs - TIMEOUT_MS) {
      this.#isLost = this.#inFlight === 0 && this.#flushing === undefined
      return false
    }
    const cap = this.#failingSince === null ? (this.#aim?.maxInFlight ?? 0) : FAILING_IN_FLIGHT
    return !this.#isOver && this.#lanes.hasReady && this.#inFlight < cap && this.#results.length < MAX_UNRECORDED
  }

  #start(delivery: DueDelivery): void {
    this.#inFlight += 1
    const startedAt = this.#parts.platform.clock.now()
    const startedMs = performance.now()
    void this.#post(delivery, startedAt).then((sent) => {
      this.#inFlight -= 1
      this.#parts.slots.give()
      this.#finish(delivery, sent, judge(delivery, sent, startedAt, performance.now() - startedMs))
    })
  }

  async #post(delivery: DueDelivery, at: Date): Promise<Sent> {
    if (!this.#aim) throw new Error('there is nothing to aim at')
    const { url, fault, keys } = this.#aim
    if (fault !== undefined)
      return { status: null, error: `webhook_url_refused: ${fault}`, body: null, retryAfter: null }
    const { headers, body } = message(this.#lease.companyId, delivery, keys, at)
    return this.#parts.sender.post(url, headers, body)
  }

  #finish(delivery: DueDelivery, sent: Sent, result: Result): void {
    this.#results.push(result)
    this.#lanes.done(delivery, result.becomes !== 'pending')
    if (isGone(sent)) this.#ending = 'gone'
    this.#parts.platform.metrics.webhookTried(result.becomes, result.durationMs)
    if (this.#flushing === undefined && this.#error === undefined) this.#flushing = this.#flush()
    this.#go()
  }

  async #flush(): Promise<void> {
    try {
      while (this.#results.length > 0 && this.#error === undefined) {
        if (this.#inFlight > 0 && this.#results.length < GATHER_RESULTS) await sleep(GATHER_MS)
        await this.#record(this.#results.splice(0, PAGE))
      }
    } catch (error) {
      this.#error = error
    } finally {
      this.#flushing = undefined
      this.#go()
    }
  }

  async #record(results: readonly Result[]): Promise<void> {
    const { platform, owner } = this.#parts
    const now = platform.clock.now()
    const sentMs = performance.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const hadSuccess = results.some(({ becomes }) => becomes === 'delivered')
    const pool = platform.db.worker
    const [renewed] = await Promise.all([
      renewLease(pool, this.#lease, { owner, now, until, hadSuccess }),
      recordResults(pool, this.#lease, results),
    ])
    if (!renewed) {
      this.#isLost = true
      return
    }
    this.#leaseEndsMs = sentMs + LEASE_MS
    this.#failingSince = renewed.failingSince
    const failsMs = renewed.failingSince === null ? 0 : now.getTime() - renewed.failingSince.getTime()
    if (failsMs > FAILING_LIMIT_MS) this.#ending ??= 'failing'
  }

  /** Waits until the claim holds; looked at whenever something changes. */
  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((settle) => {
        this.#onChange = settle
      })
    }
    this.#onChange = undefined
  }
}
