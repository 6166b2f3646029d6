import {
  companyParams,
  DateText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'
import { Rules } from './rules.contract.ts'

const tag = 'Approvals'
const Version = z.object({
  version: z.int().openapi({ example: 1 }),
  effectiveFrom: DateText,
  ...Rules.required({ currency: true }).shape,
  restores: z.int().nullable().openapi({ description: 'The earlier version that this one brings back', example: null }),
  createdBy: z.string().openapi({ example: 'Kari Nordmann' }),
  createdAt: InstantText,
})
const VersionSchema = Version.openapi('ApprovalPolicyVersion')

const Kind = z
  .string()
  .regex(/^[a-z][A-Za-z]{0,59}$/)
  .openapi({ example: 'receipt' })
const Kinds = z
  .array(Kind)
  .max(20)
  .openapi({
    description: 'Kinds that it governs for the whole company; none = only where a supplier names it',
    example: ['receipt'],
  })
const Name = z.string().trim().min(1).max(100).openapi({ example: 'Purchases' })

export const PolicySchema = z
  .object({
    id: idSchema('policy'),
    name: Name,
    status: z.enum(['active', 'archived']),
    kinds: Kinds,
    ...Rules.required({ currency: true }).shape,
    rulesVersion: z.int().openapi({ description: 'The version in force today, whose rules these are', example: 1 }),
    latestRulesVersion: z.int().openapi({ example: 1 }),
    effectiveFrom: DateText,
    version: z.int().openapi({ example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
  })
  .openapi('ApprovalPolicy')

const root = '/v1/companies/{companyId}/approval-policies'
const policyParams = companyParams.extend({ policyId: idSchema('policy') })

export const listPoliciesOp = operation({
  id: 'listApprovalPolicies',
  method: 'get',
  path: root,
  tag,
  scope: 'approvals:read',
  summary: 'List approval policies',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(PolicySchema) },
})

export const createPolicyOp = operation({
  id: 'createApprovalPolicy',
  method: 'post',
  path: root,
  tag,
  scope: 'approvals:write',
  summary: 'Create an approval policy',
  params: companyParams,
  body: Rules.extend({ name: Name, kinds: Kinds.default(['receipt']), effectiveFrom: DateText.optional() }),
  answer: { status: 201, schema: PolicySchema },
  problems: ['policy_invalid', 'policy_kind_governed'],
})

export const getPolicyOp = operation({
  id: 'getApprovalPolicy',
  method: 'get',
  path: `${root}/{policyId}`,
  tag,
  scope: 'approvals:read',
  summary: 'Read a policy with the rules in force today',
  params: policyParams,
  answer: { status: 200, schema: PolicySchema },
})

export const updatePolicyOp = operation({
  id: 'updateApprovalPolicy',
  method: 'patch',
  path: `${root}/{policyId}`,
  tag,
  scope: 'approvals:write',
  summary: 'Rename a policy, archive it, or change the kinds that it governs',
  params: policyParams,
  body: z.strictObject({ name: Name, kinds: Kinds, status: z.enum(['active', 'archived']) }).partial(),
  answer: { status: 200, schema: PolicySchema },
  problems: ['version_stale', 'policy_kind_governed'],
})

export const listPolicyVersionsOp = operation({
  id: 'listApprovalPolicyVersions',
  method: 'get',
  path: `${root}/{policyId}/versions`,
  tag,
  scope: 'approvals:read',
  summary: 'List every version of the rules of a policy, oldest first',
  params: policyParams,
  answer: { status: 200, schema: pageOf(VersionSchema) },
})

export const revisePolicyOp = operation({
  id: 'reviseApprovalPolicy',
  method: 'post',
  path: `${root}/{policyId}/versions`,
  tag,
  scope: 'approvals:write',
  summary: 'Give a policy new rules, or bring back those of an earlier version',
  description: 'What is pending keeps the version that it began with.',
  params: policyParams,
  body: z.union([
    z.strictObject({ restores: z.int().min(1), effectiveFrom: DateText.optional() }),
    Rules.extend({ effectiveFrom: DateText.optional() }),
  ]),
  answer: { status: 201, schema: PolicySchema },
  problems: ['version_stale', 'policy_invalid', 'policy_archived', 'policy_version_unknown'],
})

const SimulatedRoute = z.object({
  approvalId: idSchema('approval'),
  subject: z.object({ kind: Kind, id: z.string(), title: z.string() }),
  rule: z.string().nullable().openapi({ description: 'null = only the default approvers catch it' }),
  bandUpTo: z.string().nullable(),
  isAutomatic: z.boolean(),
  signatures: z.int(),
  isStuck: z.boolean().openapi({ description: 'A step that too few could have signed' }),
  differs: z.boolean().openapi({ description: 'It went another way than it did' }),
})

export const simulatePolicyOp = operation({
  id: 'simulateApprovalPolicy',
  method: 'post',
  path: `${root}/{policyId}/simulations`,
  tag,
  scope: 'approvals:read',
  summary: 'Ask a policy, one of its versions or a draft about past requests',
  params: policyParams,
  bodyOptional: true,
  body: z.strictObject({
    version: z.int().min(1).optional(),
    draft: Rules.optional(),
    kinds: z.array(Kind).max(20).optional(),
    from: DateText.optional(),
    to: DateText.optional(),
    limit: z.int().min(1).max(1000).default(200),
  }),
  answer: {
    status: 200,
    schema: z
      .object({
        asked: z.int(),
        automatic: z.int(),
        byDefaultOnly: z.int(),
        stuck: z.int(),
        differs: z.int(),
        byRule: z.array(z.object({ rule: z.string(), taken: z.int() })),
        routes: z.array(SimulatedRoute),
      })
      .openapi('ApprovalSimulation'),
  },
  problems: ['policy_invalid', 'policy_version_unknown'],
})
