import type { Answered, TestClient } from '#test/support/http.ts'
import { invoicePdf } from '#test/support/pdf.ts'
import { invoiceXml } from '#test/support/receipts.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

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

export const newDocument = async (world: World): Promise<string> => String((await send(world, 'documents')).json.id)
const newPdf = async ({ client, company }: World): Promise<string> => {
  const headers = { 'content-type': 'application/pdf' }
  const { json } = await client.send('POST', `/v1/companies/${company.id}/documents`, invoicePdf(), headers)
  return String(json.id)
}
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

let rules = 0
const ruleBody = () => {
  rules += 1
  return { name: `Power ${rules}`, when: { text: ['power'] }, coding: { account: '6340' } }
}
const newRule = (world: World): Promise<string> => createdId(world, 'coding-rules', ruleBody())

/** Every rule in use, so that the order is whole. */
async function wholeOrder(world: World): Promise<string[]> {
  await newRule(world)
  const { json } = await world.client.get(`/v1/companies/${world.company.id}/coding-rule-order`)
  return json.ruleIds as string[]
}

export const documentFixtures: RoomFixtures = {
  ids: { documentId: newDocument },
  requests: {
    createDocument: file,
    drawDocumentPage: async (world) => ({ params: { documentId: await newPdf(world) } }),
    readPageWords: async (world) => ({ params: { documentId: await newPdf(world) } }),
  },
}

export const receiptFixtures: RoomFixtures = {
  ids: { receiptId: newReceipt, codingRuleId: newRule },
  requests: {
    createReceipt: file,
    createCodingRule: async () => ({ body: ruleBody() }),
    setCodingRuleOrder: async (world) => ({ body: { ruleIds: await wholeOrder(world) } }),
    testCodingRule: async () => ({ body: { when: { text: ['power'] }, coding: { account: '6340' } } }),
    readReceipt: async (world) => {
      const pdf = { 'content-type': 'application/pdf' }
      const made = await world.client.post(`/v1/companies/${world.company.id}/receipts`, invoicePdf(), pdf)
      return { params: { receiptId: String(made.json.id) } }
    },
    postReceipt: async (world) => ({ params: { receiptId: await newApproved(world) } }),
    dismissDuplicate: async (world) => {
      rules += 1
      const sent = async (number: string) => {
        const made = await world.client.post(`/v1/companies/${world.company.id}/receipts`, invoiceXml({ number }), XML)
        return String(made.json.id)
      }
      const otherId = await sent(`DUP-${rules}0`)
      return { params: { receiptId: await sent(`DUP-${rules}O`) }, body: { otherId, reason: 'Two deliveries' } }
    },
    setExchangeRate: async () => ({ body: { currency: 'EUR', amount: '1', baseAmount: '11.50' } }),
  },
}
