import { getCompany } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { loadInvoice } from '../invoice.store.ts'
import type { Invoice } from '../invoice.ts'
import { languageFor } from '../print/template.ts'
import { invoiceDeliveryFailed } from './delivery.events.ts'
import { sendDeliveryJob } from './delivery.jobs.ts'
import { insertDelivery } from './delivery.store.ts'
import { type Channel, type Delivery, type DeliveryView, stateOf } from './delivery.ts'

export interface PlanDelivery {
  readonly invoiceId: string
  readonly channel: Channel
  /** Where the customer's own address is not meant. */
  readonly to?: string | undefined
  /** That of the customer when left out, else that of the company. */
  readonly language?: Locale | undefined
}

/**
 * Sends an issued invoice, for the first time or again; a job does it. Fails with invoice_draft and
 * delivery_recipient_missing.
 */
export const planDelivery = command(
  'delivery.plan',
  { can: 'invoices:issue' },
  async (cx, { invoiceId, channel, to, language }: PlanDelivery): Promise<DeliveryView> => {
    const invoice = await loadInvoice(cx, invoiceId)
    if (invoice.status === 'draft') fail('invoice_draft', 'The invoice is a draft; issue it before it is sent.')
    const party = await getParty(cx, { partyId: invoice.customer.partyId })
    const recipient = to ?? recipientOf(party, channel)
    if (recipient === null)
      fail('delivery_recipient_missing', `${party.name} has no mail address; give one in "to" or at the party.`)
    const delivery = await plan(cx, { invoice, party, channel, to: recipient, language })
    return { ...delivery, answers: [] }
  },
)

/** Plans what the customer asked for, in the transaction that issues; a customer without an address refuses nothing. */
export async function deliverIssued(cx: Cx, invoice: Invoice): Promise<void> {
  const party = await getParty(cx, { partyId: invoice.customer.partyId })
  const channel = party.invoiceChannel
  if (channel !== null) await plan(cx, { invoice, party, channel, to: recipientOf(party, channel) })
}

interface Plan {
  readonly invoice: Pick<Invoice, 'id'>
  readonly party: Party
  readonly channel: Channel
  readonly to: string | null
  readonly language?: Locale | undefined
}

async function plan(cx: Cx, { invoice, party, channel, to, language }: Plan): Promise<Delivery> {
  const delivery = await insertDelivery(cx, {
    id: newId('delivery', cx.now.getTime()),
    invoiceId: invoice.id,
    channel,
    to,
    language: language ?? languageFor(party, await getCompany(cx, undefined)),
  })
  cx.audit({ kind: 'delivery', id: delivery.id }, { invoiceId: invoice.id, channel, to })
  if (delivery.status === 'planned') cx.enqueue(sendDeliveryJob, { deliveryId: delivery.id })
  else cx.emit(invoiceDeliveryFailed, { ...stateOf(delivery), code: delivery.code ?? '' })
  return delivery
}

const recipientOf = ({ email }: Party, _channel: Channel): string | null => email
