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

export const invoiceFixtures: RoomFixtures = {
  ids: { invoiceId: newDraft },
  requests: {
    createInvoice: async (world) => ({ body: await invoiceBody(world) }),
    updateInvoice: async () => ({ body: { note: 'Delivered at the back door' } }),
    issueInvoice: async (world) => ({ params: { invoiceId: await draftToIssue(world) } }),
    getInvoiceUbl: newIssued,
    createCreditNote: newIssued,
  },
}
