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
  updatedSinceQuery,
  z,
} from '#src/platform/http/contract.ts'

const tag = 'Approvals'
const Status = z.enum(['pending', 'approved', 'rejected', 'withdrawn']).openapi({ example: 'pending' })
const Person = z
  .object({ memberId: idSchema('member'), name: z.string().openapi({ example: 'Kari Nordmann' }) })
  .openapi('ApprovalPerson')

const StepSchema = z
  .object({
    no: z.int().openapi({ example: 1 }),
    name: z.string().openapi({ example: 'Project manager' }),
    status: z.enum(['waiting', 'open', 'signed']),
    need: z.int().openapi({ description: 'Signatures that it asks for', example: 1 }),
    signatures: z.int().openapi({ description: 'Signatures that it has', example: 0 }),
    waitingFor: z.array(Person).openapi({ description: 'Who may sign it' }),
    isStuck: z.boolean().openapi({ description: 'Fewer people may sign than signatures are missing' }),
  })
  .openapi('ApprovalStepState')

const DecisionSchema = z
  .object({
    id: idSchema('decision'),
    decision: z.enum(['approve', 'reject', 'forward']),
    stepNo: z.int(),
    by: z.string().openapi({ example: 'Kari Nordmann' }),
    inPlaceOf: z.string().nullable().openapi({ description: 'Whose place was taken by a delegation', example: null }),
    to: Person.nullable().openapi({ description: 'Who it was forwarded to' }),
    note: z.string().nullable(),
    counts: z.boolean().openapi({ description: 'false when the content has changed since' }),
    contentHash: z.string(),
    decidedAt: InstantText,
  })
  .openapi('ApprovalDecision')

