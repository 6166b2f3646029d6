import type { Answered, TestClient } from '#test/support/http.ts'
import { invoiceXml } from '#test/support/receipts.ts'
import type { RoomFixtures, World } from './fixture.ts'

const XML = { 'content-type': 'application/xml' }
const file = async () => ({ body: invoiceXml(), headers: XML })

async function send(world: World, path: string, client: TestClient = world.client): Promise<Answered> {
  const answer = await client.send(
    'POST',
    `/v1/companies/${world.company.id}/${path}`,
    invoiceXml({ cost: '6340' }),
    XML,
  )
  if (answer.status !== 201) throw new Error(`fixture ${path}: ${answer.text}`)
  return answer
}

const newDocument = async (world: World): Promise<string> => String((await send(world, 'documents')).json.id)
const newReceipt = async (world: World): Promise<string> => String((await send(world, 'receipts')).json.id)

/** A receipt that somebody else entered and the owner approved, in a company that posts by hand. */
async function newApproved(world: World): Promise<string> {
  const { client } = await world.other()
  const at = (path: string) => `/v1/companies/${world.company.id}${path}`
  await world.client.patch(at(''), { settings: { manualPosting: true } })
  const { id } = (await send(world, 'receipts', client)).json
  const { json } = await client.post(at(`/receipts/${id}/submissions`))
  const approval = await world.client.get(at(`/approvals/${json.approvalId}`))
  const decision = { decision: 'approve', seenVersion: approval.json.version }
  const decided = await world.client.post(at(`/approvals/${json.approvalId}/decisions`), decision)
  if (decided.status >= 300) throw new Error(`fixture approved receipt: ${decided.text}`)
  return String(id)
}

export const documentFixtures: RoomFixtures = {
  ids: { documentId: newDocument },
  requests: { createDocument: file },
}

export const receiptFixtures: RoomFixtures = {
  ids: { receiptId: newReceipt },
  requests: {
    createReceipt: file,
    postReceipt: async (world) => ({ params: { receiptId: await newApproved(world) } }),
    setExchangeRate: async () => ({ body: { currency: 'EUR', amount: '1', baseAmount: '11.50' } }),
  },
}
