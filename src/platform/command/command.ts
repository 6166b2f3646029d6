import { fail } from '#src/kernel/problem.ts'
import type { Call, Cx, RenderedAnswer } from '../cx.ts'
import { inReading } from '../db/transaction.ts'
import type { Scope } from '../scopes.ts'
import { authorise } from './authorise.ts'
import { nameCommand } from './command-names.ts'
import { OpenCx, tenantOf } from './open-cx.ts'
import { type Outcome, runTogether } from './run-together.ts'

export interface CommandRules {
  /** The scope that the actor must hold; null = being authenticated is enough. */
  readonly can: Scope | null
  /** Commands that may run this one as a part of themselves without the actor holding its scope. */
  readonly via?: readonly string[]
}

/** Carries a kept answer out of the pipeline to the HTTP layer: the work was done by an earlier call. */
export class ReplayedAnswer extends Error {
  readonly rendered: RenderedAnswer
  constructor(rendered: RenderedAnswer) {
    super('an earlier call with this idempotency key has the answer')
    this.rendered = rendered
  }
}

/** A verb that writes: authorised, in one transaction with its audit entries and its events. */
export type Verb<In, Out> = (call: Call, input: In) => Promise<Out>

/**
 * Makes the verb. Called with a call it opens the transaction; called with the context of a running command it joins
 * that command's transaction (and its idempotency, audit and outbox).
 */
export function command<In, Out>(
  name: string,
  rules: CommandRules,
  run: (cx: Cx, input: In) => Promise<Out>,
): Verb<In, Out> {
  nameCommand(name)
  return async (call, input) => {
    if (call instanceof OpenCx) return joinRunning(call, name, rules, () => run(call, input))
    authorise(call.actor, rules.can)
    const outcomes = await runTogether(name, [{ call, input }], async (cxs, inputs) => {
      const [cx] = cxs
      return cx ? [{ ok: await run(cx, inputs[0] as In) }] : []
    })
    return unwrap(outcomes[0])
  }
}

/** Runs a command inside another one: its own audit entry is still demanded. */
export async function joinRunning<Out>(
  cx: OpenCx,
  name: string,
  { can, via = [] }: CommandRules,
  run: () => Promise<Out>,
): Promise<Out> {
  if (cx.isReadOnly) throw new Error(`${name} writes and cannot run inside a query`)
  const isPart = cx.stack.some((outer) => via.includes(outer))
  if (!isPart) authorise(cx.actor, can)
  const before = cx.audits.length
  cx.stack.push(name)
  try {
    const result = await run()
    if (cx.audits.length === before) throw new Error(`${name} changed something without an audit entry`)
    return result
  } finally {
    cx.stack.pop()
  }
}

export function unwrap<Out>(outcome: Outcome<Out> | undefined): Out {
  if (!outcome) fail('internal_error', 'The command gave no outcome.')
  if (outcome.kind === 'refused') throw outcome.error
  if (outcome.kind === 'replayed') throw new ReplayedAnswer(outcome.rendered)
  return outcome.result
}

/** A verb that reads: authorised, in a read-only transaction in which the tenant is set. */
export function query<In, Out>(
  _name: string,
  { can }: { readonly can: Scope | null },
  run: (cx: Cx, input: In) => Promise<Out>,
): Verb<In, Out> {
  return async (call, input) => {
    if (call instanceof OpenCx) return run(call, input)
    authorise(call.actor, can)
    return inReading(call.platform.db.app, { tenants: [tenantOf(call)] }, (client) =>
      run(new OpenCx(call, client, true), input),
    )
  }
}
