import { sortIntake } from '#src/intake/index.ts'
import { systemCall } from '#test/support/actors.ts'
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

/** A mail that seems to hold no receipt, sorted. */
async function letterWithout(world: World): Promise<Record<string, string>> {
  const path = `/v1/companies/${world.company.id}/intakes`
  const text = `Subject: ${newSender()}\r\nFrom: a@nordkraft.example\r\n\r\nKan vi ta en prat i morgen?\r\n`
  const sent = await world.client.post(path, new TextEncoder().encode(text), { 'content-type': 'message/rfc822' })
  await sortIntake(systemCall(world.platform, world.company.id), String(sent.json.id))
  const { json } = await world.client.get(`${path}/${sent.json.id}`)
  const [file] = json.files as { id: string }[]
  return { intakeId: String(sent.json.id), intakeFileId: file?.id ?? '' }
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
    takeIntakeFileAsReceipt: async (world) => ({ params: await letterWithout(world) }),
    createIntakeSenderRule: async () => ({ body: { verdict: 'block', sender: newSender() } }),
  },
}
