import type { Call, Cx } from '../cx.ts'
import type { Platform } from '../platform.ts'
import { authorise } from './authorise.ts'
import { type CommandRules, joinRunning, unwrap, type Verb } from './command.ts'
import { OpenCx } from './open-cx.ts'
import { type Outcome, type PendingCall, runTogether, type Settled } from './run-together.ts'

export interface BatchRules extends CommandRules {
  /** Calls in one transaction at the most. */
  readonly max: number
  /** Transactions of this command at the same time in one process. */
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
  readonly #waiting: Waiting<In, Out>[] = []
  readonly #rules: BatchRules
  readonly #run: (calls: readonly PendingCall<In>[]) => Promise<Outcome<Out>[]>
  #busy = 0

  constructor(rules: BatchRules, run: (calls: readonly PendingCall<In>[]) => Promise<Outcome<Out>[]>) {
    this.#rules = rules
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
    if (this.#busy >= this.#rules.lanes || this.#waiting.length === 0) return
    this.#busy += 1
    const batch = this.#waiting.splice(0, this.#rules.max)
    void this.#runBatch(batch).finally(() => {
      this.#busy -= 1
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
