import { createdId, type RoomFixtures } from './fixture.ts'

const newKey = { name: 'webshop', mode: 'test', scopes: ['receipts:read'] }

export const identityFixtures: RoomFixtures = {
  ids: { keyId: (world) => createdId(world, 'api-keys', newKey) },
  requests: {
    revokeMyKey: async ({ client }) => {
      const made = await client.post('/v1/api-keys', newKey)
      return { params: { keyId: String(made.json.id) } }
    },
  },
}
