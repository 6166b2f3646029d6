import { isProblem } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import type { Channel, Delivery, Outcome } from './delivery.ts'
import { claimDelivery, recordOutcome } from './record-delivery.ts'
import { sendByMail } from './send-by-mail.ts'
import { sendByNetwork } from './send-by-network.ts'

/** One try by a channel; `remember` is told of every state of the delivery that is committed meanwhile. */
type Send = (call: Call, delivery: Delivery, remember: (latest: Delivery) => void) => Promise<Outcome>

const SENDERS: Readonly<Record<Channel, Send>> = { email: sendByMail, network: sendByNetwork }

/**
 * One try of a delivery that is due, to its end. Of several workers one has it; each step is committed before the next,
 * so a process that dies anywhere leaves a row that says how far it got.
 */
export async function sendDelivery(call: Call, deliveryId: string): Promise<void> {
  let delivery = await claimDelivery(call, deliveryId)
  if (!delivery) return
  const remember = (latest: Delivery): void => {
    delivery = latest
  }
  const outcome = await SENDERS[delivery.channel](call, delivery, remember).catch((error: unknown) =>
    asOutcome(call, error),
  )
  await recordOutcome(call, { delivery, outcome })
}

/** What our own rooms refuse, such as a template that cannot be printed, is for a person; the rest passes by. */
function asOutcome(call: Call, error: unknown): Outcome {
  if (isProblem(error) && error.kind.status < 500) return { kind: 'refused', code: error.code, answer: error.message }
  call.platform.log.error({ err: error, companyId: call.companyId }, 'an invoice could not be sent')
  return { kind: 'deferred', answer: 'Nothing was sent; something failed on our side.' }
}
