import type { Cx } from '#src/platform/cx.ts'
import type { Scope } from '#src/platform/scopes.ts'

export interface Decided {
  readonly subjectId: string
  readonly approvalId: string
  /** What the deciding person wrote. */
  readonly note: string | null
}

/** What a room does with its subject when people have decided, in the transaction of the deciding answer. */
export interface SubjectHandler {
  /** What deciding about such a subject needs beside `approvals:decide`. */
  readonly can?: Scope | undefined
  /** A Problem thrown here refuses the decision: nothing is approved that could not be carried out. */
  onApproved(cx: Cx, decided: Decided): Promise<void>
  onRejected(cx: Cx, decided: Decided & { readonly reason: string }): Promise<void>
}

const handlers = new Map<string, SubjectHandler>()

/** Called once per kind by the composition (src/wiring.ts): approvals do not know the rooms that ask for them. */
export function onDecided(kind: string, handler: SubjectHandler): void {
  if (handlers.has(kind)) throw new Error(`the kind ${kind} has a handler already`)
  handlers.set(kind, handler)
}

export function handlerOf(kind: string): SubjectHandler {
  const handler = handlers.get(kind)
  if (!handler) throw new Error(`nobody hears of decisions about ${kind}`)
  return handler
}
