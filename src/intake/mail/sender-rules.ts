import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, query } from '#src/platform/command/index.ts'
import { deleteRuleRow, insertRule, listRuleRows, type SenderRule } from './sender-rule.store.ts'

const can = { can: 'companies:write' } as const

/** A rule for one address ("faktura@nordkraft.example") or a whole domain ("@nordkraft.example"). */
export const createSenderRule = command(
  'senderRule.create',
  can,
  async (cx, input: Pick<SenderRule, 'verdict' | 'sender'>): Promise<SenderRule> => {
    const rule = {
      id: newId('senderRule'),
      verdict: input.verdict,
      sender: input.sender.toLowerCase(),
      createdAt: cx.now,
    }
    if (!(await insertRule(cx, rule)))
      fail('sender_rule_exists', `There is a rule for ${rule.sender} already; remove that one first.`)
    cx.audit({ kind: 'senderRule', id: rule.id }, input)
    return rule
  },
)

export const removeSenderRule = command(
  'senderRule.remove',
  can,
  async (cx, { ruleId }: { ruleId: string }): Promise<void> => {
    if (!(await deleteRuleRow(cx, ruleId))) fail('not_found', 'There is no such rule.')
    cx.audit({ kind: 'senderRule', id: ruleId })
  },
)

export const listSenderRules = query(
  'senderRule.list',
  { can: 'receipts:read' },
  (cx, _: undefined): Promise<SenderRule[]> => listRuleRows(cx),
)

/**
 * Whether the company takes mail of all these senders (the envelope's and the letter's may differ). The address goes
 * before its domain; what no rule names is taken unless the company has a rule that allows somebody.
 */
export function isTaken(rules: readonly SenderRule[], senders: readonly string[]): boolean {
  const verdictOf = new Map(rules.map(({ sender, verdict }) => [sender, verdict]))
  const isClosed = rules.some(({ verdict }) => verdict === 'allow')
  return senders.every((sender) => {
    const address = sender.toLowerCase()
    const verdict = verdictOf.get(address) ?? verdictOf.get(address.slice(address.lastIndexOf('@')))
    return verdict ? verdict === 'allow' : !isClosed
  })
}
