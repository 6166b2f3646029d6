import { afterAll } from 'vitest'
import { installSources } from '#src/connect/index.ts'
import { type Connected, connected, drain, giveConsent, newBill, SAMPLE_ROOM, xeroEnv } from '#test/connect/bench.ts'
import { post } from '#test/connect/emit.ts'
import { startFakeXero } from '#test/support/fake-xero/fake-xero.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

/** The settings with which the guards' platform has a vendor; its consents cover two organisations. */
export async function vendorEnv(): Promise<Record<string, string>> {
  const fake = await startFakeXero({ organisations: 2 })
  installSources(SAMPLE_ROOM)
  afterAll(() => fake.close())
  return xeroEnv(fake)
}

const active = new Map<World, Promise<Connected>>()
/** One active connection for each world: an organisation can be connected once. */
function activeIn(world: World): Promise<Connected> {
  const known = active.get(world) ?? connected(world, world.company)
  active.set(world, known)
  return known
}

const pending = (world: World) => createdId(world, 'connections', { connector: 'xero' })

/** A consent that waits for the choice of an organisation. */
async function undecided(world: World): Promise<{ connectionId: string; externalId: string }> {
  const path = `/v1/companies/${world.company.id}/connections`
  const started = await world.client.post(path, { connector: 'xero' })
  await giveConsent(world.client, String(started.json.authorizationUrl))
  const { choices } = (await world.client.get(`${path}/${started.json.id}`)).json
  const last = (choices as { externalId: string }[]).at(-1)
  return { connectionId: String(started.json.id), externalId: last?.externalId ?? '' }
}

/** A bill whose account nobody has mapped: its operation fails and can be tried again. */
async function failedOperation(world: World): Promise<string> {
  const one = await activeIn(world)
  const bill = await newBill(world.company)
  const [line] = bill.lines
  const unmapped = await newBill(world.company, line ? { lines: [{ ...line, account: '7777' }] } : {})
  await post(world.company.call(), unmapped.id)
  await drain(world)
  const [operation] = await one.operations(`?subjectId=${unmapped.id}&status=failed`)
  return String(operation?.id)
}

export const connectFixtures: RoomFixtures = {
  ids: {
    connectionId: pending,
    operationId: failedOperation,
    runId: async (world) => {
      const { connectionId } = await activeIn(world)
      return createdId(world, `connections/${connectionId}/syncs`, {})
    },
  },
  requests: {
    requestSync: async (world) => ({ params: { connectionId: (await activeIn(world)).connectionId } }),
    chooseConnectionOrganisation: async (world) => {
      const { connectionId, externalId } = await undecided(world)
      return { params: { connectionId }, body: { externalId } }
    },
  },
}
