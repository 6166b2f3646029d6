import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { isMod11 } from '../engine/check-digits.ts'
import { path } from '../engine/path.ts'
import { contextWhen, fatal, type RuleSet, warning } from '../engine/rule.ts'
import { normalised } from '../engine/values.ts'
import { supplierCountry } from '../peppol/ubl-facts.ts'

/** Tax registrations of a party under a scheme. */
const registered = (party: XmlElement, scheme: string): string[] =>
  path('cac:PartyTaxScheme')(party)
    .filter((one) => normalised(one.at('cac:TaxScheme', 'cbc:ID')) === scheme)
    .map((one) => one.child('cbc:CompanyID')?.text ?? '')

/** Peppol's rules for Norwegian sellers. */
export const NORWAY_UBL: RuleSet = {
  name: 'no',
  patterns: [
    [
      contextWhen('cac:AccountingSupplierParty/cac:Party', (_, subject) => supplierCountry(subject) === 'NO', [
        warning('NO-R-002', 'A Norwegian limited company states "Foretaksregisteret" (tax scheme TAX).', (node) => {
          return registered(node, 'TAX')[0]?.trim() === 'Foretaksregisteret'
        }),
        fatal('NO-R-001', 'A Norwegian VAT number is NO, the organisation number, and MVA.', (node) => {
          const norwegian = registered(node, 'VAT').filter((number) => number.startsWith('NO'))
          return (
            norwegian.length === 0 ||
            norwegian.some((number) => /^NO[0-9]{9}MVA$/.test(number) && isMod11(number.slice(2, 11)))
          )
        }),
      ]),
    ],
  ],
}
