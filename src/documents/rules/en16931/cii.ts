import { stringValue } from '#src/platform/xml/xml-element.ts'
import { contextWhen, type RuleSet } from '../engine/rule.ts'
import { breakdownContext } from './cii-breakdown.ts'
import { codeContexts } from './cii-codes.ts'
import { rule } from './cii-facts.ts'
import { firstContexts, headerContext, partyContexts } from './cii-header.ts'
import { lineContexts } from './cii-lines.ts'
import { syntaxContexts } from './cii-syntax.ts'
import { totalContexts, vatTotalContext } from './cii-totals.ts'
import { vatContexts } from './cii-vat-nodes.ts'
import { CEN, type Edition, PEPPOL } from './edition.ts'

/** EN 16931 bound to CII D16B: the model, its syntax and its code lists, each a pattern of its own as officially. */
const ciiRules = (edition: Edition): RuleSet => ({
  name: 'en16931',
  patterns: [
    [
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
    ],
    syntaxContexts(edition),
    codeContexts(edition),
  ],
})

export const EN16931_CII = ciiRules(CEN)
/** The edition that Peppol publishes with its own rules. */
export const EN16931_CII_PEPPOL = ciiRules(PEPPOL)
