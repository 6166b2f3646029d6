import type { Approver, Directory } from '#src/approvals/model/approvers.ts'
import type { PolicyRules, Rule } from '#src/approvals/model/policy.ts'
import type { Subject, SubjectLine } from '#src/approvals/model/subject.ts'

/** A member whose three ids are his name, so that a failing test reads like a sentence. */
export const member = (name: string, ...roles: string[]): Approver => ({ memberId: name, personId: name, name, roles })

export const [anna, bram, chris, noor, olga] = [
  member('anna', 'approver'),
  member('bram', 'approver'),
  member('chris', 'approver', 'accountant'),
  member('noor', 'bookkeeper'),
  member('olga', 'owner'),
]
export const people = [anna, bram, chris, noor, olga]

export const directory = (members = people, managers: Record<string, string[]> = {}): Directory => ({
  members,
  managersOf: (dimension, value) => managers[`${dimension}:${value}`] ?? [],
})

export const line = (account: string | null, more: Partial<SubjectLine> = {}): SubjectLine => ({
  account,
  vatCode: null,
  item: null,
  dimensions: {},
  ...more,
})

/** A supplier invoice of 1 000.00 NOK that Noor entered. */
export const subject = (more: Partial<Subject> = {}): Subject => ({
  kind: 'receipt',
  variant: 'supplierInvoice',
  id: 'rec_1',
  version: 1,
  contentHash: 'h1',
  title: 'Nordkraft AS 1023',
  amountMinor: 100_000n,
  currency: 'NOK',
  base: null,
  supplierId: 'par_nordkraft',
  supplierApproverId: null,
  requesterId: null,
  policyId: null,
  enteredBy: [{ personId: 'noor', credentialId: null }],
  lines: [line('6340')],
  ...more,
})

export const policy = (rules: Rule[], more: Partial<PolicyRules> = {}): PolicyRules => ({
  currency: 'NOK',
  rules,
  defaultApprovers: [{ role: 'owner' }],
  mandates: [],
  ...more,
})

export const names = (approvers: readonly Approver[]): string[] => approvers.map((one) => one.name)
