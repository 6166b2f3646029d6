import { newCompany } from '#test/support/actors.ts'
import { testClient } from '#test/support/http.ts'
import type { RoomFixtures, World } from './fixture.ts'

async function newGroup({ client }: World): Promise<string> {
  const made = await client.post('/v1/groups', { name: 'Fjordgruppen' })
  return String(made.json.id)
}

async function newGroupCompany(world: World): Promise<{ groupId: string; memberCompanyId: string }> {
  const groupId = await newGroup(world)
  const memberCompanyId = world.company.id
  const added = await world.client.post(`/v1/groups/${groupId}/companies`, { companyId: memberCompanyId })
  if (added.status !== 201) throw new Error(`fixture group: ${added.text}`)
  return { groupId, memberCompanyId }
}

/** The token of an invitation into another company for the owner of this world. */
async function newInvitation({ platform, company }: World): Promise<string> {
  const host = await newCompany(platform)
  const client = testClient(platform, await host.key())
  const body = { email: company.owner.email, roles: ['auditor'] }
  const invited = await client.post(`/v1/companies/${host.id}/invitations`, body)
  return String(invited.json.token)
}

export const groupFixtures: RoomFixtures = {
  ids: {
    groupId: newGroup,
    memberCompanyId: async (world) => (await newGroupCompany(world)).memberCompanyId,
  },
  requests: {
    addGroupCompany: async (world) => ({ body: { companyId: world.company.id } }),
    removeGroupCompany: async (world) => ({ params: await newGroupCompany(world) }),
    acceptInvitation: async (world) => ({ body: { token: await newInvitation(world) } }),
  },
}
