import { isMod11 } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import { contextWhen, type RuleSet } from '../engine/rule.ts'
import { normalised } from '../engine/values.ts'
import { supplierCountry, vatNumbersOf } from '../peppol/cii-facts.ts'
import { NORWAY_UBL } from './norway-ubl.ts'

const rule = rebinder([NORWAY_UBL])
const taxNumbers = path('ram:SpecifiedTaxRegistration/ram:ID')

/** Peppol's rules for Norwegian sellers. */
export const NORWAY_CII: RuleSet = {
  name: 'no',
  patterns: [
    [
      contextWhen('ram:SellerTradeParty', (_, subject) => supplierCountry(subject) === 'NO', [
        rule('NO-R-002', (node) => {
          const others = taxNumbers(node).filter((id) => id.attributes.schemeID === 'FC')
          return others.some((id) => normalised(id) === 'Foretaksregisteret')
        }),
        rule('NO-R-001', (node) => {
          const norwegian = vatNumbersOf(node).filter((number) => number.startsWith('NO'))
          const isRight = (number: string) => /^NO[0-9]{9}MVA$/.test(number) && isMod11(number.slice(2, 11))
          return norwegian.length === 0 || norwegian.some(isRight)
        }),
      ]),
    ],
  ],
}
