import type { Syntax } from '../einvoice/namespaces.ts'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from './en16931/ubl.ts'
import type { RuleSet } from './engine/rule.ts'

/** Names by which callers choose rules. */
export const RULE_SET_NAMES = ['en16931'] as const
export type RuleSetName = (typeof RULE_SET_NAMES)[number]

export const isRuleSetName = (name: string): name is RuleSetName => RULE_SET_NAMES.includes(name as RuleSetName)

const PEPPOL_BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:3.0'

/** The rule sets that a document asks for by its specification identifier (BT-24). */
export function namesFor(_customizationId: string | undefined): RuleSetName[] {
  return ['en16931']
}

/** The rules behind the names. A Peppol document is judged by the edition of EN 16931 that Peppol publishes. */
export function ruleSetsOf(
  _names: readonly RuleSetName[],
  syntax: Syntax,
  customizationId: string | undefined,
): RuleSet[] {
  if (syntax !== 'ubl') return []
  return [customizationId?.includes(PEPPOL_BILLING) ? EN16931_UBL_PEPPOL : EN16931_UBL]
}