export const ApprovalSchema = z
  .object({
    id: idSchema('approval'),
    status: Status,
    isAutomatic: z.boolean().openapi({ description: 'The policy approved it without a person' }),
    subject: z.object({
      kind: z.string().openapi({ example: 'receipt' }),
      variant: z.string().nullable().openapi({ example: 'supplierInvoice' }),
      id: z.string().openapi({ example: 'rec_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
      version: z.int(),
      title: z.string().openapi({ example: 'Nordkraft AS 1023' }),
      contentHash: z.string().openapi({ description: 'What a decision is bound to' }),
      supplierId: idSchema('party').nullable(),
    }),
    amount: DecimalText,
    currency: CurrencyCode,
    policy: z.object({ id: idSchema('policy'), version: z.int() }).nullable(),
    round: z.int().openapi({ description: 'Counts how often other content was put up', example: 1 }),
    missing: z.int().openapi({ description: 'Signatures still missing', example: 1 }),
    steps: z.array(StepSchema),
    decisions: z.array(DecisionSchema),
    version: z.int().openapi({ description: 'Send it as seenVersion with a decision', example: 1 }),
    createdAt: InstantText,
    updatedAt: InstantText,
    decidedAt: InstantText.nullable(),
  })
  .openapi('Approval')

const root = '/v1/companies/{companyId}/approvals'
const approvalParams = companyParams.extend({ approvalId: idSchema('approval') })

export const listApprovalsOp = operation({
  id: 'listApprovals',
  method: 'get',
  path: root,
  tag,
  scope: 'approvals:read',
  summary: 'List approval requests, such as an inbox',
  params: companyParams,
  query: listQuery.extend(updatedSinceQuery.shape).extend({
    assignee: z
      .union([z.literal('me'), idSchema('member')])
      .optional()
      .openapi({ description: 'Only what waits for this person, also in the place of another', example: 'me' }),
    status: Status.optional(),
    subjectKind: z.string().max(60).optional().openapi({ example: 'receipt' }),
    subjectId: z.string().max(40).optional(),
    supplierId: idSchema('party').optional(),
  }),
  answer: { status: 200, schema: pageOf(ApprovalSchema) },
})

export const getApprovalOp = operation({
  id: 'getApproval',
  method: 'get',
  path: `${root}/{approvalId}`,
  tag,
  scope: 'approvals:read',
  summary: 'Read an approval request with its steps and decisions',
  params: approvalParams,
  answer: { status: 200, schema: ApprovalSchema },
})

const Verdict = z.enum(['yes', 'no', 'unknown'])
const Fact = z.object({
  fact: z.string().openapi({ example: 'amount' }),
  has: z.string().nullable().openapi({ example: '1250.00 NOK' }),
  asks: z.array(z.string()).openapi({ example: ['up to 5000.00 NOK'] }),
  verdict: Verdict,
})

export const explainApprovalOp = operation({
  id: 'explainApproval',
  method: 'get',
  path: `${root}/{approvalId}/explanation`,
  tag,
  scope: 'approvals:read',
  summary: 'Explain the way of an approval: rules asked, people, what changed',
  params: approvalParams,
  answer: {
    status: 200,
    schema: z
      .object({
        approval: ApprovalSchema,
        summary: z.array(z.string()).openapi({ example: ['The rule "Everyday costs" of version 3 took it.'] }),
        rule: z.string().nullable().openapi({ description: 'null = only the default approvers knew it' }),
        bandUpTo: z.string().nullable(),
        rules: z
          .array(z.object({ rule: z.string(), verdict: Verdict, facts: z.array(Fact) }))
          .openapi({ description: 'Rules in the order in which they were asked, with every fact looked at' }),
        excluded: z.array(Person.extend({ stepNo: z.int(), reason: z.enum(['enteredIt', 'mandateTooSmall']) })),
        rounds: z.array(
          z.object({
            round: z.int(),
            requestedBy: z.string(),
            openedAt: InstantText,
            changes: z
              .array(z.object({ field: z.string(), was: z.string().nullable(), becomes: z.string().nullable() }))
              .openapi({ description: 'What is different from the round before' }),
          }),
        ),
      })
      .openapi('ApprovalExplanation'),
  },
})

export const decideApprovalOp = operation({
  id: 'decideApproval',
  method: 'post',
  path: `${root}/{approvalId}/decisions`,
  tag,
  scope: 'approvals:decide',
  summary: 'Approve, reject or forward',
  description:
    'The decision is bound to the content that seenVersion shows: after a change it is refused, after the signature of a colleague it is not. The last signature carries the subject on in the same transaction, and is refused when that is not possible.',
  params: approvalParams,
  body: z.strictObject({
    decision: z.enum(['approve', 'reject', 'forward']).openapi({ example: 'approve' }),
    seenVersion: z
      .int()
      .min(1)
      .openapi({ description: 'version of the approval that the person looked at', example: 1 }),
    contentHash: z.string().max(200).optional().openapi({ description: 'Hash of the content that was shown' }),
    note: z.string().trim().min(1).max(1000).optional().openapi({ description: 'The reason; needed to reject' }),
    to: idSchema('member').optional().openapi({ description: 'Who takes the place, for a forward' }),
  }),
  answer: { status: 201, schema: ApprovalSchema },
  problems: [
    'approval_closed',
    'approval_changed',
    'approval_self',
    'approval_person_required',
    'approval_not_assigned',
    'approval_signed_already',
    'approval_note_missing',
    'approval_forward_invalid',
    'version_stale',
  ],
})

const Place = z.object({ memberId: idSchema('member') })
export const DelegationSchema = z
  .object({
    id: idSchema('delegation'),
    from: Place,
    to: Place,
    startsOn: DateText,
    endsOn: DateText,
    reason: z.string().nullable(),
    grantedBy: z.string(),
    version: z.int(),
    createdAt: InstantText,
    revokedAt: InstantText.nullable(),
  })
  .openapi('ApprovalDelegation')

const delegations = '/v1/companies/{companyId}/delegations'

export const listDelegationsOp = operation({
  id: 'listDelegations',
  method: 'get',
  path: delegations,
  tag,
  scope: 'approvals:read',
  summary: 'List who may approve in the place of whom',
  params: companyParams,
  query: listQuery,
  answer: { status: 200, schema: pageOf(DelegationSchema) },
})

export const grantDelegationOp = operation({
  id: 'createDelegation',
  method: 'post',
  path: delegations,
  tag,
  scope: 'approvals:decide',
  summary: 'Let a member take your places for a time',
  description:
    'The delegate may sign nothing that you may not sign yourself. Places of another member need approvals:write.',
  params: companyParams,
  body: z.strictObject({
    from: idSchema('member').optional().openapi({ description: 'Whose places; your own when left out' }),
    to: idSchema('member'),
    startsOn: DateText,
    endsOn: DateText.openapi({ description: 'The last day' }),
    reason: z.string().trim().max(500).optional().openapi({ example: 'Summer holiday' }),
  }),
  answer: { status: 201, schema: DelegationSchema },
  problems: ['delegation_invalid'],
})

export const revokeDelegationOp = operation({
  id: 'revokeDelegation',
  method: 'delete',
  path: `${delegations}/{delegationId}`,
  tag,
  scope: 'approvals:decide',
  summary: 'End a delegation; signatures given under it stay',
  params: companyParams.extend({ delegationId: idSchema('delegation') }),
  answer: { status: 204 },
  problems: ['delegation_revoked'],
})
