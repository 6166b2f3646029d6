import { EN16931_CII, FACTURX_CODES, FACTURX_MODEL } from '../en16931/cii.ts'
import { VAT_FAMILIES } from '../en16931/vat-family.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { type Context, context, type Pattern, type RuleSet } from '../engine/rule.ts'
import { either, has, textIs } from '../engine/tests.ts'
import { basicWlTotals } from './basic-wl-totals.ts'
import { extendedPatterns } from './extended.ts'
import { detailPatterns, EMPTY_ELEMENTS } from './extended-details.ts'
import { structureOf } from './structure.ts'
import { BASIC_WL_SYNTAX, EXTENDED_SYNTAX, syntaxPatterns } from './syntax.ts'

/**
 * Profiles of Factur-X 1.09 / ZUGFeRD 2.5 (FNFE-MPE, FeRD) that EN 16931 does not cover: MINIMUM and BASIC WL have no
 * lines, EXTENDED has more than the norm. They are judged by the rules of the norm that fit, and EXTENDED by rules of
 * its own for the rest. BASIC and EN 16931 are judged by the norm itself.
 */

const ids = (prefix: string, ...numbers: (number | string)[]): string[] =>
  numbers.map((number) => `${prefix}${typeof number === 'number' ? String(number).padStart(2, '0') : number}`)
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, place) => from + place)

const MINIMUM = [...ids('BR-', ...range(1, 9), 13, 14, 15), ...ids('BR-CO-', 9, 26), ...ids('BR-DEC-', 12, 13, 14, 18)]

/** Rules of a VAT category that look at neither lines nor their sum. */
const withoutLines = VAT_FAMILIES.flatMap(({ id }) => ids(`BR-${id}-`, 3, 4, 6, 7, 9, 10))

const BASIC_WL = [
  ...ids('BR-', ...range(1, 15), ...range(17, 20), 29, ...range(31, 33), ...range(36, 38), 45, 46, 49, 50),
  ...ids('BR-', 53, 55, 56, 57, 61, 62, 63),
  ...ids('BR-CO-', 3, 5, 6, 9, 13, 14, 16, 17, 19, 21, 22, 26),
  ...ids('BR-DEC-', 1, 2, 5, 6, ...range(9, 20)),
  ...withoutLines,
  ...ids('BR-IC-', 11, 12),
  ...ids('BR-O-', 11, 13, 14),
]

/** Of each category the rules about identification, rate and reason; the others are in the profile's own words. */
const inExtended = VAT_FAMILIES.flatMap(({ id }) => [
  ...ids(`BR-${id}-`, ...(id === 'O' ? [] : [2, 3, 4]), 5, 6, 7, ...(id === 'S' ? [] : [9])),
  ...ids(`BR-${id}-`, ...(['AE', 'E', 'G', 'IC', 'O'].includes(id) ? [10] : [])),
])

const EXTENDED = [
  ...ids('BR-', ...range(1, 21), 25, ...range(29, 33), 36, 37, 41, 42, 43, 45, 46, ...range(49, 53), 55, 56, 57),
  ...ids('BR-', ...range(61, 64)),
  ...ids('BR-CO-', 3, 5, 7, 9, 14, 19, 20, 21, 23, 26),
  ...ids('BR-DEC-', 1, 2, 5, 6, ...range(9, 20), 23, 24, 25, 27, 28),
  ...inExtended,
  ...ids('BR-IC-', 11, 12),
  ...ids('BR-B-', 1, 2),
]

function only(wanted: readonly string[]): Pattern[] {
  const kept = new Set(wanted)
  const rulesKept = (one: Context): Context => ({ ...one, rules: one.rules.filter(({ id }) => kept.has(id)) })
  return FACTURX_MODEL.map((pattern) => pattern.map(rulesKept).filter(({ rules }) => rules.length > 0))
}

const again = rebinder([EN16931_CII])

/** Rules of the norm that the profiles ask of any tax, not of VAT alone. */
const breakdownPatterns: Pattern[] = [
  [
    context('ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax', [
      again('BR-47', has('ram:CategoryCode')),
      again('BR-48', either(has('ram:RateApplicablePercent'), textIs('ram:CategoryCode', 'O'))),
    ]),
  ],
  [
    context('rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement', [
      again('BR-CO-18', has('ram:ApplicableTradeTax')),
    ]),
  ],
]

const classifications = path('ram:SpecifiedTradeProduct/ram:DesignatedProductClassification')
const classCodes = path('ram:SpecifiedTradeProduct/ram:DesignatedProductClassification/ram:ClassCode')
/** EXTENDED asks once per line, and of a classification without a code too. */
const classificationPattern: Pattern = [
  context('ram:IncludedSupplyChainTradeLineItem', [
    again(
      'BR-65',
      (node) =>
        classifications(node).length === 0 ||
        classCodes(node).some(({ attributes }) => (attributes.listID ?? '') !== ''),
    ),
  ]),
]

export const FACTURX_MINIMUM: RuleSet = {
  name: 'facturx-minimum',
  patterns: [...only(MINIMUM), FACTURX_CODES, structureOf('minimum')],
}
export const FACTURX_BASIC_WL: RuleSet = {
  name: 'facturx-basicwl',
  patterns: [
    ...only(BASIC_WL),
    ...breakdownPatterns,
    basicWlTotals(again),
    ...syntaxPatterns(BASIC_WL_SYNTAX),
    FACTURX_CODES,
    structureOf('basicwl'),
  ],
}
export const FACTURX_EXTENDED: RuleSet = {
  name: 'facturx-extended',
  patterns: [
    ...only(EXTENDED),
    ...breakdownPatterns,
    classificationPattern,
    ...extendedPatterns(),
    ...detailPatterns(),
    EMPTY_ELEMENTS,
    ...syntaxPatterns(EXTENDED_SYNTAX),
    FACTURX_CODES,
    structureOf('extended'),
  ],
}
/** Beside the norm, by which these profiles are judged. */
export const FACTURX_BASIC: RuleSet = { name: 'facturx-basic', patterns: [structureOf('basic'), EMPTY_ELEMENTS] }
export const FACTURX_EN16931: RuleSet = {
  name: 'facturx-en16931',
  patterns: [structureOf('en16931'), EMPTY_ELEMENTS],
}
