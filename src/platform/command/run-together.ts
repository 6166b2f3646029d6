import type { PoolClient } from 'pg'
import { Problem } from '#src/kernel/problem.ts'
import type { Call, RenderedAnswer } from '../cx.ts'
import { isRetryable, toProblem } from '../db/database-problem.ts'
import { inTransaction } from '../db/transaction.ts'
import { claimKeys, insertAudits, insertOutbox, type KeyState, keepAnswers } from './command.store.ts'
import { OpenCx, tenantOf } from './open-cx.ts'

/** What became of one call: its result and the answer kept for it, a replayed answer, or its refusal. */
export type Outcome<Out> =
  | { readonly kind: 'done'; readonly result: Out; readonly rendered: RenderedAnswer | undefined }
  | { readonly kind: 'replayed'; readonly rendered: RenderedAnswer }
  | { readonly kind: 'refused'; readonly error: unknown }

export type Settled<Out> = { readonly ok: Out } | { readonly error: unknown }

/** Runs the calls' work; a refused call must not have written anything. */
export type RunMany<In, Out> = (cxs: OpenCx[], inputs: In[]) => Promise<Settled<Out>[]>

export interface PendingCall<In> {
  readonly call: Call
  readonly input: In
}

/** Raised to leave a transaction without keeping it, carrying the answer out. */
class Undo<Out> extends Error {
  readonly outcomes: Outcome<Out>[]
  constructor(outcomes: Outcome<Out>[]) {
    super('dry run')
    this.outcomes = outcomes
  }
}

const MAX_TRIES = 4

/**
 * One transaction for one or many calls of the same command: idempotency keys are claimed, the work is run, audit,
 * outbox and answers are written, all or nothing. A dry run does the same and rolls back. Deadlocks and
 * serialization failures run again.
 */
export async function runTogether<In, Out>(
  name: string,
  pending: readonly PendingCall<In>[],
  runMany: RunMany<In, Out>,
): Promise<Outcome<Out>[]> {
  const first = pending[0]
  if (!first) return []
  const { platform } = first.call
  const tenants = [...new Set(pending.map(({ call }) => tenantOf(call)))]
  for (let tries = 1; ; tries++) {
    try {
      const outcomes = await inTransaction(platform.db.app, { tenants }, (client) =>
        runOnce(client, name, pending, runMany),
      )
      platform.waker.wake()
      return outcomes
    } catch (error) {
      if (error instanceof Undo) return error.outcomes as Outcome<Out>[]
      if (tries >= MAX_TRIES || !isRetryable(error)) throw toProblem(error)
    }
  }
}

async function runOnce<In, Out>(
  client: PoolClient,
  name: string,
  pending: readonly PendingCall<In>[],
  runMany: RunMany<In, Out>,
): Promise<Outcome<Out>[]> {
  const outcomes = await claimAll<In, Out>(client, pending)
  const open = pending.flatMap(({ call, input }, place) =>
    outcomes[place] ? [] : [{ place, call, input, cx: new OpenCx(call, client, false) }],
  )
  for (const { cx } of open) cx.stack.push(name)
  const settled =
    open.length > 0
      ? await runMany(
          open.map(({ cx }) => cx),
          open.map(({ input }) => input),
        )
      : []
  const done: { cx: OpenCx; call: Call; rendered: RenderedAnswer | undefined }[] = []
  open.forEach(({ place, call, cx }, index) => {
    const outcome = settled[index] ?? { error: new Error(`${name} gave no result`) }
    if ('error' in outcome) {
      outcomes[place] = { kind: 'refused', error: outcome.error }
      return
    }
    if (cx.audits.length === 0) throw new Error(`${name} changed something without an audit entry`)
    const rendered = call.render?.(outcome.ok)
    outcomes[place] = { kind: 'done', result: outcome.ok, rendered }
    done.push({ cx, call, rendered })
  })
  await writeDown(client, done)
  const answers = outcomes.filter((outcome): outcome is Outcome<Out> => outcome !== undefined)
  if (pending[0]?.call.dryRun) throw new Undo(answers)
  return answers
}

/** Answers what is known before any work: replays, reused keys, keys in flight; undefined = to be run. */
async function claimAll<In, Out>(
  client: PoolClient,
  pending: readonly PendingCall<In>[],
): Promise<(Outcome<Out> | undefined)[]> {
  const outcomes: (Outcome<Out> | undefined)[] = pending.map(() => undefined)
  const keyed = pending.flatMap(({ call }, place) =>
    call.idempotency && !call.dryRun ? [{ place, tenant: tenantOf(call), ...call.idempotency }] : [],
  )
  if (keyed.length === 0) return outcomes
  const states = await claimKeys(client, keyed)
  const seen = new Set<string>()
  keyed.forEach(({ place, tenant, key, requestHash }, index) => {
    const state = states[index]
    const isTwin = seen.has(`${tenant} ${key}`)
    seen.add(`${tenant} ${key}`)
    outcomes[place] = state ? judgeKey(state, requestHash, isTwin) : undefined
  })
  return outcomes
}

function judgeKey<Out>({ isFree, kept }: KeyState, requestHash: string, isTwin: boolean): Outcome<Out> | undefined {
  if (kept && kept.requestHash === requestHash) return { kind: 'replayed', rendered: kept }
  if (kept) {
    const detail = 'This Idempotency-Key was used with another request; send a new key for a new request.'
    return { kind: 'refused', error: new Problem('idempotency_key_reused', detail) }
  }
  if (isFree && !isTwin) return undefined
  const detail = 'A request with this Idempotency-Key is still being handled; ask again in a moment.'
  return { kind: 'refused', error: new Problem('idempotency_in_flight', detail, { retryAfterSeconds: 1 }) }
}

async function writeDown(
  client: PoolClient,
  done: readonly { cx: OpenCx; call: Call; rendered: RenderedAnswer | undefined }[],
): Promise<void> {
  const now = done[0]?.cx.now
  if (!now) return
  const cxs = done.flatMap(({ cx }) => [cx, ...cx.children])
  const answers = done.flatMap(({ call, rendered }) =>
    call.idempotency && !call.dryRun && rendered
      ? [{ tenant: tenantOf(call), key: call.idempotency.key, requestHash: call.idempotency.requestHash, ...rendered }]
      : [],
  )
  const written = [insertAudits(client, cxs), insertOutbox(client, cxs), keepAnswers(client, answers, now)]
  for (const outcome of await Promise.allSettled(written)) if (outcome.status === 'rejected') throw outcome.reason
}
