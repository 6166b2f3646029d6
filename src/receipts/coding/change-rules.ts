import { faultsInDimensions } from '#src/companies/index.ts'
import { newId } from '#src/kernel/id.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { accountsInUse } from './propose-coding.ts'
import { type MeasuredRule, measuredRule } from './read-coding.ts'
import {
  activeRules,
  insertRule,
  keepVersion,
  loadOrder,
  loadRule,
  lockRules,
  putOrder,
  type RuleOrder,
  updateRule,
} from './rule.store.ts'
import { type CodingRule, partsOf, type RuleSaying, ruleFaults } from './rule.ts'

export interface CreateCodingRule extends RuleSaying {
  readonly name: string
  /** From 1; at the end when left out. */
  readonly position?: number | undefined
}

/** Rules that one company may have: every line asks all of them. */
const RULES_MAX = 300

/** Adds a rule to those that are asked. Fails: coding_rule_invalid, coding_rules_full. */
export const createCodingRule = command(
  'codingRule.create',
  { can: 'parties:write' },
  async (cx: Cx, { name, when, coding, position }: CreateCodingRule): Promise<MeasuredRule> => {
    await demandSayable(cx, { when, coding })
    await lockRules(cx)
    const order = await loadOrder(cx)
    if (order.ruleIds.length >= RULES_MAX) {
      fail('coding_rules_full', `A company has ${RULES_MAX} coding rules at the most; archive one first.`)
    }
    const id = newId('codingRule')
    const place = Math.min(position ?? Number.POSITIVE_INFINITY, order.ruleIds.length + 1)
    await insertRule(cx, { id, name, when, coding, position: place })
    await keepVersion(cx, id)
    await putOrder(cx, order, order.ruleIds.toSpliced(place - 1, 0, id))
    cx.audit({ kind: 'codingRule', id }, { name, when, coding, position: place })
    return measuredRule(cx, await loadRule(cx, id))
  },
)

export interface ChangeCodingRule {
  readonly ruleId: string
  readonly name?: string | undefined
  readonly when?: RuleSaying['when'] | undefined
  readonly coding?: RuleSaying['coding'] | undefined
}

/**
 * Changes a rule. What is coded already stays; a rule that says something else is measured anew. Fails:
 * version_stale, coding_rule_archived, coding_rule_invalid.
 */
export const changeCodingRule = command(
  'codingRule.change',
  { can: 'parties:write' },
  async (cx: Cx, { ruleId, name, when, coding }: ChangeCodingRule): Promise<MeasuredRule> => {
    const before = await lockRule(cx, ruleId)
    const after = { ...before, name: name ?? before.name, when: when ?? before.when, coding: coding ?? before.coding }
    const saysOther = when !== undefined || coding !== undefined
    if (saysOther) await demandSayable(cx, after)
    await updateRule(cx, { ...after, sayingSince: saysOther ? before.version + 1 : before.sayingSince })
    await keepVersion(cx, ruleId)
    cx.audit({ kind: 'codingRule', id: ruleId }, { before: sayingOf(before), after: sayingOf(after) })
    return measuredRule(cx, await loadRule(cx, ruleId))
  },
)

/** Takes a rule out of use. It stays readable, as codings name it. Fails: coding_rule_archived, version_stale. */
export const archiveCodingRule = command(
  'codingRule.archive',
  { can: 'parties:write' },
  async (cx: Cx, { ruleId }: { ruleId: string }): Promise<MeasuredRule> => {
    const before = await lockRule(cx, ruleId)
    const order = await loadOrder(cx)
    await updateRule(cx, { ...before, status: 'archived' })
    await keepVersion(cx, ruleId)
    await putOrder(
      cx,
      order,
      order.ruleIds.filter((id) => id !== ruleId),
    )
    cx.audit({ kind: 'codingRule', id: ruleId }, { status: 'archived' })
    return measuredRule(cx, await loadRule(cx, ruleId))
  },
)

/** Puts the rules in another order. Fails: version_stale, coding_rule_order_incomplete. */
export const orderCodingRules = command(
  'codingRule.order',
  { can: 'parties:write' },
  async (cx: Cx, { ruleIds }: { ruleIds: readonly string[] }): Promise<RuleOrder> => {
    await lockRules(cx)
    const order = await loadOrder(cx)
    if (cx.ifMatch !== undefined && cx.ifMatch !== order.version) {
      fail('version_stale', 'The order of the rules has changed since you read it; read it again.')
    }
    const active = new Set((await activeRules(cx)).map(({ id }) => id))
    const isComplete = ruleIds.length === active.size && new Set(ruleIds).size === active.size
    if (!isComplete || ruleIds.some((id) => !active.has(id))) {
      fail('coding_rule_order_incomplete', 'Name every rule that is in use exactly once, in the order to ask them.')
    }
    await putOrder(cx, order, ruleIds)
    cx.audit({ kind: 'company', id: cx.companyId }, { codingRuleOrder: { before: order.ruleIds, after: ruleIds } })
    return loadOrder(cx)
  },
)

async function lockRule(cx: Cx, ruleId: string): Promise<CodingRule> {
  await lockRules(cx)
  const rule = await loadRule(cx, ruleId)
  if (cx.ifMatch !== undefined && cx.ifMatch !== rule.version) {
    fail('version_stale', 'The rule has changed since you read it; read it again.')
  }
  if (rule.status === 'archived') fail('coding_rule_archived', 'The rule is archived; make a new one.')
  return rule
}

const sayingOf = ({ name, when, coding }: CodingRule) => ({ name, when, coding })

/** Fails with coding_rule_invalid and a pointer to each fault, also to what is not in use: account, VAT code, dimension. */
export async function demandSayable(cx: Cx, saying: RuleSaying): Promise<void> {
  const faults = [...ruleFaults(saying), ...(await unknownIn(cx, saying))]
  const [first] = faults
  if (first) fail('coding_rule_invalid', first.message, { errors: faults })
}

async function unknownIn(cx: Cx, { coding }: RuleSaying): Promise<FieldError[]> {
  const parts = partsOf(coding)
  const accounts = await accountsInUse(
    cx,
    parts.map(({ account }) => account),
  )
  const codes = new Set((await listVatCodes(cx, undefined)).map(({ code }) => code))
  const pointerTo = (index: number) => ('split' in coding ? `/coding/split/${index}` : '/coding')
  const said = parts.map(({ dimensions }, index) => ({ pointer: `${pointerTo(index)}/dimensions`, dimensions }))
  const chart = parts.flatMap(({ account, vatCode }, index) => {
    const at = pointerTo(index)
    const faults: FieldError[] = []
    if (!accounts.has(account)) {
      const message = `There is no account ${account} in use.`
      faults.push({ pointer: `${at}/account`, code: 'account_unknown', message })
    }
    if (vatCode !== undefined && !codes.has(vatCode)) {
      const message = `There is no VAT code ${vatCode}.`
      faults.push({ pointer: `${at}/vatCode`, code: 'vat_code_unknown', message })
    }
    return faults
  })
  return [...chart, ...(await faultsInDimensions(cx, said))]
}
