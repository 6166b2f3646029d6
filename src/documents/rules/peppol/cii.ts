import { PEPPOL_LISTS } from '../code-lists.ts'
import { isPartitaIva } from '../engine/check-digits.ts'
import { withAttribute } from '../engine/code-row.ts'
import { type Context, context, contextWhen, type Holds, type Pattern, type RuleSet, warning } from '../engine/rule.ts'
import { codeIn } from '../engine/tests.ts'
import { collapse, normalised } from '../engine/values.ts'
import * as national from '../national/cii.ts'
import { allowanceContexts, lineContexts, paymentContexts, periodContexts } from './cii-amounts.ts'
import { documentContexts, rule } from './cii-document.ts'
import { profile } from './cii-facts.ts'
import { ENDPOINT_RULES, IDENTIFIER_RULES } from './identifier-rules.ts'

const IDENTIFIERS = 'ram:URIID | ram:ID | ram:GlobalID'

const bySchemeAt =
  (at: string) =>
  ([scheme, identifierRule]: (typeof IDENTIFIER_RULES)[number]): Context =>
    contextWhen(at, (node) => node.attributes.schemeID === scheme, [identifierRule])

/** Scheme 9906 has gone from the UBL rules. */
const ITALIAN_VAT_ADDRESS = contextWhen('ram:URIID', (node) => node.attributes.schemeID === '9906', [
  warning('PEPPOL-COMMON-R048', 'An Italian VAT number (9906) has a right check digit.', (node) =>
    isPartitaIva(normalised(node)),
  ),
])

const attributeIs =
  (name: string, list: string): Holds =>
  (node) =>
    PEPPOL_LISTS(list).has(node.attributes[name] ?? '')
const underIndicator =
  (value: string): Holds =>
  (node) =>
    normalised(node.parent?.at('ram:ChargeIndicator', 'udt:Indicator')) === value

const REASON = 'ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode'

/** Codes of Peppol's own lists, and dates. */
const codePattern: Pattern = [
  contextWhen('ram:AttachmentBinaryObject', withAttribute('mimeCode'), [
    rule('PEPPOL-EN16931-CL001', attributeIs('mimeCode', 'mediaType')),
  ]),
  contextWhen(REASON, underIndicator('false'), [rule('PEPPOL-EN16931-CL002', codeIn(PEPPOL_LISTS('allowanceReason')))]),
  contextWhen(REASON, underIndicator('true'), [rule('PEPPOL-EN16931-CL003', codeIn(PEPPOL_LISTS('chargeReason')))]),
  contextWhen('ram:TaxTotalAmount', withAttribute('currencyID'), [
    rule('PEPPOL-EN16931-CL007', attributeIs('currencyID', 'currency')),
  ]),
  // The official context names an element that there is none of, so the rule never judges a document.
  context('ram:ExchangedDocument/ram:TypeCode', [rule('PEPPOL-EN16931-P0100', typeInProcess)]),
  context('udt:DateTimeString', [
    rule('PEPPOL-EN16931-F001', (node) => {
      const isDay = collapse(node.attributes.format ?? '') === '102'
      return isDay && node.text.length === 8 && /20[0-9]{6}/.test(normalised(node))
    }),
  ]),
  context(
    'ram:BuyerTradeParty/ram:URIUniversalCommunication/ram:URIID | ram:SellerTradeParty/ram:URIUniversalCommunication/ram:URIID',
    [rule('PEPPOL-EN16931-CL008', attributeIs('schemeID', 'eas'))],
  ),
]

function typeInProcess(...[node, subject]: Parameters<Holds>): boolean {
  const type = normalised(node)
  return profile(subject) !== '01' || PEPPOL_LISTS('invoiceType').has(type) || PEPPOL_LISTS('creditNoteType').has(type)
}

/** Peppol BIS Billing 3 in CII, with the rules of the countries, which are part of the official set. */
export const PEPPOL_CII: RuleSet = {
  name: 'peppol',
  patterns: [
    [
      ...documentContexts(),
      ...allowanceContexts(),
      ...paymentContexts(),
      ...periodContexts(),
      ...lineContexts(),
      ...IDENTIFIER_RULES.map(bySchemeAt(IDENTIFIERS)),
      ...ENDPOINT_RULES.map(bySchemeAt('ram:URIID')),
      ITALIAN_VAT_ADDRESS,
    ],
    ...national.NORWAY_CII.patterns,
    ...national.DENMARK_CII.patterns,
    ...national.ITALY_CII.patterns,
    ...national.SWEDEN_CII.patterns,
    ...national.NETHERLANDS_CII.patterns,
    codePattern,
  ],
}
