import { rebinder } from '../engine/rebind.ts'
import { contextWhen, type Holds, type RuleSet } from '../engine/rule.ts'
import { has } from '../engine/tests.ts'
import { collapse, normalised } from '../engine/values.ts'
import { supplierCountry } from '../peppol/cii-facts.ts'
import { ITALY_UBL } from './italy-ubl.ts'

const rule = rebinder([ITALY_UBL])
const fromItaly: Holds = (_, subject) => supplierCountry(subject) === 'IT'

/** An identifier without a scheme is neither another number nor a tax code. */
const taxCodeFits: Holds = (node) => {
  const ids = node.named('ram:ID')
  const schemeOf = (id: (typeof ids)[number]) => id.attributes.schemeID && collapse(id.attributes.schemeID)
  if (ids.some((id) => id.attributes.schemeID !== undefined && schemeOf(id) !== 'FC')) return true
  return /^[A-Z0-9]{11,16}$/.test(normalised(ids.find((id) => schemeOf(id) === 'FC')))
}

/** Peppol's rules for Italian sellers. */
export const ITALY_CII: RuleSet = {
  name: 'it',
  patterns: [
    [
      contextWhen('ram:SellerTradeParty/ram:SpecifiedTaxRegistration', fromItaly, [rule('IT-R-001', taxCodeFits)]),
      contextWhen('ram:SellerTradeParty', fromItaly, [
        rule('IT-R-002', has('ram:PostalTradeAddress/ram:LineOne')),
        rule('IT-R-003', has('ram:PostalTradeAddress/ram:CityName')),
        rule('IT-R-004', has('ram:PostalTradeAddress/ram:PostcodeCode')),
      ]),
    ],
  ],
}
