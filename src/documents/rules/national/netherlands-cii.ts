import { AGREEMENT, inDocument, SETTLEMENT, TRANSACTION } from '../en16931/cii-facts.ts'
import { rebinder } from '../engine/rebind.ts'
import { contextWhen, type Holds, type RuleSet } from '../engine/rule.ts'
import { every, has } from '../engine/tests.ts'
import { decimalOf, normalised } from '../engine/values.ts'
import {
  BUYER,
  customerAddressCountry,
  REPRESENTATIVE,
  representativeAddressCountry,
  SELLER,
  supplierAddressCountry,
} from '../peppol/cii-facts.ts'
import { inDutchRegister, NETHERLANDS_UBL } from './netherlands-ubl.ts'

const rule = rebinder([NETHERLANDS_UBL])
const ROOT = '/rsm:CrossIndustryInvoice'

const fromNetherlands: Holds = (_, subject) => supplierAddressCountry(subject) === 'NL'
const domestic: Holds = (node, subject) => fromNetherlands(node, subject) && customerAddressCountry(subject) === 'NL'
const representedThere: Holds = (node, subject) =>
  fromNetherlands(node, subject) && representativeAddressCountry(subject) === 'NL'

const fullAddress = every(has('ram:LineOne'), has('ram:CityName'), has('ram:PostcodeCode'))
const CREDIT_NOTES = ['81', '83', '381', '396', '532']
const PAYMENT_MEANS = ['30', '48', '49', '57', '58', '59']

const types = inDocument('rsm:ExchangedDocument/ram:TypeCode')
const paymentMeans = inDocument(`${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`)
const orders = inDocument(`${AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID`)

/** The official test has credit notes with nothing or less to pay name their means of payment, as invoices with more. */
const paymentNamed: Holds = (node, subject) => {
  const payable = decimalOf(node.child('ram:DuePayableAmount'))
  const isCredit = normalised(types(subject)[0]) === '381'
  const nothingDue = payable !== undefined && (isCredit ? payable.units >= 0n : payable.units <= 0n)
  return nothingDue || paymentMeans(subject).length > 0
}

/** Peppol's rules for Dutch sellers. */
export const NETHERLANDS_CII: RuleSet = {
  name: 'nl',
  patterns: [
    [
      contextWhen(
        `${ROOT}/rsm:ExchangedDocument`,
        (node, subject) =>
          CREDIT_NOTES.includes(normalised(node.child('ram:TypeCode'))) && fromNetherlands(node, subject),
        [
          rule('NL-R-001', (_, subject) =>
            subject
              .named('ram:InvoiceReferencedDocument')
              .some(
                (one) =>
                  one.parent?.name === 'ram:ApplicableHeaderTradeSettlement' && one.child('ram:IssuerAssignedID'),
              ),
          ),
        ],
      ),
      contextWhen(`${ROOT}/${SELLER}/ram:PostalTradeAddress`, fromNetherlands, [rule('NL-R-002', fullAddress)]),
      contextWhen(`${ROOT}/${SELLER}/ram:SpecifiedLegalOrganization/ram:ID`, fromNetherlands, [
        rule('NL-R-003', inDutchRegister),
      ]),
      contextWhen(`${ROOT}/${BUYER}/ram:PostalTradeAddress`, domestic, [rule('NL-R-004', fullAddress)]),
      contextWhen(`${ROOT}/${BUYER}/ram:SpecifiedLegalOrganization/ram:ID`, domestic, [
        rule('NL-R-005', inDutchRegister),
      ]),
      contextWhen(`${ROOT}/${REPRESENTATIVE}/ram:PostalTradeAddress`, representedThere, [
        rule('NL-R-006', fullAddress),
      ]),
      contextWhen(`${ROOT}/${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`, fromNetherlands, [
        rule('NL-R-007', paymentNamed),
      ]),
      contextWhen(`${ROOT}/${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`, domestic, [
        rule('NL-R-008', (node) => PAYMENT_MEANS.includes(normalised(node.child('ram:TypeCode')))),
      ]),
      contextWhen(
        `${ROOT}/${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeAgreement/ram:BuyerOrderReferencedDocument/ram:LineID`,
        fromNetherlands,
        [rule('NL-R-009', (_, subject) => orders(subject).length > 0)],
      ),
    ],
  ],
}
