import type { CreatePolicy } from '#src/approvals/change-policies.ts'
import { type Approval, createPolicy, onDecided, requestApproval, type Subject } from '#src/approvals/index.ts'
import type { Step } from '#src/approvals/model/policy.ts'
import { listMembers } from '#src/companies/index.ts'
import { fail } from '#src/kernel/problem.ts'
import { createParty } from '#src/parties/index.ts'
import { principalOf } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Call } from '#src/platform/cx.ts'
import type { TestCompany, TestPerson } from '#test/support/actors.ts'

export interface Heard {
  readonly outcome: 'approved' | 'rejected'
  readonly subjectId: string
  readonly reason?: string
}

/** What the room of the kind "testSubject" has heard. Subjects named "blocked" cannot be carried out. */
export const heard: Heard[] = []

/** A write of another room, to see that it stands or falls with the decision; the approver himself may not write it. */
const carryOut = command(
  'receipt.process',
  { can: 'receipts:write', via: ['approval.decide'] },
  async (cx, subjectId: string) =>
    createParty(cx, { kind: 'supplier', name: `approved ${subjectId}`, seenIn: { kind: 'test', id: subjectId } }),
)

onDecided('testSubject', {
  async onApproved(cx, { subjectId }) {
    await carryOut(cx, subjectId)
    if (subjectId.startsWith('blocked')) fail('state_conflict', 'The period is closed.')
    heard.push({ outcome: 'approved', subjectId })
  },
  async onRejected(_cx, { subjectId, reason }) {
    heard.push({ outcome: 'rejected', subjectId, reason })
  },
})

let subjects = 0

/** A supplier invoice of 1 000.00 NOK that the owner of nothing entered, unless told otherwise. */
export const newSubject = (more: Partial<Subject> = {}): Subject => ({
  kind: 'testSubject',
  variant: null,
  id: `sub_${++subjects}`,
  version: 1,
  contentHash: 'h1',
  title: 'Nordkraft AS 1023',
  amountMinor: 100_000n,
  currency: 'NOK',
  base: null,
  supplierId: null,
  supplierApproverId: null,
  requesterId: null,
  policyId: null,
  enteredBy: [{ personId: null, credentialId: 'key_of_nobody' }],
  lines: [],
  ...more,
})

export const request = (call: Call, more: Partial<Subject> = {}): Promise<Approval> =>
  requestApproval(call, newSubject({ enteredBy: [principalOf(call.actor)], ...more }))

export async function memberId(company: TestCompany, person: TestPerson): Promise<string> {
  const members = await listMembers(company.call(), { after: undefined, limit: 100 })
  return members.find((member) => member.personId === person.id)?.id ?? ''
}

/** A policy for test subjects whose only rule has these steps. */
export const policyOf = (company: TestCompany, steps: readonly Step[], more: Partial<CreatePolicy> = {}) =>
  createPolicy(company.call(), {
    name: 'Test',
    kinds: ['testSubject'],
    rules: [{ name: 'everything', bands: [], above: { steps } }],
    defaultApprovers: [{ role: 'owner' }],
    mandates: [],
    ...more,
  })

export const anyApprover: Step = { name: 'Approver', need: 'any', approvers: [{ role: 'approver' }] }
export const allApprovers: Step = { name: 'Approvers', need: 'all', approvers: [{ role: 'approver' }] }
