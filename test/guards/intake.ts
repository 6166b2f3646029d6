import { invoiceXml } from '#test/support/receipts.ts'
import type { RoomFixtures, World } from './fixture.ts'

const XML = { 'content-type': 'application/xml' }

async function newIntake(world: World): Promise<string> {
  const sent = await world.client.post(`/v1/companies/${world.company.id}/intakes`, invoiceXml(), XML)
  if (sent.status !== 202) throw new Error(`fixture intakes: ${sent.text}`)
  return String(sent.json.id)
}

export const intakeFixtures: RoomFixtures = {
  ids: { intakeId: newIntake },
  requests: { createIntake: async () => ({ body: invoiceXml(), headers: XML }) },
}
