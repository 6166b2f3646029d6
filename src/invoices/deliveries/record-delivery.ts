import { type KeptFile, recordDocument } from '#src/documents/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { invoiceDelivered, invoiceDeliveryFailed } from './delivery.events.ts'
import { followDeliveryJob, sendDeliveryJob } from './delivery.jobs.ts'
import { claimDue, insertAnswer, loadDelivery, markHandedOver, moveDelivery } from './delivery.store.ts'
import {
  ATTEMPTS_MAX,
  type Delivery,
  type DeliveryView,
  type Outcome,
  pauseAfter,
  pauseAtAge,
  stateOf,
} from './delivery.ts'
import { keepLookup } from './lookup.store.ts'
import { fallBack } from './plan-delivery.ts'
import { viewOf } from './read-deliveries.ts'

/** Longer than the job of a delivery may run. */
const CLAIM_MS = 10 * 60_000
const rules = { can: 'invoices:issue' } as const
const subjectOf = ({ id }: Delivery) => ({ kind: 'delivery', id })

/** Takes a delivery into work; undefined when there is nothing to do now. */
export const claimDelivery = command(
  'delivery.claim',
  rules,
  async (cx, deliveryId: string): Promise<Delivery | undefined> => {
    cx.audit({ kind: 'delivery', id: deliveryId })
    return claimDue(cx, deliveryId, new Date(cx.now.getTime() + CLAIM_MS))
  },
)

export interface HandOver {
  readonly delivery: Delivery
  /** Id of the document that leaves, or a mail that is none yet. */
  readonly document: string | KeptFile
}

/** Keeps what leaves next. Once this has committed, a process that dies leaves a try whose outcome is not known. */
export const handOver = command(
  'delivery.handOver',
  rules,
  async (cx, { delivery, document }: HandOver): Promise<Delivery> => {
    const documentId =
      typeof document === 'string'
        ? document
        : (await recordDocument(cx, { file: document, origin: 'mail' })).document.id
    cx.audit(subjectOf(delivery), { documentId })
    return markHandedOver(cx, delivery, documentId)
  },
)

/**
 * Writes down what became of a try, and what follows from it: another one, or a person. What the network said of the
 * receiver on the way counts as asked now, so that the next invoice does not try in vain.
 */
export const recordOutcome = command(
  'delivery.record',
  rules,
  async (cx, { delivery, outcome }: { delivery: Delivery; outcome: Outcome }): Promise<Delivery> => {
    if (outcome.lookup && delivery.to !== null) await keepLookup(cx, { participant: delivery.to, ...outcome.lookup })
    const moved = await follow(cx, delivery, outcome)
    await insertAnswer(cx, delivery.id, { outcome: outcome.kind, answer: outcome.answer })
    cx.audit(subjectOf(delivery), { outcome: outcome.kind, status: moved.status })
    return moved
  },
)

async function follow(cx: Cx, delivery: Delivery, outcome: Outcome): Promise<Delivery> {
  switch (outcome.kind) {
    case 'accepted': {
      const { transmissionId } = outcome
      const delayMs = pauseAtAge(0)
      const nextAt = new Date(cx.now.getTime() + delayMs)
      const sent = await moveDelivery(cx, delivery, { status: 'sent', transmissionId, nextAt })
      if (transmissionId !== undefined) cx.enqueue(followDeliveryJob, { deliveryId: sent.id }, { delayMs })
      cx.emit(invoiceDelivered, stateOf(sent))
      return sent
    }
    case 'deferred':
      return tryAgain(cx, delivery, outcome)
    case 'refused': {
      const failed = await giveUp(cx, delivery, outcome.code, outcome.answer)
      if (outcome.mayFallBack) await fallBack(cx, failed)
      return failed
    }
    case 'unknown':
      if (outcome.canLook) return tryAgain(cx, delivery, outcome)
      return giveUp(cx, delivery, 'delivery_outcome_unknown', outcome.answer)
  }
}

async function tryAgain(
  cx: Cx,
  delivery: Delivery,
  {
    answer,
    delayMs = pauseAfter(delivery.attempts),
  }: { readonly answer: string; readonly delayMs?: number | undefined },
): Promise<Delivery> {
  if (delivery.attempts >= ATTEMPTS_MAX) return giveUp(cx, delivery, 'delivery_undeliverable', answer)
  cx.enqueue(sendDeliveryJob, { deliveryId: delivery.id }, { delayMs })
  return moveDelivery(cx, delivery, { status: 'planned', nextAt: new Date(cx.now.getTime() + delayMs) })
}

/** Fails it, and tells. */
export async function giveUp(cx: Cx, delivery: Delivery, code: string, detail: string): Promise<Delivery> {
  const failed = await moveDelivery(cx, delivery, { status: 'failed', code, detail })
  cx.emit(invoiceDeliveryFailed, { ...stateOf(failed), code })
  return failed
}

/** Tries a failed delivery again, at once: the same bytes under the same name. Fails with delivery_not_failed. */
export const retryDelivery = command(
  'delivery.retry',
  rules,
  async (cx, { invoiceId, deliveryId }: { invoiceId: string; deliveryId: string }): Promise<DeliveryView> => {
    const delivery = await loadDelivery(cx, deliveryId, 'for update')
    if (delivery.invoiceId !== invoiceId) fail('not_found', 'There is no such delivery.')
    if (delivery.status !== 'failed')
      fail('delivery_not_failed', `The delivery is ${delivery.status}; only a failed one is tried again.`)
    if (delivery.to === null)
      fail('delivery_recipient_missing', 'The delivery has no recipient; make a new one with an address.')
    cx.audit(subjectOf(delivery), { was: delivery.code })
    cx.enqueue(sendDeliveryJob, { deliveryId })
    return viewOf(cx, await moveDelivery(cx, delivery, { status: 'planned', attempts: 0, nextAt: cx.now }))
  },
)
