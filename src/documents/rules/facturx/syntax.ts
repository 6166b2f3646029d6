import { EN16931_CII } from '../en16931/cii.ts'
import { type Context, context, fatal, type Pattern, type Rule } from '../engine/rule.ts'
import { atMostOne, has } from '../engine/tests.ts'

/** Rules of the norm's syntax that the profiles ask as they are. */
export const BASIC_WL_SYNTAX = ['465', '466', '467', '468', '469', '470']
export const EXTENDED_SYNTAX = ['465', '466', '467', '468', '469', '475', '476']

/**
 * Rules of syntax (CII-SR-*) of a profile, those taken from the norm first. Every context is a pattern of its own, so that
 * none takes a node from another. What has no flag officially is fatal.
 */
export function syntaxPatterns(taken: readonly string[]): Pattern[] {
  const kept = new Set(taken.map((number) => `CII-SR-${number}`))
  return [
    ...EN16931_CII.patterns
      .flat()
      .map((one): Context => ({ ...one, rules: one.rules.filter(({ id }) => kept.has(id)).map(flagged) }))
      .filter(({ rules }) => rules.length > 0)
      .map((one) => [one]),
    OWN_WORDS,
  ]
}

const WARNINGS = ['CII-SR-475', 'CII-SR-476']
const flagged = (rule: Rule): Rule => ({ ...rule, flag: WARNINGS.includes(rule.id) ? 'warning' : 'fatal' })

/** In the profiles 471 and 472 have changed places, and 464 is worded so that it always holds. */
const OWN_WORDS: Pattern = [
  context('ram:SpecifiedTradeAllowanceCharge', [
    fatal('CII-SR-463', 'An allowance or charge says which of them it is.', has('ram:ChargeIndicator')),
    fatal('CII-SR-471', 'An allowance or charge has at most one tax category.', atMostOne('ram:CategoryTradeTax')),
    fatal('CII-SR-472', 'An allowance or charge has at most one rate.', atMostOne('ram:RateApplicablePercent')),
    fatal('CII-SR-473', 'An allowance or charge has at most one amount.', atMostOne('ram:ActualAmount')),
  ]),
  context('ram:SpecifiedTradeSettlementPaymentMeans', [
    fatal('CII-SR-464', 'The account of the payer is given by its number, without a bank.', () => true),
  ]),
]
