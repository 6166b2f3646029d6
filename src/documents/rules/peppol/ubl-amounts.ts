import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { atMostOne, has } from '../engine/tests.ts'
import {
  cents,
  decimalOf,
  isNought,
  type Maybe,
  minus,
  NOUGHT,
  normalised,
  ONE,
  percent,
  plus,
  same,
  sumOf,
  times,
} from '../engine/values.ts'
import { nearly, quotient, type Slack } from './slack.ts'

const ALLOWANCE =
  'ubl:Invoice/cac:AllowanceCharge | ubl:Invoice/cac:InvoiceLine/cac:AllowanceCharge | cn:CreditNote/cac:AllowanceCharge | cn:CreditNote/cac:CreditNoteLine/cac:AllowanceCharge'

export const allowanceContexts = (slack: Slack): Context[] => [
  contextWhen(ALLOWANCE, (node) => hasPercent(node) && !hasBase(node), [
    fatal('PEPPOL-EN16931-R041', 'An allowance or charge with a percentage has a base amount.', () => false),
  ]),
  contextWhen(ALLOWANCE, (node) => !hasPercent(node) && hasBase(node), [
    fatal('PEPPOL-EN16931-R042', 'An allowance or charge with a base amount has a percentage.', () => false),
  ]),
  context(ALLOWANCE, [
    fatal(
      'PEPPOL-EN16931-R040',
      'An allowance or charge is its base amount times its percentage.',
      percentageFits(slack),
    ),
    fatal('PEPPOL-EN16931-R043', 'An allowance or charge says "true" or "false" which of them it is.', (node) =>
      ['true', 'false'].includes(normalised(node.child('cbc:ChargeIndicator'))),
    ),
  ]),
]

const hasPercent = (node: XmlElement): boolean => node.child('cbc:MultiplierFactorNumeric') !== undefined
const hasBase = (node: XmlElement): boolean => node.child('cbc:BaseAmount') !== undefined

const percentageFits =
  (slack: Slack): Holds =>
  (node, subject) => {
    if (!hasPercent(node) || !hasBase(node)) return true
    const amount = node.child('cbc:Amount')
    const share = percent(decimalOf(node.child('cbc:MultiplierFactorNumeric')))
    return nearly(
      amount ? decimalOf(amount) : NOUGHT,
      times(decimalOf(node.child('cbc:BaseAmount')), share),
      slack(subject),
    )
  }

const AMOUNTS = [
  'cbc:Amount',
  'cbc:BaseAmount',
  'cbc:PriceAmount',
  'cac:TaxSubtotal/cbc:TaxAmount',
  'cbc:TaxableAmount',
  'cbc:LineExtensionAmount',
  'cbc:TaxExclusiveAmount',
  'cbc:TaxInclusiveAmount',
  'cbc:AllowanceTotalAmount',
  'cbc:ChargeTotalAmount',
  'cbc:PrepaidAmount',
  'cbc:PayableRoundingAmount',
  'cbc:PayableAmount',
].join(' | ')

const currencies = once(({ root }) => new Set(root.named('cbc:DocumentCurrencyCode').map((one) => one.text)))
const inDocumentCurrency: Holds = (node, subject) => currencies(subject).has(node.attributes.currencyID ?? '')

const ONE_CURRENCY = [
  fatal(
    'PEPPOL-EN16931-R051',
    'Every amount is in the currency of the document (BT-5), but the VAT total of BT-111.',
    inDocumentCurrency,
  ),
]

export const currencyContexts = (): Context[] => [
  context(AMOUNTS, ONE_CURRENCY),
  contextWhen(
    'cac:TaxTotal/cbc:TaxAmount',
    (node) => node.parent?.child('cac:TaxSubtotal') !== undefined,
    ONE_CURRENCY,
  ),
]

export const paymentContexts = (): Context[] => [
  contextWhen('cac:PaymentMeans', (node) => ['49', '59'].includes(normalised(node.child('cbc:PaymentMeansCode'))), [
    fatal(
      'PEPPOL-EN16931-R061',
      'Payment by direct debit (49, 59) names the mandate (BT-89).',
      has('cac:PaymentMandate/cbc:ID'),
    ),
  ]),
]

const periodOf = (name: string) =>
  `ubl:Invoice/cac:InvoiceLine/cac:InvoicePeriod/cbc:${name} | cn:CreditNote/cac:CreditNoteLine/cac:InvoicePeriod/cbc:${name}`
const DOCUMENT_DATES = {
  StartDate: path('../../../cac:InvoicePeriod/cbc:StartDate'),
  EndDate: path('../../../cac:InvoicePeriod/cbc:EndDate'),
}
const documentDate = (node: XmlElement, name: 'StartDate' | 'EndDate') => DOCUMENT_DATES[name](node)[0]

