import type { Context, Pattern } from '../engine/rule.ts'

/** Rules of Peppol BIS Billing 3 that XRechnung 3.0 has taken over (KoSIT, xrechnung-schematron, rule-list.xml). */
const TAKEN = new Set(
  [1, 5, 8, 10, 20, 40, 41, 42, 43, 44, 46, 53, 54, 55, 61, 101, 110, 111, 120, 121, 130].map(
    (number) => `PEPPOL-EN16931-R${String(number).padStart(3, '0')}`,
  ),
)

/** What is left of a pattern: contexts that lose all their rules are gone, and take no nodes from others. */
export const takenOver = (pattern: Pattern): Pattern =>
  pattern.map(onlyTaken).filter((context) => context.rules.length > 0)

const onlyTaken = (context: Context): Context => ({
  ...context,
  rules: context.rules
    .filter(({ id }) => TAKEN.has(id))
    // In Germany a line may be rounded otherwise, so that this one only warns.
    .map((rule) => (rule.id === 'PEPPOL-EN16931-R120' ? { ...rule, flag: 'warning' as const } : rule)),
})
