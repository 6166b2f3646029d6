import { created, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import * as contract from './approval.contract.ts'
import { wireApproval, wireExplanation, wirePolicy, wireVersion } from './approval.wire.ts'
import { changePolicy, createPolicy, revisePolicy } from './change-policies.ts'
import { decideApproval } from './decide-approval.ts'
import type { Delegation } from './delegation.store.ts'
import { grantDelegation, listDelegations, revokeDelegation } from './delegations.ts'
import { explainApproval } from './explain-approval.ts'
import * as policies from './policy.contract.ts'
import type { Policy } from './policy.store.ts'
import { getApproval, listApprovals } from './read-approvals.ts'
import { getPolicy, listPolicies, listPolicyVersions } from './read-policies.ts'
import { simulatePolicy } from './simulate-policy.ts'

const whole = (policy: Policy) => ok(wirePolicy(policy), { version: policy.version })
const made = (policy: Policy) => created(wirePolicy(policy), { version: policy.version })
const wireDelegation = ({ from, to, ...delegation }: Delegation) => ({
  ...delegation,
  from: { memberId: from.memberId },
  to: { memberId: to.memberId },
})

const policyRoutes: readonly Route[] = [
  bind(policies.listPoliciesOp, {
    call: async (call, { query }) => pageOfRows(await listPolicies(call, pageStart(query)), query.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wirePolicy), nextCursor }),
  }),
  bind(policies.createPolicyOp, { call: (call, { body }) => createPolicy(call, body), answer: made }),
  bind(policies.getPolicyOp, { call: (call, { params }) => getPolicy(call, params), answer: whole }),
  bind(policies.updatePolicyOp, {
    call: (call, { params, body }) => changePolicy(call, { policyId: params.policyId, ...body }),
    answer: whole,
  }),
  bind(policies.listPolicyVersionsOp, {
    call: (call, { params }) => listPolicyVersions(call, params),
    answer: (versions) => ok({ data: versions.map(wireVersion), nextCursor: null }),
  }),
  bind(policies.revisePolicyOp, {
    call: (call, { params, body: { effectiveFrom, ...rules } }) =>
      revisePolicy(call, { policyId: params.policyId, effectiveFrom, rules }),
    answer: made,
  }),
  bind(policies.simulatePolicyOp, {
    call: (call, { params, body }) => simulatePolicy(call, { policyId: params.policyId, ...body }),
    answer: (simulation) => ok(simulation),
  }),
]

export const approvalRoutes: readonly Route[] = [
  bind(contract.listApprovalsOp, {
    call: async (call, { query }) => {
      const { updatedSince, cursor: _cursor, limit: shown, ...filter } = query
      const { after: afterId, limit } = pageStart(query)
      const since = updatedSince === undefined ? undefined : new Date(updatedSince)
      return pageOfRows(await listApprovals(call, { ...filter, updatedSince: since, afterId, limit }), shown)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireApproval), nextCursor }),
  }),
  bind(contract.getApprovalOp, {
    call: (call, { params }) => getApproval(call, params),
    answer: (approval) => ok(wireApproval(approval), { version: approval.version }),
  }),
  bind(contract.explainApprovalOp, {
    call: (call, { params }) => explainApproval(call, params),
    answer: (explanation) => ok(wireExplanation(explanation), { version: explanation.approval.version }),
  }),
  bind(contract.decideApprovalOp, {
    call: (call, { params, body }) => decideApproval(call, { approvalId: params.approvalId, ...body }),
    answer: (approval) => created(wireApproval(approval), { version: approval.version }),
  }),
  bind(contract.listDelegationsOp, {
    call: async (call, { query }) => pageOfRows(await listDelegations(call, pageStart(query)), query.limit),
    answer: ({ data, nextCursor }) => ok({ data: data.map(wireDelegation), nextCursor }),
  }),
  bind(contract.grantDelegationOp, {
    call: (call, { body }) => grantDelegation(call, body),
    answer: (delegation) => created(wireDelegation(delegation), { version: delegation.version }),
  }),
  bind(contract.revokeDelegationOp, {
    call: (call, { params }) => revokeDelegation(call, params),
    answer: noContent,
  }),
  ...policyRoutes,
]
