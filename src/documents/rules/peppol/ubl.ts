import { type Context, contextWhen, type Pattern, type RuleSet } from '../engine/rule.ts'
import * as national from '../national/ubl.ts'
import { ENDPOINT_RULES, IDENTIFIER_RULES } from './identifier-rules.ts'
import { peppolSlack, type Slack } from './slack.ts'
import { allowanceContexts, currencyContexts, lineContexts, paymentContexts, periodContexts } from './ubl-amounts.ts'
import { codePattern } from './ubl-codes.ts'
import { creditNotePattern, documentContexts, emptyPattern } from './ubl-document.ts'

const IDENTIFIERS = 'cbc:EndpointID | cac:PartyIdentification/cbc:ID | cbc:CompanyID'

const bySchemeAt =
  (at: string) =>
  ([scheme, rule]: (typeof IDENTIFIER_RULES)[number]): Context =>
    contextWhen(at, (node) => node.attributes.schemeID === scheme, [rule])

/** Peppol's rules for all countries, without those about codes. */
export const commonPatterns = (slack: Slack): Pattern[] => [
  emptyPattern,
  creditNotePattern,
  [
    ...documentContexts(),
    ...allowanceContexts(slack),
    ...paymentContexts(),
    ...currencyContexts(),
    ...periodContexts(),
    ...lineContexts(slack),
    ...IDENTIFIER_RULES.map(bySchemeAt(IDENTIFIERS)),
    ...ENDPOINT_RULES.map(bySchemeAt('cbc:EndpointID')),
  ],
]

/** Peppol BIS Billing 3 in UBL, with the rules of the countries, which are part of the official set. */
export const PEPPOL_UBL: RuleSet = {
  name: 'peppol',
  patterns: [
    ...commonPatterns(peppolSlack),
    ...national.NORWAY_UBL.patterns,
    ...national.DENMARK_UBL.patterns,
    ...national.ITALY_UBL.patterns,
    ...national.SWEDEN_UBL.patterns,
    ...national.GREECE_UBL.patterns,
    ...national.ICELAND_UBL.patterns,
    ...national.NETHERLANDS_UBL.patterns,
    ...national.GERMANY_UBL.patterns,
    codePattern(),
  ],
}
