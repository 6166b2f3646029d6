import { context, contextWhen, fatal, type Holds, type RuleSet } from '../engine/rule.ts'
import { CEN, type Edition, PEPPOL } from './edition.ts'
import { codeContexts } from './ubl-codes.ts'
import { isVat } from './ubl-facts.ts'
import { headerRules } from './ubl-header.ts'
import { lineContexts } from './ubl-lines.ts'
import { partyContextsAfter, partyContextsBefore } from './ubl-parties.ts'
import { syntaxContexts } from './ubl-syntax.ts'
import { dueContexts, totalContexts, vatTotalContexts } from './ubl-totals.ts'
import { vatNodeContexts } from './ubl-vat-nodes.ts'

/** EN 16931 bound to UBL 2.1: the model, its syntax and its code lists, each a pattern of its own as officially. */
const ublRules = (edition: Edition): RuleSet => ({
  name: 'en16931',
  patterns: [
    [
      ...dueContexts(edition),
      ...partyContextsBefore(),
      ...totalContexts(),
      context('/ubl:Invoice | /cn:CreditNote', headerRules(edition)),
      ...lineContexts(edition),
      ...partyContextsAfter(edition),
      ...vatTotalContexts(),
      contextWhen('cac:PartyTaxScheme', isVat, [
        fatal('BR-CO-09', 'A VAT number starts with the code of its country (EL for Greece).', vatPrefixKnown(edition)),
      ]),
      ...vatNodeContexts(),
    ],
    syntaxContexts(edition),
    codeContexts(edition),
  ],
})

/** The official test looks for the first two characters anywhere in the joined list of countries. */
function vatPrefixKnown(edition: Edition): Holds {
  const countries = ` ${[...edition.lists('vatPrefix')].join(' ')} `
  return (node) => countries.includes((node.child('cbc:CompanyID')?.text ?? '').slice(0, 2))
}

export const EN16931_UBL = ublRules(CEN)
/** The edition that Peppol publishes with its own rules. */
export const EN16931_UBL_PEPPOL = ublRules(PEPPOL)