export const periodContexts = (): Context[] => [
  contextWhen(periodOf('StartDate'), (node) => documentDate(node, 'StartDate') !== undefined, [
    fatal(
      'PEPPOL-EN16931-R110',
      'The period of a line does not start before the invoicing period.',
      (node) => normalised(node) >= normalised(documentDate(node, 'StartDate')),
    ),
  ]),
  contextWhen(periodOf('EndDate'), (node) => documentDate(node, 'EndDate') !== undefined, [
    fatal('PEPPOL-EN16931-R111', 'The period of a line does not end after the invoicing period.', (node) => {
      const end = normalised(node)
      return end !== '' && end <= normalised(documentDate(node, 'EndDate'))
    }),
  ]),
]

export const lineContexts = (slack: Slack): Context[] => [
  context('cac:InvoiceLine | cac:CreditNoteLine', [
    fatal(
      'PEPPOL-EN16931-R120',
      'A line is its quantity times its price, plus charges, less allowances.',
      lineAddsUp(slack),
    ),
    fatal('PEPPOL-EN16931-R121', 'The quantity that a price is for (BT-149) is above 0.', (node) => {
      const [base] = baseQuantities(node)
      return base === undefined || (decimalOf(base)?.units ?? 0n) > 0n
    }),
    fatal('PEPPOL-EN16931-R100', 'A line refers to at most one invoiced object.', atMostOne('cac:DocumentReference')),
    fatal('PEPPOL-EN16931-R101', 'The reference of a line is to an invoiced object (130).', (node) => {
      if (node.child('cac:DocumentReference') === undefined) return true
      const references = node.named('cac:DocumentReference')
      return references.some((one) => one.named('cbc:DocumentTypeCode').some((type) => type.text === '130'))
    }),
  ]),
  context('cac:Price/cac:AllowanceCharge', [
    fatal(
      'PEPPOL-EN16931-R044',
      'A price has a discount only, no charge.',
      (node) => normalised(node.child('cbc:ChargeIndicator')) === 'false',
    ),
    fatal('PEPPOL-EN16931-R046', 'The net price is the gross price less the discount.', (node) => {
      const base = node.child('cbc:BaseAmount')
      const net = minus(decimalOf(base), decimalOf(node.child('cbc:Amount')))
      return base === undefined || same(decimalOf(node.parent?.child('cbc:PriceAmount')), net)
    }),
  ]),
  contextWhen('cac:Price/cbc:BaseQuantity', (node) => node.attributes.unitCode !== undefined, [
    fatal('PEPPOL-EN16931-R130', 'The unit that a price is for is the unit of the quantity.', baseUnitFits),
  ]),
]

const orElse = (element: XmlElement | undefined, missing: Maybe): Maybe => (element ? decimalOf(element) : missing)

/** The official rule asks for the quantity that belongs to the kind of the document, not of the line. */
const quantityName = (subject: Subject): string =>
  subject.root.name === 'ubl:Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity'

const baseQuantities = path('cac:Price/cbc:BaseQuantity')
const priceAmounts = path('cac:Price/cbc:PriceAmount')

const amounts = path('cbc:Amount')

/** A value plus the charges of a line, less its allowances. */
function adjusted(line: XmlElement, value: Maybe): Maybe {
  const total = (indicator: string): Maybe => {
    const items = line
      .named('cac:AllowanceCharge')
      .filter((one) => normalised(one.child('cbc:ChargeIndicator')) === indicator)
    return cents(sumOf(items.flatMap(amounts)))
  }
  return minus(plus(value, total('true')), total('false'))
}

const lineAddsUp =
  (slack: Slack): Holds =>
  (node, subject) => {
    const base = decimalOf(baseQuantities(node)[0])
    const price = orElse(priceAmounts(node)[0], NOUGHT)
    const unitPrice = base === undefined || isNought(base) ? price : quotient(price, base)
    const quantity = orElse(node.child(quantityName(subject)), ONE)
    const goods = times(quantity, unitPrice)
    const value = node.child('cac:AllowanceCharge') ? adjusted(node, goods) : goods
    return nearly(orElse(node.child('cbc:LineExtensionAmount'), NOUGHT), value, slack(subject))
  }

const baseUnitFits: Holds = (node, subject) => {
  const line = node.parent?.parent
  if (!line?.child('cbc:InvoicedQuantity') && !line?.child('cbc:CreditedQuantity')) return true
  return line.named(quantityName(subject)).some((quantity) => quantity.attributes.unitCode === node.attributes.unitCode)
}
