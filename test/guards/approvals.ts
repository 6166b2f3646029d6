import { onDecided, requestApproval } from '#src/approvals/index.ts'
import { listMembers } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

onDecided('guardSubject', { onApproved: async () => undefined, onRejected: async () => undefined })

let policies = 0
const newPolicy = (world: World): Promise<string> => {
  policies += 1
  return createdId(world, 'approval-policies', { name: `Purchases ${policies}`, kinds: [] })
}

/** Something that nobody here entered, so that the owner may decide it. */
async function newApproval({ company }: World): Promise<string> {
  const approval = await requestApproval(company.call(), {
    kind: 'guardSubject',
    variant: null,
    id: newId('receipt'),
    version: 1,
    contentHash: 'hash',
    title: 'Guard',
    amountMinor: 100n,
    currency: 'NOK',
    base: null,
    supplierId: null,
    supplierApproverId: null,
    requesterId: null,
    policyId: null,
    enteredBy: [],
    lines: null,
  })
  return approval.id
}

async function delegationBody(world: World): Promise<object> {
  const { id } = await world.other()
  const members = await listMembers(world.company.call(), { after: undefined, limit: 200 })
  const other = members.find((member) => member.personId === id || member.id === id)
  return { to: other?.id, startsOn: '2099-01-01', endsOn: '2099-01-31' }
}

const rules = { rules: [{ name: 'Everything', above: { autoApprove: true } }] }

export const approvalFixtures: RoomFixtures = {
  ids: {
    policyId: newPolicy,
    approvalId: newApproval,
    delegationId: async (world) => createdId(world, 'delegations', await delegationBody(world)),
  },
  requests: {
    createApprovalPolicy: async () => ({ body: { name: 'Guard', kinds: [], ...rules } }),
    reviseApprovalPolicy: async () => ({ body: rules }),
    simulateApprovalPolicy: async () => ({ body: { limit: 10 } }),
    decideApproval: async () => ({ body: { decision: 'approve', seenVersion: 1 } }),
    createDelegation: async (world) => ({ body: await delegationBody(world) }),
  },
}
