import { addMember } from '#src/companies/index.ts'
import { newPerson } from '#test/support/actors.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

const newMember = async ({ platform, company }: World): Promise<string> => {
  const person = await newPerson(platform)
  return (await addMember(company.call(), { personId: person.id, roles: ['approver'] })).id
}

let dimensions = 0
const newDimension = (world: World): Promise<string> => {
  dimensions += 1
  return createdId(world, 'dimensions', { code: `region${dimensions}`, name: 'Region' })
}

export const companyFixtures: RoomFixtures = {
  ids: { memberId: newMember, dimension: newDimension },
  requests: {
    updateDimensionValue: async (world) => {
      const dimension = await newDimension(world)
      const value = await createdId(world, `dimensions/${dimension}/values`, { code: 'north', name: 'North' })
      return { params: { dimension, value }, body: { name: 'Further north' } }
    },
    createDimension: async () => ({ body: { code: 'costCentre', name: 'Cost centre' } }),
  },
}
