/**
 * Three-valued logic (Kleene): what a rule cannot know is "unknown", never "no", so that a missing exchange rate or an
 * uncoded line can neither slip past a rule nor through it.
 */
export type Verdict = 'yes' | 'no' | 'unknown'

/** One thing that was looked at: what the subject has, what the rule asks for. */
export interface Fact {
  readonly fact: string
  readonly has: string | null
  readonly asks: readonly string[]
  readonly verdict: Verdict
}

export interface Finding {
  readonly verdict: Verdict
  readonly facts: readonly Fact[]
}

export const leaf = (fact: string, has: string | null, asks: readonly string[], verdict: Verdict): Finding => ({
  verdict,
  facts: [{ fact, has, asks, verdict }],
})

function join(parts: readonly Finding[], decisive: Verdict, otherwise: Verdict): Finding {
  const verdicts = parts.map((part) => part.verdict)
  const verdict = verdicts.includes(decisive) ? decisive : verdicts.includes('unknown') ? 'unknown' : otherwise
  return { verdict, facts: parts.flatMap((part) => part.facts) }
}

export const isAll = (parts: readonly Finding[]): Finding => join(parts, 'no', 'yes')
export const isAny = (parts: readonly Finding[]): Finding => join(parts, 'yes', 'no')

const OPPOSITE: Readonly<Record<Verdict, Verdict>> = { yes: 'no', no: 'yes', unknown: 'unknown' }
export const isNot = (part: Finding): Finding => ({ verdict: OPPOSITE[part.verdict], facts: part.facts })
