import { getCompany } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { fail } from '#src/kernel/problem.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { countryOf } from '../customer.ts'
import { participantOf } from '../document/party-identifiers.ts'
import { loadInvoice } from '../invoice.store.ts'
import type { Invoice } from '../invoice.ts'
import { languageFor } from '../print/template.ts'
import { invoiceDeliveryFailed } from './delivery.events.ts'
import { sendDeliveryJob } from './delivery.jobs.ts'
import { insertDelivery } from './delivery.store.ts'
import { type Channel, type Delivery, type DeliveryView, PARTICIPANT, stateOf } from './delivery.ts'
import { channelOrder, fallsBackToMail } from './delivery-settings.ts'
import { findLookups } from './lookup.store.ts'
import { isRefusedNow } from './reach.ts'
import { newReturnToken } from './return-address.ts'

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
    const recipient = to ?? (await recipientOf(cx, party, invoice, channel))
    if (recipient === null)
      fail('delivery_recipient_missing', `${party.name} has no ${WANTED[channel]}; give one in "to" or at the party.`)
    if (PARTICIPANT.test(recipient) !== (channel === 'network'))
      fail('delivery_recipient_invalid', `"${recipient}" is no ${WANTED[channel]}.`)
    const delivery = await plan(cx, { invoice, party, channel, to: recipient, language })
    return { ...delivery, answers: [] }
  },
)

/** Plans what the customer asked for, in the transaction that issues; a customer without an address refuses nothing. */
export async function deliverIssued(cx: Cx, invoice: Invoice): Promise<void> {
  const party = await getParty(cx, { partyId: invoice.customer.partyId })
  const channel = party.invoiceChannel ?? (await channelFor(cx, party, invoice))
  if (channel !== null) await plan(cx, { invoice, party, channel, to: await recipientOf(cx, party, invoice, channel) })
}

/** By the company's order the first way with an address; without any the first of all, which a person then sees fail. */
async function channelFor(cx: Cx, party: Party, invoice: Invoice): Promise<Channel | null> {
  const order = channelOrder(await getCompany(cx, undefined))
  for (const channel of order) {
    const recipient = await recipientOf(cx, party, invoice, channel)
    if (recipient === null) continue
    const lookups = channel === 'network' ? await findLookups(cx, [recipient]) : undefined
    if (!isRefusedNow(lookups?.get(recipient), cx.now)) return channel
  }
  return order[0] ?? null
}

interface Plan {
  readonly invoice: Pick<Invoice, 'id'>
  readonly party: Party
  readonly channel: Channel
  readonly to: string | null
  readonly language?: Locale | undefined
  readonly replacesId?: string | null
}

async function plan(cx: Cx, { invoice, party, channel, to, language, replacesId = null }: Plan): Promise<Delivery> {
  const delivery = await insertDelivery(cx, {
    id: newId('delivery', cx.now.getTime()),
    invoiceId: invoice.id,
    channel,
    to,
    replacesId,
    returnToken: channel === 'email' ? newReturnToken() : null,
    language: language ?? languageFor(party, await getCompany(cx, undefined)),
  })
  cx.audit({ kind: 'delivery', id: delivery.id }, { invoiceId: invoice.id, channel, to })
  if (delivery.status === 'planned') cx.enqueue(sendDeliveryJob, { deliveryId: delivery.id })
  else cx.emit(invoiceDeliveryFailed, { ...stateOf(delivery), code: delivery.code ?? '' })
  return delivery
}

const WANTED: Readonly<Record<Channel, string>> = { email: 'mail address', network: 'address in the network' }

/** In the network the customer's own address, else its organisation number. */
async function recipientOf(cx: Cx, party: Party, { customer }: Invoice, channel: Channel): Promise<string | null> {
  if (channel === 'email') return party.email
  return participantOf(party, countryOf(party, customer, await getCompany(cx, undefined)))
}

/** Sends by mail what the network cannot bring, where the company wants that and the customer has an address. */
export async function fallBack(cx: Cx, { id, invoiceId, language }: Delivery): Promise<void> {
  if (!fallsBackToMail(await getCompany(cx, undefined))) return
  const invoice = await loadInvoice(cx, invoiceId)
  const party = await getParty(cx, { partyId: invoice.customer.partyId })
  if (party.email === null) return
  await plan(cx, { invoice, party, channel: 'email', to: party.email, language, replacesId: id })
}
