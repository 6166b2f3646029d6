import type { Call, Cx } from '../cx.ts'
import type { Platform } from '../platform.ts'
import { authorise } from './authorise.ts'
import { type CommandRules, joinRunning, unwrap, type Verb } from './command.ts'
import { nameCommand } from './command-names.ts'
import { OpenCx, tenantOf } from './open-cx.ts'
import { type Outcome, type PendingCall, runTogether, type Settled } from './run-together.ts'

export interface BatchRules extends CommandRules {
  /** Calls in one transaction at the most. */
  readonly max: number
  /**
   * Transactions of this command at the same time in one process. The calls of a company keep to one of them: they would
   * only wait for each other's rows.
   */
  readonly lanes: number
}

/** Work on many calls at once; a refused one must not have written anything. */
export type RunBatch<In, Out> = (cxs: readonly Cx[], inputs: readonly In[]) => Promise<Settled<Out>[]>

interface Waiting<In, Out> extends PendingCall<In> {
  readonly resolve: (outcome: Outcome<Out>) => void
  readonly reject: (error: unknown) => void
}

/**
 * A command with group commit: calls that arrive while its lanes are busy share the next transaction, and so one
 * flush of the log. Nobody waits on a timer: a lone call runs at once. When a batch fails as a whole, its calls run
 * again one by one, so that a bad one fails alone.
 */
export function batchCommand<In, Out>(name: string, rules: BatchRules, runBatch: RunBatch<In, Out>): Verb<In, Out> {
  nameCommand(name)
  const gatherers = new WeakMap<Platform, Gatherer<In, Out>>()
  const runMany = (cxs: OpenCx[], inputs: In[]): Promise<Settled<Out>[]> => runBatch(cxs, inputs)
  const runOne = async (cx: Cx, input: In): Promise<Out> => {
    const [settled] = await runBatch([cx], [input])
    if (!settled) throw new Error(`${name} gave no result`)
    if ('error' in settled) throw settled.error
    return settled.ok
  }
  const gathererOf = (platform: Platform): Gatherer<In, Out> => {
    const known = gatherers.get(platform)
    if (known) return known
    const made = new Gatherer<In, Out>(rules, (calls) => runTogether(name, calls, runMany))
    gatherers.set(platform, made)
    return made
  }
  return async (call: Call, input: In) => {
    if (call instanceof OpenCx) return joinRunning(call, name, rules, () => runOne(call, input))
    authorise(call.actor, rules.can)
    if (call.dryRun) return unwrap((await runTogether(name, [{ call, input }], runMany))[0])
    return unwrap(await gathererOf(call.platform).add({ call, input }))
  }
}

class Gatherer<In, Out> {
  readonly #lanes: readonly Lane<In, Out>[]

  constructor({ lanes, max }: BatchRules, run: (calls: readonly PendingCall<In>[]) => Promise<Outcome<Out>[]>) {
    this.#lanes = Array.from({ length: lanes }, () => new Lane(max, run))
  }

  add(pending: PendingCall<In>): Promise<Outcome<Out>> {
    const lane = this.#lanes[place(tenantOf(pending.call)) % this.#lanes.length]
    return lane?.add(pending) ?? Promise.reject(new Error('a batch command has no lane'))
  }
}

/** A number that is the same for the same tenant. The end of an id is random. */
function place(tenant: string): number {
  let sum = 0
  for (let at = Math.max(0, tenant.length - 4); at < tenant.length; at += 1) sum = sum * 31 + tenant.charCodeAt(at)
  return sum
}

/** One transaction after the other. */
class Lane<In, Out> {
  readonly #waiting: Waiting<In, Out>[] = []
  readonly #max: number
  readonly #run: (calls: readonly PendingCall<In>[]) => Promise<Outcome<Out>[]>
  #isBusy = false

  constructor(max: number, run: (calls: readonly PendingCall<In>[]) => Promise<Outcome<Out>[]>) {
    this.#max = max
    this.#run = run
  }

  add(pending: PendingCall<In>): Promise<Outcome<Out>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...pending, resolve, reject })
      // Calls that became ready in the same turn of the event loop go together.
      setImmediate(() => this.#start())
    })
  }

  #start(): void {
    if (this.#isBusy || this.#waiting.length === 0) return
    this.#isBusy = true
    const batch = this.#waiting.splice(0, this.#max)
    void this.#runBatch(batch).finally(() => {
      this.#isBusy = false
      this.#start()
    })
  }

  async #runBatch(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outcomes = await this.#run(batch)
      batch.forEach(({ resolve, reject }, place) => {
        const outcome = outcomes[place]
        if (outcome) resolve(outcome)
        else reject(new Error('the batch gave no outcome'))
      })
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const waiting of batch) await this.#runBatch([waiting])
    }
  }
}
