import { type Flag, type Holds, type Rule, type RuleSet, rulesOf } from './rule.ts'

/**
 * Rules that say the same in another syntax: id, sentence and flag are those of the rules given, the test is new. An
 * id that is unknown is a fault of ours and throws.
 */
export function rebinder(sets: readonly RuleSet[]): (id: string, holds: Holds, flag?: Flag) => Rule {
  const known = new Map(rulesOf(sets).map((rule) => [rule.id, rule]))
  return (id, holds, flag) => {
    const rule = known.get(id)
    if (!rule) throw new Error(`there is no rule ${id} to take the sentence from`)
    return { ...rule, holds, flag: flag ?? rule.flag }
  }
}
