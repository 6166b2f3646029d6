import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { listPastSubjects, type PastSubject } from './approval-list.store.ts'
import { demandRules, type GivenRules } from './change-policies.ts'
import { loadDirectory } from './directory.ts'
import { type Directory, staffRoute } from './model/approvers.ts'
import type { PolicyRules } from './model/policy.ts'
import { tally } from './model/tally.ts'
import { loadPolicy, loadRules } from './policy.store.ts'

export interface SimulatePolicy {
  readonly policyId: string
  /** A version of the policy; the one in force when left out. */
  readonly version?: number | undefined
  /** Rules that are only thought of, in place of a version. */
  readonly draft?: GivenRules | undefined
  readonly kinds?: readonly string[] | undefined
  /** Requests opened on or after, and on or before, these days. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Requests at the most, newest first. */
  readonly limit: number
}

export interface SimulatedRoute {
  readonly approvalId: string
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string }
  readonly rule: string | null
  readonly bandUpTo: string | null
  readonly isAutomatic: boolean
  readonly signatures: number
  /** A step that nobody, or too few, could have signed. */
  readonly isStuck: boolean
  /** Whether it took another way than it did. */
  readonly differs: boolean
}

export interface Simulation {
  readonly asked: number
  readonly automatic: number
  /** What only the default approvers catch: the gaps of the policy. */
  readonly byDefaultOnly: number
  readonly stuck: number
  readonly differs: number
  readonly byRule: readonly { readonly rule: string; readonly taken: number }[]
  readonly routes: readonly SimulatedRoute[]
}

/**
 * Asks a policy about what was put up for approval before: which rule would take it, who would have to sign. Nothing but
 * the audit entry is kept. Fails: policy_invalid, policy_version_unknown.
 */
export const simulatePolicy = command(
  'approvalPolicy.simulate',
  { can: 'approvals:read' },
  async (cx: Cx, input: SimulatePolicy): Promise<Simulation> => {
    const rules = await rulesOf(cx, input)
    const directory = await loadDirectory(cx)
    const past = await listPastSubjects(cx, input)
    cx.audit({ kind: 'approvalPolicy', id: input.policyId }, { asked: past.length })
    const routes = past.map((one) => simulate(rules, one, directory))
    const count = (holds: (route: SimulatedRoute) => boolean) => routes.filter(holds).length
    return {
      asked: routes.length,
      automatic: count((route) => route.isAutomatic),
      byDefaultOnly: count((route) => route.rule === null),
      stuck: count((route) => route.isStuck),
      differs: count((route) => route.differs),
      byRule: rules.rules.map(({ name }) => ({ rule: name, taken: count((route) => route.rule === name) })),
      routes,
    }
  },
)

async function rulesOf(cx: Cx, { policyId, version, draft }: SimulatePolicy): Promise<PolicyRules> {
  const policy = await loadPolicy(cx, policyId)
  if (draft) return demandRules(cx, draft)
  return version === undefined ? policy.inForce.rules : loadRules(cx, { id: policyId, version })
}

function simulate(rules: PolicyRules, past: PastSubject, directory: Directory): SimulatedRoute {
  const { approvalId, subject, isAutomatic, signatures } = past
  const staffed = staffRoute(rules, subject, directory)
  const asked = staffed.steps.reduce((total, step) => total + step.need, 0)
  return {
    approvalId,
    subject: { kind: subject.kind, id: subject.id, title: subject.title },
    rule: staffed.route.rule,
    bandUpTo: staffed.route.bandUpTo,
    isAutomatic: staffed.route.isAutomatic,
    signatures: asked,
    isStuck: tally(staffed, []).steps.some((step) => step.isStuck),
    differs: staffed.route.isAutomatic !== isAutomatic || asked !== signatures,
  }
}
