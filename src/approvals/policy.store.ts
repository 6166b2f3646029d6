import { toJson } from '#src/kernel/json.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { PolicyVersionRef } from './approval.ts'
import type { PolicyRules } from './model/policy.ts'

defineConstraint(
  'approval_policy_kinds_kind_key',
  'policy_kind_governed',
  'Another policy governs this kind; give that one a new version, or take the kind from it first.',
)

/** A policy with the version that is in force today, or its first one when none is yet. */
export interface Policy {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'archived'
  /** Kinds of subjects that it governs for the whole company. */
  readonly kinds: readonly string[]
  readonly inForce: PolicyVersion
  readonly latestVersion: number
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface PolicyVersion {
  readonly version: number
  readonly effectiveFrom: string
  readonly rules: PolicyRules
  /** The earlier version that this one brings back. */
  readonly restores: number | null
  readonly createdBy: string
  readonly createdAt: Date
}

interface PolicyRow {
  id: string
  name: string
  status: Policy['status']
  kinds: string[]
  version: number
  created_at: Date
  updated_at: Date
}

interface VersionRow {
  policy_id: string
  version: number
  effective_from: string
  rules: PolicyRules
  restores: number | null
  created_by: string
  created_at: Date
}

const toVersion = (row: VersionRow): PolicyVersion => ({
  version: row.version,
  effectiveFrom: row.effective_from,
  rules: row.rules,
  restores: row.restores,
  createdBy: row.created_by,
  createdAt: row.created_at,
})

/** Of the versions that have begun, the one that began last; of those that begin on one day the newest. */
export function versionInForce(versions: readonly PolicyVersion[], on: string): PolicyVersion | undefined {
  const begun = versions.filter((version) => version.effectiveFrom <= on)
  return begun.sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version - a.version)[0]
}

export async function listVersions(cx: Cx, policyIds: readonly string[]): Promise<Map<string, PolicyVersion[]>> {
  const rows = await cx.sql<VersionRow>(
    'select * from approval_policy_versions where company_id = $1 and policy_id = any ($2) order by policy_id, version',
    [cx.companyId, policyIds],
  )
  const found = new Map<string, PolicyVersion[]>()
  for (const row of rows) found.set(row.policy_id, [...(found.get(row.policy_id) ?? []), toVersion(row)])
  return found
}

async function toPolicies(cx: Cx, rows: readonly PolicyRow[]): Promise<Policy[]> {
  const versions = await listVersions(
    cx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const own = versions.get(row.id) ?? []
    const [first] = own
    const inForce = versionInForce(own, cx.today) ?? first
    if (!inForce) throw new Error(`policy ${row.id} has no version`)
    return {
      id: row.id,
      name: row.name,
      status: row.status,
      kinds: row.kinds,
      inForce,
      latestVersion: own.length,
      version: row.version,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  })
}

const WHOLE = `select p.*, array(select k.kind from approval_policy_kinds k
    where k.company_id = p.company_id and k.policy_id = p.id order by k.kind) as kinds from approval_policies p`

export async function loadPolicy(cx: Cx, policyId: string): Promise<Policy> {
  const rows = await cx.sql<PolicyRow>(`${WHOLE} where p.company_id = $1 and p.id = $2`, [cx.companyId, policyId])
  const [policy] = await toPolicies(cx, rows)
  return policy ?? fail('not_found', 'There is no such approval policy.')
}

export async function lockPolicy(cx: Cx, policyId: string): Promise<Policy> {
  await cx.sql('select id from approval_policies where company_id = $1 and id = $2 for update', [
    cx.companyId,
    policyId,
  ])
  const policy = await loadPolicy(cx, policyId)
  if (cx.ifMatch !== undefined && cx.ifMatch !== policy.version) {
    fail('version_stale', 'The policy has changed since you read it; read it again.')
  }
  return policy
}

export async function listPolicyRows(cx: Cx, after: string | undefined, limit: number): Promise<Policy[]> {
  const rows = await cx.sql<PolicyRow>(`${WHOLE} where p.company_id = $1 and p.id > $2 order by p.id limit $3`, [
    cx.companyId,
    after ?? '',
    limit,
  ])
  return toPolicies(cx, rows)
}

export async function insertPolicy(cx: Cx, { id, name }: { id: string; name: string }): Promise<void> {
  await cx.sql(
    'insert into approval_policies (company_id, id, name, created_at, updated_at) values ($1, $2, $3, $4, $4)',
    [cx.companyId, id, name, cx.now],
  )
}

/** Sets name and status, and takes the next version of the policy; the caller holds its lock. */
export async function touchPolicy(cx: Cx, { id, name, status }: Pick<Policy, 'id' | 'name' | 'status'>): Promise<void> {
  await cx.sql(
    'update approval_policies set name = $3, status = $4, version = version + 1, updated_at = $5 where company_id = $1 and id = $2',
    [cx.companyId, id, name, status, cx.now],
  )
}

export async function putKinds(cx: Cx, policyId: string, kinds: readonly string[]): Promise<void> {
  await cx.sql('delete from approval_policy_kinds where company_id = $1 and policy_id = $2 and kind <> all ($3)', [
    cx.companyId,
    policyId,
    kinds,
  ])
  // A kind that this policy governs already stays; one that another governs breaks the key.
  await cx.sql(
    `insert into approval_policy_kinds (company_id, kind, policy_id)
     select $1, kind, $2 from unnest($3::text[]) as kind
     where not exists (select 1 from approval_policy_kinds k where k.company_id = $1 and k.policy_id = $2 and k.kind = kind.kind)`,
    [cx.companyId, policyId, kinds],
  )
}

export async function insertVersion(
  cx: Cx,
  policyId: string,
  version: Pick<PolicyVersion, 'version' | 'effectiveFrom' | 'rules' | 'restores'>,
): Promise<void> {
  await cx.sql(
    `insert into approval_policy_versions (company_id, policy_id, version, effective_from, rules, restores, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      cx.companyId,
      policyId,
      version.version,
      version.effectiveFrom,
      toJson(version.rules),
      version.restores,
      cx.actor.name,
      cx.now,
    ],
  )
}

export interface FoundRules {
  readonly ref: PolicyVersionRef
  readonly rules: PolicyRules
}

/**
 * The rules for a subject: of the policy that its supplier names, else of the one that governs its kind. Undefined when
 * there is none, or none that has begun.
 */
export async function findRules(cx: Cx, kind: string, named: string | null): Promise<FoundRules | undefined> {
  const rows = await cx.sql<VersionRow>(
    `select v.* from approval_policy_versions v
     join approval_policies p on p.company_id = v.company_id and p.id = v.policy_id and p.status = 'active'
     where v.company_id = $1 and v.effective_from <= $4 and v.policy_id in ($3,
       (select k.policy_id from approval_policy_kinds k where k.company_id = $1 and k.kind = $2))
     order by (v.policy_id = $3) desc nulls last, v.effective_from desc, v.version desc limit 1`,
    [cx.companyId, kind, named, cx.today],
    'find_approval_rules',
  )
  const [row] = rows
  return row && { ref: { id: row.policy_id, version: row.version }, rules: row.rules }
}

/** The rules of one version, whatever has become of the policy since. */
export async function loadRules(cx: Cx, ref: PolicyVersionRef): Promise<PolicyRules> {
  const rows = await cx.sql<VersionRow>(
    'select * from approval_policy_versions where company_id = $1 and policy_id = $2 and version = $3',
    [cx.companyId, ref.id, ref.version],
  )
  return rows[0]?.rules ?? fail('policy_version_unknown', `The policy has no version ${ref.version}.`)
}
