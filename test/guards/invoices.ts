import { jobKinds } from '#src/platform/jobs/job-kind.ts'
import { systemCall } from '#test/support/actors.ts'
import { LINE, SELLER } from '#test/support/invoices.ts'
import { createdId, type GuardRequest, type RoomFixtures, type World } from './fixture.ts'

async function invoiceBody(world: World): Promise<object> {
  const party = { kind: 'customer', name: 'Kari Nordmann', country: 'NO' }
  const partyId = await createdId(world, 'parties', party)
  return { customer: { partyId, address: { city: 'Oslo' } }, issuedOn: '2026-11-24', lines: [LINE] }
}

const newDraft = async (world: World): Promise<string> => createdId(world, 'invoices', await invoiceBody(world))

/** The organisation number and settings that a company needs to issue. */
async function draftToIssue(world: World): Promise<string> {
  const path = `/v1/companies/${world.company.id}`
  const answer = await world.client.patch(path, { organisationNumber: '923609016', settings: SELLER })
  if (answer.status !== 200) throw new Error(`fixture seller: ${answer.text}`)
  return newDraft(world)
}

async function newIssued(world: World): Promise<GuardRequest> {
  const invoiceId = await draftToIssue(world)
  const answer = await world.client.post(`/v1/companies/${world.company.id}/invoices/${invoiceId}/issuances`)
  if (answer.status !== 200) throw new Error(`fixture invoice: ${answer.text}`)
  return { params: { invoiceId } }
}

const TO = { channel: 'email', to: 'faktura@bakeriet.example' }

/** An issued invoice and a delivery of it, which nobody has sent yet. */
async function newDelivery(world: World): Promise<{ invoiceId: string; deliveryId: string }> {
  const { params = {} } = await newIssued(world)
  const invoiceId = params.invoiceId ?? ''
  return { invoiceId, deliveryId: await createdId(world, `invoices/${invoiceId}/deliveries`, TO) }
}

/** A delivery that failed because the installation has no mail server. */
async function failedDelivery(world: World): Promise<GuardRequest> {
  const params = await newDelivery(world)
  const { deliveryId } = params
  const run = { id: 'guard', attempt: 1, isLastAttempt: true, signal: new AbortController().signal }
  const { platform, company } = world
  await jobKinds().get('delivery.send')?.handle(systemCall(platform, company.id), { deliveryId }, run)
  return { params }
}

export const invoiceFixtures: RoomFixtures = {
  ids: { invoiceId: newDraft, deliveryId: async (world) => (await newDelivery(world)).deliveryId },
  requests: {
    createInvoice: async (world) => ({ body: await invoiceBody(world) }),
    updateInvoice: async () => ({ body: { note: 'Delivered at the back door' } }),
    issueInvoice: async (world) => ({ params: { invoiceId: await draftToIssue(world) } }),
    getInvoiceUbl: newIssued,
    createCreditNote: newIssued,
    createInvoiceDelivery: async (world) => ({ ...(await newIssued(world)), body: TO }),
    getInvoiceDelivery: async (world) => ({ params: await newDelivery(world) }),
    retryInvoiceDelivery: failedDelivery,
    previewInvoiceTemplate: async () => ({}),
  },
}
