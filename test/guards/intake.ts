import { invoiceXml } from '#test/support/receipts.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

const XML = { 'content-type': 'application/xml' }

let senders = 0
const newSender = () => `@sender${++senders}.example`

async function newIntake(world: World): Promise<string> {
  const sent = await world.client.post(`/v1/companies/${world.company.id}/intakes`, invoiceXml(), XML)
  if (sent.status !== 202) throw new Error(`fixture intakes: ${sent.text}`)
  return String(sent.json.id)
}

/** A file that is no document, sent alone: what is refused at once is settled at once. */
async function refusedFile(world: World): Promise<Record<string, string>> {
  const path = `/v1/companies/${world.company.id}`
  const refused = await world.client.post(`${path}/receipts`, new TextEncoder().encode(`<a>${newSender()}`), XML)
  const { json } = await world.client.get(`${path}/intakes?documentId=${refused.json.documentId}`)
  const [intake] = json.data as { id: string; files: { id: string }[] }[]
  return { intakeId: intake?.id ?? '', intakeFileId: intake?.files[0]?.id ?? '' }
}

export const intakeFixtures: RoomFixtures = {
  ids: {
    intakeId: newIntake,
    intakeAddressId: (world) => createdId(world, 'intake-addresses', { kind: 'expenseReceipt' }),
    senderRuleId: (world) => createdId(world, 'intake-sender-rules', { verdict: 'block', sender: newSender() }),
  },
  requests: {
    createIntake: async () => ({ body: invoiceXml(), headers: XML }),
    retryIntakeFile: async (world) => ({ params: await refusedFile(world) }),
    createIntakeSenderRule: async () => ({ body: { verdict: 'block', sender: newSender() } }),
  },
}
