import { sequenceEvents } from '#src/platform/outbox/sequence-events.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

const url = 'https://hooks.example.com/bilag'
const newEndpoint = (world: World): Promise<string> => createdId(world, 'webhook-endpoints', { url })

async function newDelivery(world: World): Promise<string> {
  const endpointId = await newEndpoint(world)
  return createdId(world, `webhook-endpoints/${endpointId}/tests`, undefined)
}

/** The company's first event, out of the outbox. */
async function anEvent({ platform, company, client }: World): Promise<string> {
  while ((await sequenceEvents(platform, [])) > 0);
  const log = await client.get(`/v1/companies/${company.id}/events?limit=1`)
  const [event] = log.json.data as { id: string }[]
  if (!event) throw new Error(`fixture event: ${log.text}`)
  return event.id
}

export const webhookFixtures: RoomFixtures = {
  ids: { webhookEndpointId: newEndpoint, webhookDeliveryId: newDelivery, eventId: anEvent },
  requests: {
    replayWebhookEvents: async () => ({ body: { kind: 'range', after: 0, through: 10 } }),
  },
}
