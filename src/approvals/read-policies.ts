import { query } from '#src/platform/command/index.ts'
import { listPolicyRows, listVersions, loadPolicy } from './policy.store.ts'

const can = { can: 'approvals:read' } as const

export const getPolicy = query('approvalPolicy.get', can, (cx, { policyId }: { policyId: string }) =>
  loadPolicy(cx, policyId),
)

/** Ask for one row more than is shown. */
export const listPolicies = query(
  'approvalPolicy.list',
  can,
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listPolicyRows(cx, after, limit),
)

/** Every version that the policy ever had, oldest first. */
export const listPolicyVersions = query(
  'approvalPolicy.listVersions',
  can,
  async (cx, { policyId }: { policyId: string }) => {
    const policy = await loadPolicy(cx, policyId)
    return (await listVersions(cx, [policy.id])).get(policy.id) ?? []
  },
)
