import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { CodingRule, RuleCoding, RuleConditions } from './rule.ts'

interface RuleRow {
  id: string
  name: string
  status: CodingRule['status']
  conditions: RuleConditions
  coding: RuleCoding
  position: number
  version: number
  saying_since: number
  created_by: string
  created_at: Date
  updated_at: Date
}

const toRule = (row: RuleRow): CodingRule => ({
  id: row.id,
  name: row.name,
  status: row.status,
  when: row.conditions,
  coding: row.coding,
  position: row.position,
  version: row.version,
  sayingSince: row.saying_since,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** The rules in force, in the order in which they are asked. */
export async function activeRules(cx: Cx): Promise<CodingRule[]> {
  const rows = await cx.sql<RuleRow>(
    "select * from coding_rules where company_id = $1 and status = 'active' order by position, id",
    [cx.companyId],
    'active_coding_rules',
  )
  return rows.map(toRule)
}

export async function listRules(
  cx: Cx,
  filter: { readonly after: string | undefined; readonly limit: number; readonly status?: string | undefined },
): Promise<CodingRule[]> {
  const rows = await cx.sql<RuleRow>(
    `select * from coding_rules where company_id = $1 and id > $2 and ($3::text is null or status = $3) order by id limit $4`,
    [cx.companyId, filter.after ?? '', filter.status, filter.limit],
  )
  return rows.map(toRule)
}

export async function loadRule(cx: Cx, ruleId: string): Promise<CodingRule> {
  const [row] = await cx.sql<RuleRow>('select * from coding_rules where company_id = $1 and id = $2', [
    cx.companyId,
    ruleId,
  ])
  return row ? toRule(row) : fail('not_found', 'There is no such coding rule.')
}

/** Changes of the rules and of their order happen one after the other. */
export async function lockRules(cx: Cx): Promise<void> {
  await cx.sql("select pg_advisory_xact_lock(hashtextextended($1 || ' coding rules', 53))", [cx.companyId])
}

export async function insertRule(
  cx: Cx,
  rule: Pick<CodingRule, 'id' | 'name' | 'when' | 'coding' | 'position'>,
): Promise<void> {
  await cx.sql(
    `insert into coding_rules (company_id, id, name, conditions, coding, position, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      cx.companyId,
      rule.id,
      rule.name,
      JSON.stringify(rule.when),
      JSON.stringify(rule.coding),
      rule.position,
      cx.actor.name,
      cx.now,
    ],
  )
}

/** Writes the rule with its next version if it still is what was read. */
export async function updateRule(cx: Cx, rule: CodingRule): Promise<void> {
  const rows = await cx.sql(
    `update coding_rules set name = $4, status = $5, conditions = $6, coding = $7, saying_since = $8,
       version = version + 1, updated_at = $9 where company_id = $1 and id = $2 and version = $3 returning id`,
    [
      cx.companyId,
      rule.id,
      rule.version,
      rule.name,
      rule.status,
      JSON.stringify(rule.when),
      JSON.stringify(rule.coding),
      rule.sayingSince,
      cx.now,
    ],
  )
  if (rows.length === 0) fail('version_stale', 'The rule has changed since you read it; read it again.')
}

/** Keeps what the rule says now under its version. */
export async function keepVersion(cx: Cx, ruleId: string): Promise<void> {
  await cx.sql(
    `insert into coding_rule_versions (company_id, rule_id, version, name, status, conditions, coding, changed_by, changed_at)
     select company_id, id, version, name, status, conditions, coding, $3, $4 from coding_rules
     where company_id = $1 and id = $2`,
    [cx.companyId, ruleId, cx.actor.name, cx.now],
  )
}

export interface RuleOrder {
  readonly version: number
  readonly ruleIds: readonly string[]
  readonly changedBy: string | null
  readonly changedAt: Date | null
}

const NO_ORDER: RuleOrder = { version: 0, ruleIds: [], changedBy: null, changedAt: null }

export async function loadOrder(cx: Cx): Promise<RuleOrder> {
  const [row] = await cx.sql<RuleOrder>(
    `select version, rule_ids as "ruleIds", changed_by as "changedBy", changed_at as "changedAt"
     from coding_rule_orders where company_id = $1 order by version desc limit 1`,
    [cx.companyId],
  )
  return row ?? NO_ORDER
}

/** Puts the rules in this order, under its next version. */
export async function putOrder(cx: Cx, before: RuleOrder, ruleIds: readonly string[]): Promise<void> {
  await cx.sql(
    'insert into coding_rule_orders (company_id, version, rule_ids, changed_by, changed_at) values ($1, $2, $3, $4, $5)',
    [cx.companyId, before.version + 1, ruleIds, cx.actor.name, cx.now],
  )
  await cx.sql(
    `update coding_rules r set position = o.position from unnest($2::text[]) with ordinality o (id, position)
     where r.company_id = $1 and r.id = o.id and r.position <> o.position`,
    [cx.companyId, ruleIds],
  )
}
