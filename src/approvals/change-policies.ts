import { getCompany } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { policyChanged } from './approval.events.ts'
import { loadDirectory } from './directory.ts'
import { type ApproverRef, type PolicyRules, policyFaults } from './model/policy.ts'
import {
  insertPolicy,
  insertVersion,
  loadPolicy,
  loadRules,
  lockPolicy,
  type Policy,
  putKinds,
  touchPolicy,
} from './policy.store.ts'

/** Rules as a caller gives them; the currency is the company's unless named. */
export type GivenRules = Omit<PolicyRules, 'currency'> & { readonly currency?: string | undefined }

export interface CreatePolicy extends GivenRules {
  readonly name: string
  readonly kinds: readonly string[]
  /** Today when left out. */
  readonly effectiveFrom?: string | undefined
}

/** Fails: policy_invalid with a pointer per fault, policy_kind_governed. */
export const createPolicy = command(
  'approvalPolicy.create',
  { can: 'approvals:write' },
  async (cx: Cx, { name, kinds, effectiveFrom = cx.today, ...given }: CreatePolicy): Promise<Policy> => {
    const rules = await demandRules(cx, given)
    const id = newId('policy')
    await insertPolicy(cx, { id, name })
    await insertVersion(cx, id, { version: 1, effectiveFrom, rules, restores: null })
    await putKinds(cx, id, kinds)
    cx.audit({ kind: 'approvalPolicy', id }, { name, kinds, effectiveFrom, rules })
    cx.emit(policyChanged, { id, version: 1 })
    return loadPolicy(cx, id)
  },
)

export interface RevisePolicy {
  readonly policyId: string
  readonly effectiveFrom?: string | undefined
  /** The new rules, or the number of the earlier version that is brought back. */
  readonly rules: GivenRules | { readonly restores: number }
}

/**
 * Gives the policy a new version. What is pending keeps the version that it began with. Fails: policy_invalid,
 * policy_archived, policy_version_unknown, version_stale.
 */
export const revisePolicy = command(
  'approvalPolicy.revise',
  { can: 'approvals:write' },
  async (cx: Cx, { policyId, effectiveFrom = cx.today, rules: given }: RevisePolicy): Promise<Policy> => {
    const policy = await lockPolicy(cx, policyId)
    if (policy.status === 'archived') fail('policy_archived', 'Make the policy active again before you revise it.')
    const restores = 'restores' in given ? given.restores : null
    const rules = await demandRules(
      cx,
      'restores' in given ? await loadRules(cx, { id: policyId, version: given.restores }) : given,
    )
    const version = policy.latestVersion + 1
    await insertVersion(cx, policyId, { version, effectiveFrom, rules, restores })
    await touchPolicy(cx, policy)
    cx.audit({ kind: 'approvalPolicy', id: policyId }, { version, effectiveFrom, restores, rules })
    cx.emit(policyChanged, { id: policyId, version: policy.version + 1 })
    return loadPolicy(cx, policyId)
  },
)

export interface ChangePolicy {
  readonly policyId: string
  readonly name?: string | undefined
  readonly kinds?: readonly string[] | undefined
  readonly status?: Policy['status'] | undefined
}

/** Renames, archives, or changes what the policy governs; an archived one governs nothing. */
export const changePolicy = command(
  'approvalPolicy.change',
  { can: 'approvals:write' },
  async (cx: Cx, { policyId, ...changes }: ChangePolicy): Promise<Policy> => {
    const policy = await lockPolicy(cx, policyId)
    const { name = policy.name, status = policy.status } = changes
    const kinds = status === 'archived' ? [] : (changes.kinds ?? policy.kinds)
    await touchPolicy(cx, { id: policyId, name, status })
    await putKinds(cx, policyId, kinds)
    cx.audit({ kind: 'approvalPolicy', id: policyId }, { name, status, kinds })
    cx.emit(policyChanged, { id: policyId, version: policy.version + 1 })
    return loadPolicy(cx, policyId)
  },
)

/** The rules with their currency; refused when they cannot work, or name somebody who is no member. */
export async function demandRules(cx: Cx, given: GivenRules): Promise<PolicyRules> {
  const currency = given.currency ?? (await getCompany(cx, undefined)).baseCurrency
  const { rules: ordered, defaultApprovers, mandates } = given
  const rules: PolicyRules = { currency, rules: ordered, defaultApprovers, mandates }
  const { members } = await loadDirectory(cx)
  const known = new Set(members.map(({ memberId }) => memberId))
  const errors = [...policyFaults(rules), ...unknownMembers(rules, known)]
  if (errors.length > 0) fail('policy_invalid', 'Mend the fields that are named; nothing was changed.', { errors })
  return rules
}

function unknownMembers(policy: PolicyRules, known: ReadonlySet<string>): FieldError[] {
  const refs: [string, ApproverRef][] = policy.defaultApprovers.map((ref, at) => [`/defaultApprovers/${at}`, ref])
  policy.rules.forEach((rule, at) => {
    const outcomes = [
      ...rule.bands.map((band, place) => [`bands/${place}`, band] as const),
      ['above', rule.above] as const,
    ]
    for (const [where, outcome] of outcomes) {
      const steps = 'steps' in outcome ? outcome.steps : []
      steps.forEach((step, no) => {
        step.approvers.forEach((ref, place) => {
          refs.push([`/rules/${at}/${where}/steps/${no}/approvers/${place}`, ref])
        })
      })
    }
  })
  for (const [at, { member }] of policy.mandates.entries()) refs.push([`/mandates/${at}`, { member }])
  return refs.flatMap(([pointer, ref]) =>
    'member' in ref && !known.has(ref.member)
      ? [{ pointer: `${pointer}/member`, code: 'member_unknown', message: 'There is no such member.' }]
      : [],
  )
}
