import { contextWhen, fatal, type Holds, type RuleSet } from '../engine/rule.ts'
import { has } from '../engine/tests.ts'
import { normalised } from '../engine/values.ts'
import { supplierCountry } from '../peppol/ubl-facts.ts'

const fromItaly: Holds = (_, subject) => supplierCountry(subject) === 'IT'

/** Peppol's rules for Italian sellers. */
export const ITALY_UBL: RuleSet = {
  name: 'it',
  patterns: [
    [
      contextWhen(
        'cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme',
        (node, subject) => fromItaly(node, subject) && normalised(node.at('cac:TaxScheme', 'cbc:ID')) !== 'VAT',
        [
          fatal('IT-R-001', 'The tax code of an Italian seller (BT-32) is 11 to 16 capitals and digits.', (node) =>
            /^[A-Z0-9]{11,16}$/.test(normalised(node.child('cbc:CompanyID'))),
          ),
        ],
      ),
      contextWhen('cac:AccountingSupplierParty/cac:Party', fromItaly, [
        fatal('IT-R-002', 'An Italian seller states its street (BT-35).', has('cac:PostalAddress/cbc:StreetName')),
        fatal('IT-R-003', 'An Italian seller states its city (BT-37).', has('cac:PostalAddress/cbc:CityName')),
        fatal('IT-R-004', 'An Italian seller states its postal code (BT-38).', has('cac:PostalAddress/cbc:PostalZone')),
      ]),
    ],
  ],
}
