import { stringValue } from '#src/platform/xml/xml-element.ts'
import { type Context, contextWhen, type Pattern, type RuleSet } from '../engine/rule.ts'
import { breakdownContext } from './cii-breakdown.ts'
import { codeContexts } from './cii-codes.ts'
import { rule } from './cii-facts.ts'
import { firstContexts, headerContext, partyContexts } from './cii-header.ts'
import { lineContexts } from './cii-lines.ts'
import { syntaxContexts } from './cii-syntax.ts'
import { totalContexts, vatTotalContext } from './cii-totals.ts'
import { vatContexts } from './cii-vat-nodes.ts'
import { CEN, type Edition, FACTURX, PEPPOL } from './edition.ts'

/** The model bound to CII D16B. */
const modelContexts = (edition: Edition): Context[] => [
  ...firstContexts(edition),
  ...totalContexts(),
  headerContext(edition),
  ...lineContexts(),
  ...partyContexts(edition),
  vatTotalContext(),
  contextWhen('ram:SpecifiedTaxRegistration/ram:ID', (node) => node.attributes.schemeID === 'VA', [
    rule('BR-CO-09', (node) => edition.ciiLists('vatPrefix').has(stringValue(node).slice(0, 2))),
  ]),
  ...vatContexts(edition),
  breakdownContext(),
]

/** EN 16931 bound to CII D16B: the model, its syntax and its code lists, each a pattern of its own as officially. */
const ciiRules = (edition: Edition): RuleSet => ({
  name: 'en16931',
  patterns: [modelContexts(edition), syntaxContexts(edition), codeContexts(edition)],
})

export const EN16931_CII = ciiRules(CEN)
/** The edition that Peppol publishes with its own rules. */
export const EN16931_CII_PEPPOL = ciiRules(PEPPOL)

/** What the profiles of Factur-X have of it: each context is a pattern of its own, so that none takes a node from another. */
export const FACTURX_MODEL: readonly Pattern[] = modelContexts(FACTURX).map((context) => [context])
export const FACTURX_CODES: Pattern = codeContexts(FACTURX)
