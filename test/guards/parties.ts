import { createdId, type RoomFixtures, type World } from './fixture.ts'

let parties = 0
const newParty = (world: World): Promise<string> => {
  parties += 1
  const bankAccounts = [{ account: 'NO9386011117947' }]
  return createdId(world, 'parties', { kind: 'supplier', name: `Nordkraft ${parties} AS`, bankAccounts })
}

/** A second account opens a hold that somebody else must judge. */
async function newHold(world: World): Promise<{ partyId: string; holdId: string }> {
  const partyId = await newParty(world)
  const { client } = await world.other()
  const path = `/v1/companies/${world.company.id}/parties/${partyId}/bank-accounts`
  const changed = await client.post(path, { account: 'NO8330001234567' })
  const [hold] = (changed.json.holds ?? []) as { id: string }[]
  if (!hold) throw new Error(`fixture hold: ${changed.text}`)
  return { partyId, holdId: hold.id }
}

export const partyFixtures: RoomFixtures = {
  ids: { partyId: newParty, holdId: async (world) => (await newHold(world)).holdId },
  requests: { judgePartyHold: async (world) => ({ params: await newHold(world) }) },
}
