import { createdId, type RoomFixtures, type World } from './fixture.ts'
import { newDocument } from './receipts.ts'

const holdBody = async (world: World) => ({
  targetKind: 'document',
  targetId: await newDocument(world),
  reason: 'Tvist',
})

export const retentionFixtures: RoomFixtures = {
  ids: { legalHoldId: async (world) => createdId(world, 'retention/legal-holds', await holdBody(world)) },
  requests: {
    placeLegalHold: async (world) => ({ body: await holdBody(world) }),
    setRetentionTerm: async () => ({ body: { class: 'primary', months: 120, reason: 'Byggeprosjekter' } }),
    deleteDocuments: async (world) => ({
      body: { class: 'primary', documentIds: [await newDocument(world)], reason: 'Utløpt' },
    }),
  },
}
