import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const state = z.object({
  id: z.string(),
  version: z.int(),
  invoiceId: z.string(),
  channel: z.string(),
  status: z.string(),
})

export const invoiceDelivered = defineEvent(
  'invoice.delivered',
  'An invoice was taken by the mail server of the customer or by the network (sent), or has arrived (delivered)',
  state,
)
export const invoiceDeliveryFailed = defineEvent(
  'invoice.deliveryFailed',
  'An invoice could not be delivered; a person has to look at it',
  state.extend({ code: z.string() }),
)
