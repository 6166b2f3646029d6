import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { contextWhen, fatal, type Holds, type Rule, type RuleSet, warning } from '../engine/rule.ts'
import { someFilled, textIs } from '../engine/tests.ts'
import { collapse, numberOf } from '../engine/values.ts'
import { customerRawCountry, supplierRawCountry } from '../peppol/ubl-facts.ts'

const fromDenmark: Holds = (_, subject) => supplierRawCountry(subject) === 'DK'
const domestic: Holds = (node, subject) => fromDenmark(node, subject) && customerRawCountry(subject) === 'DK'

const REGISTRATION = 'cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID'
const PARTY_IDS = ['ubl:Invoice', 'cn:CreditNote']
  .flatMap((root) =>
    ['Supplier', 'Customer'].map((role) => `${root}/cac:Accounting${role}Party/cac:Party/cac:PartyIdentification`),
  )
  .join(' | ')

const documentRules: Rule[] = [
  fatal('DK-R-002', 'A Danish seller states its CVR number (BT-30).', someFilled(REGISTRATION)),
  fatal('DK-R-014', 'The legal registration of a Danish seller has scheme 0184.', (node) => {
    const [registration] = path(REGISTRATION)(node)
    return registration === undefined || collapse(registration.attributes.schemeID ?? '') === '0184'
  }),
  fatal('DK-R-016', 'A credit note between Danish parties has no negative amount to pay.', (node, subject) => {
    const [payable] = path('cac:LegalMonetaryTotal/cbc:PayableAmount')(node)
    return (
      subject.root.name !== 'cn:CreditNote' || customerRawCountry(subject) !== 'DK' || !(numberOf(payable?.text) < 0)
    )
  }),
]

const code = (...codes: string[]): Holds => textIs('cbc:PaymentMeansCode', ...codes)
const text = (node: XmlElement, at: string): string => path(at)(node)[0]?.text ?? ''
const paymentId = (node: XmlElement): string => text(node, 'cbc:PaymentID')
const startsWithCard = (node: XmlElement, ...cards: string[]): boolean => cards.includes(paymentId(node).slice(0, 3))
const account = (node: XmlElement): string => text(node, 'cac:PayeeFinancialAccount/cbc:ID')
const isThere = (value: string): boolean => value.trim() !== ''

/** The rule holds for other means of payment. */
const forCode =
  (codes: string[], holds: (node: XmlElement) => boolean): Holds =>
  (node, subject) =>
    !code(...codes)(node, subject) || holds(node)

/** FIK (codes 50 and 93) is the Danish inpayment form: card types 01, 04, 15 (giro) and 71, 73, 75. */
const paymentRules: Rule[] = [
  fatal('DK-R-005', 'A Danish invoice is paid by one of the means 1, 10, 31, 42, 48, 49, 50, 58, 59, 93, 97.', (node) =>
    ' 1 10 31 42 48 49 50 58 59 93 97 '.includes(` ${text(node, 'cbc:PaymentMeansCode')} `),
  ),
  fatal(
    'DK-R-006',
    'Payment to a bank account (31, 42) names account and bank.',
    forCode(['31', '42'], (node) => {
      return (
        isThere(account(node)) && isThere(text(node, 'cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID'))
      )
    }),
  ),
  fatal(
    'DK-R-007',
    'Payment by direct debit (49) names the mandate and the account of the payer.',
    forCode(['49'], (node) => {
      return (
        isThere(text(node, 'cac:PaymentMandate/cbc:ID')) &&
        isThere(text(node, 'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID'))
      )
    }),
  ),
  fatal(
    'DK-R-008',
    'A giro payment (50) has a reference of card type 01, 04 or 15, and a giro account of 7 or 8 digits.',
    forCode(['50'], (node) => {
      return startsWithCard(node, '01#', '04#', '15#') && /^[0-9]{7,8}$/.test(account(node))
    }),
  ),
  fatal(
    'DK-R-009',
    'A giro reference of card type 04 or 15 has 16 digits after the type.',
    forCode(['50'], (node) => {
      return !startsWithCard(node, '04#', '15#') || paymentId(node).length === 19
    }),
  ),
  fatal(
    'DK-R-010',
    'A FIK payment (93) has a reference of card type 71, 73 or 75, and a creditor of 8 digits.',
    forCode(['93'], (node) => {
      return startsWithCard(node, '71#', '73#', '75#') && account(node).length === 8
    }),
  ),
  fatal(
    'DK-R-011',
    'A FIK reference of card type 71 or 75 has 15 or 16 digits after the type.',
    forCode(['93'], (node) => {
      return !startsWithCard(node, '71#', '75#') || [18, 19].includes(paymentId(node).length)
    }),
  ),
]

const classification = path('cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode')
const UNSPSC_VERSIONS = ['19.05.01', '19.0501', '26.08.01', '26.0801']

const lineRules: Rule[] = [
  warning('DK-R-003', 'A UNSPSC classification (TST) is of version 19.05.01 or 26.08.01.', (node) => {
    const codes = classification(node)
    return (
      !codes.some((one) => one.attributes.listID === 'TST') ||
      codes.some((one) => UNSPSC_VERSIONS.includes(one.attributes.listVersionID ?? ''))
    )
  }),
]

const allowanceRules: Rule[] = [
  fatal(
    'DK-R-004',
    'A Danish special tax (reason code ZZZ) names its four-digit code, or code and text joined by "#".',
    (node) => {
      if (!path('cbc:AllowanceChargeReasonCode')(node).some((one) => one.text === 'ZZZ')) return true
      const reason = text(node, 'cbc:AllowanceChargeReason')
      const isCode = collapse(reason).length === 4 && numberOf(reason) >= 0 && numberOf(reason) <= 9999
      return isCode || (reason.includes('#') && !reason.startsWith('#') && !reason.endsWith('#'))
    },
  ),
]

/** Peppol's rules for Danish sellers. */
export const DENMARK_UBL: RuleSet = {
  name: 'dk',
  patterns: [
    [
      contextWhen('cn:CreditNote | ubl:Invoice', fromDenmark, documentRules),
      contextWhen(PARTY_IDS, domestic, [
        fatal('DK-R-013', 'A party identifier between Danish parties names its scheme.', (node) => {
          const id = node.child('cbc:ID')
          return id === undefined || collapse(id.attributes.schemeID ?? '') !== ''
        }),
      ]),
      contextWhen('ubl:Invoice/cac:PaymentMeans', domestic, paymentRules),
      contextWhen('cn:CreditNote/cac:CreditNoteLine | ubl:Invoice/cac:InvoiceLine', domestic, lineRules),
      contextWhen('cac:AllowanceCharge', domestic, allowanceRules),
    ],
  ],
}
