import { openItem } from '#test/support/bank.ts'
import { newTransaction } from './bank.ts'
import type { RoomFixtures, World } from './fixture.ts'

/** A transaction of 12.50 out and an item that it pays. */
async function toMatch(world: World) {
  const bankTransactionId = await newTransaction(world)
  const item = await openItem(world.company, { amountMinor: 1_250n })
  return { params: { bankTransactionId }, body: { allocations: [{ openItemId: item.id }] } }
}

async function newMatch(world: World): Promise<string> {
  const { params, body } = await toMatch(world)
  const path = `/v1/companies/${world.company.id}/bank-transactions/${params.bankTransactionId}/matches`
  const answer = await world.client.post(path, body)
  if (answer.status !== 201) throw new Error(`fixture match: ${answer.text}`)
  return String(answer.json.id)
}

export const matchFixtures: RoomFixtures = { ids: { matchId: newMatch }, requests: { createMatch: toMatch } }
