import { ROLES } from '#src/platform/actor.ts'
import {
  CurrencyCode,
  companyParams,
  DateText,
  DecimalText,
  InstantText,
  idSchema,
  listQuery,
  operation,
  pageOf,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Approvals'
const Code = z.string().min(1).max(60)
const codes = (description: string, example: string[]) =>
  z.array(Code).min(1).max(200).openapi({ description, example })
const ids = (kind: 'party' | 'member') => z.array(idSchema(kind)).min(1).max(200)
const Amount = DecimalText.refine((text) => !text.startsWith('-'), 'must not be negative').openapi({
  description: "Amount in the policy's currency; sizes are compared, so a credit note asks for the same authority",
  example: '5000.00',
})
const MAX_PARTS = 50

const LineCondition = z
  .union([
    z.strictObject({
      get all() {
        return z.array(LineCondition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get any() {
        return z.array(LineCondition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get not() {
        return LineCondition
      },
    }),
    z.strictObject({ account: codes('Account numbers or inclusive ranges', ['6340', '6500-6999']) }),
    z.strictObject({ vatCode: codes('VAT codes', ['1']) }),
    z.strictObject({ item: codes("The seller's item numbers", ['A-7']) }),
    z.strictObject({
      dimension: z.strictObject({
        code: Code.openapi({ example: 'project' }),
        values: codes('Values; left out = the line has any value', ['P-100']).optional(),
      }),
    }),
  ])
  .openapi('ApprovalLineCondition')

const Condition = z
  .union([
    z.strictObject({
      get all() {
        return z.array(Condition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get any() {
        return z.array(Condition).min(1).max(MAX_PARTS)
      },
    }),
    z.strictObject({
      get not() {
        return Condition
      },
    }),
    z.strictObject({ amountOver: Amount }),
    z.strictObject({ currency: z.array(CurrencyCode).min(1).max(50) }),
    z.strictObject({ supplier: ids('party') }),
    z.strictObject({ requester: ids('member') }),
    z.strictObject({ kind: codes('Kinds or variants of subjects', ['receipt', 'creditNote']) }),
    z.strictObject({ someLine: LineCondition }),
    z.strictObject({ everyLine: LineCondition }),
  ])
  .openapi('ApprovalCondition')

const ApproverRef = z
  .union([
    z.strictObject({ member: idSchema('member') }),
    z.strictObject({ role: z.enum(ROLES).openapi({ example: 'approver' }) }),
    z.strictObject({ dynamic: z.literal('supplierApprover') }),
    z.strictObject({ managerOf: Code.openapi({ example: 'project' }) }),
  ])
  .openapi('ApproverRef', {
    description:
      'One member, everybody with a role, the approver set for the supplier, or the managers of the dimension values on the lines',
  })

const Step = z
  .strictObject({
    name: z.string().trim().min(1).max(100).openapi({ example: 'Project manager' }),
    need: z
      .union([z.enum(['any', 'all']), z.int().min(1).max(50)])
      .default('any')
      .openapi({ description: 'How many of them must sign', example: 'any' }),
    approvers: z.array(ApproverRef).min(1).max(50),
    order: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .openapi({ description: 'Steps of the same order are open together; its place when left out', example: 1 }),
  })
  .openapi('ApprovalStep')

const steps = z.array(Step).min(1).max(20)
const autoApprove = z.literal(true).openapi({ description: 'It needs no person' })
const Outcome = z.union([z.strictObject({ autoApprove }), z.strictObject({ steps })]).openapi('ApprovalOutcome')
const upTo = Amount.openapi({ description: 'Amounts up to and including this that no earlier band took' })
const Band = z.union([z.strictObject({ upTo, autoApprove }), z.strictObject({ upTo, steps })]).openapi('ApprovalBand')

const Rule = z
  .strictObject({
    name: z.string().trim().min(1).max(100).openapi({ example: 'Everyday costs' }),
    when: Condition.optional().openapi({ description: 'Without it the rule takes everything' }),
    bands: z.array(Band).max(20).default([]),
    above: Outcome.openapi({ description: 'What lies above the last band; without bands, every amount' }),
  })
  .openapi('ApprovalRule', {
    description: 'Bands only say where they end, so that they cover every amount exactly once',
  })

/** The rules of one version: the first rule that holds decides, and what no rule knows goes to the default approvers. */
export const RulesShape = {
  currency: CurrencyCode.optional().openapi({ description: "Of the amounts; the company's when left out" }),
  rules: z.array(Rule).max(200).default([]),
  defaultApprovers: z
    .array(ApproverRef)
    .min(1)
    .max(50)
    .default([{ role: 'owner' }])
    .openapi({ description: 'Decide what no rule knows, and stand in where a step has too few approvers' }),
  mandates: z
    .array(z.strictObject({ member: idSchema('member'), upTo: Amount }))
    .max(200)
    .default([])
    .openapi({ description: 'The largest amount that a member may approve' }),
}
export const Rules = z.strictObject(RulesShape)

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
