import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadInvoice } from '../invoice.store.ts'
import { answersOf, deliveriesOf, loadDelivery } from './delivery.store.ts'
import type { Delivery, DeliveryView } from './delivery.ts'

const can = { can: 'invoices:read' } as const

export async function viewOf(cx: Cx, delivery: Delivery): Promise<DeliveryView> {
  const answers = await answersOf(cx, [delivery.id])
  return { ...delivery, answers: answers.get(delivery.id) ?? [] }
}

export const getDelivery = query(
  'delivery.get',
  can,
  async (cx, { invoiceId, deliveryId }: { invoiceId: string; deliveryId: string }): Promise<DeliveryView> => {
    const delivery = await loadDelivery(cx, deliveryId)
    if (delivery.invoiceId !== invoiceId) fail('not_found', 'There is no such delivery.')
    return viewOf(cx, delivery)
  },
)

export interface DeliveryFilter {
  readonly invoiceId: string
  readonly after: string | undefined
  readonly limit: number
}

/** One row more than asked for tells whether there is a next page. */
export const listDeliveries = query(
  'delivery.list',
  can,
  async (cx, { invoiceId, ...page }: DeliveryFilter): Promise<DeliveryView[]> => {
    await loadInvoice(cx, invoiceId)
    const rows = await deliveriesOf(cx, invoiceId, page)
    const answers = await answersOf(
      cx,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({ ...row, answers: answers.get(row.id) ?? [] }))
  },
)
