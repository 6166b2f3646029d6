import { command, query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { invoiceDelivered } from './delivery.events.ts'
import { followDeliveryJob } from './delivery.jobs.ts'
import { insertAnswer, loadDelivery, moveDelivery } from './delivery.store.ts'
import { type Delivery, FOLLOW_MS, pauseAtAge, stateOf } from './delivery.ts'
import { type NetworkNews, networkOfCompany } from './network.ts'
import { giveUp } from './record-delivery.ts'

/** Asks the network what became of a delivery, until it has arrived or never will, for some days at the most. */
export async function followDelivery(call: Call, deliveryId: string): Promise<void> {
  const delivery = await readDelivery(call, deliveryId)
  if (delivery.status !== 'sent' || delivery.transmissionId === null) return
  const { id, transmissionId } = delivery
  const news = await networkOfCompany().follow(call, { id, transmissionId })
  await recordNews(call, { delivery, news })
}

const readDelivery = query('delivery.read', { can: 'invoices:read' }, (cx, id: string) => loadDelivery(cx, id))

interface News {
  readonly delivery: Delivery
  readonly news: NetworkNews
}

const recordNews = command(
  'delivery.follow',
  { can: 'invoices:issue' },
  async (cx, { delivery, news }: News): Promise<void> => {
    const { id } = delivery
    cx.audit({ kind: 'delivery', id }, { news: news.status })
    if (news.status === 'delivered') {
      const delivered = await moveDelivery(cx, delivery, { status: 'delivered' })
      cx.emit(invoiceDelivered, stateOf(delivered))
      await insertAnswer(cx, id, { outcome: 'delivered', answer: news.answer })
    } else if (news.status === 'failed') {
      await giveUp(cx, delivery, 'delivery_refused', news.answer)
      await insertAnswer(cx, id, { outcome: 'refused', answer: news.answer })
    } else await lookLater(cx, delivery)
  },
)

async function lookLater(cx: Cx, delivery: Delivery): Promise<void> {
  const ageMs = cx.now.getTime() - (delivery.sentAt ?? cx.now).getTime()
  if (ageMs > FOLLOW_MS) return
  const delayMs = pauseAtAge(ageMs)
  cx.enqueue(followDeliveryJob, { deliveryId: delivery.id }, { delayMs })
  await moveDelivery(cx, delivery, { status: 'sent', nextAt: new Date(cx.now.getTime() + delayMs) })
}
