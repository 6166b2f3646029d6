import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { either, has, twoDecimals } from '../engine/tests.ts'
import { cents, decimalOf, type Maybe, minus, NOUGHT, plus, same, sumOf } from '../engine/values.ts'
import type { Edition } from './edition.ts'
import { isAllowance, isChargeOnly, isVat } from './ubl-facts.ts'
import { subtotalRules } from './ubl-subtotal.ts'

/** Allowances and charges on document level (BG-20, BG-21) and the totals (BG-22). */
export const totalContexts = (): Context[] => [
  contextWhen('/ubl:Invoice/cac:AllowanceCharge | /cn:CreditNote/cac:AllowanceCharge', isAllowance, [
    fatal('BR-31', 'A document level allowance has an amount (BT-92).', has('cbc:Amount')),
    fatal('BR-32', 'A document level allowance has a VAT category (BT-95).', hasVatCategory),
    fatal('BR-33', 'A document level allowance has a reason or a reason code (BT-97, BT-98).', hasReason),
    fatal('BR-CO-05', 'Reason and reason code of a document level allowance say the same.', unverifiable),
    fatal('BR-CO-21', 'A document level allowance has a reason (BT-97) or a reason code (BT-98).', hasReason),
    fatal('BR-DEC-01', 'The amount of a document level allowance has at most two decimals.', twoDecimals('cbc:Amount')),
    fatal(
      'BR-DEC-02',
      'The base amount of a document level allowance has at most two decimals.',
      twoDecimals('cbc:BaseAmount'),
    ),
  ]),
  contextWhen('/ubl:Invoice/cac:AllowanceCharge | /cn:CreditNote/cac:AllowanceCharge', isChargeOnly, [
    fatal('BR-36', 'A document level charge has an amount (BT-99).', has('cbc:Amount')),
    fatal('BR-37', 'A document level charge has a VAT category (BT-102).', hasVatCategory),
    fatal('BR-38', 'A document level charge has a reason or a reason code (BT-104, BT-105).', hasReason),
    fatal('BR-CO-06', 'Reason and reason code of a document level charge say the same.', unverifiable),
    fatal('BR-CO-22', 'A document level charge has a reason (BT-104) or a reason code (BT-105).', hasReason),
    fatal('BR-DEC-05', 'The amount of a document level charge has at most two decimals.', twoDecimals('cbc:Amount')),
    fatal(
      'BR-DEC-06',
      'The base amount of a document level charge has at most two decimals.',
      twoDecimals('cbc:BaseAmount'),
    ),
  ]),
  context('cac:LegalMonetaryTotal', [
    fatal('BR-12', 'The totals state the sum of the lines (BT-106).', has('cbc:LineExtensionAmount')),
    fatal('BR-13', 'The totals state the total without VAT (BT-109).', has('cbc:TaxExclusiveAmount')),
    fatal('BR-14', 'The totals state the total with VAT (BT-112).', has('cbc:TaxInclusiveAmount')),
    fatal('BR-15', 'The totals state the amount to pay (BT-115).', has('cbc:PayableAmount')),
    fatal('BR-CO-10', 'The sum of the lines (BT-106) is the sum of their net amounts (BT-131).', linesAddUp),
    fatal('BR-CO-11', 'The sum of allowances (BT-107) is the sum of the allowance amounts (BT-92).', allowancesAddUp),
    fatal('BR-CO-12', 'The sum of charges (BT-108) is the sum of the charge amounts (BT-99).', chargesAddUp),
    fatal(
      'BR-CO-13',
      'The total without VAT (BT-109) is lines (BT-106) less allowances (BT-107) plus charges (BT-108).',
      netAddsUp,
    ),
    fatal(
      'BR-CO-16',
      'The amount to pay (BT-115) is the total with VAT (BT-112) less prepaid (BT-113) plus rounding (BT-114).',
      payableAddsUp,
    ),
    ...TOTALS.map(([id, name, what]) => fatal(id, `${what} has at most two decimals.`, twoDecimals(`cbc:${name}`))),
  ]),
]

const TOTALS = [
  ['BR-DEC-09', 'LineExtensionAmount', 'The sum of the lines (BT-106)'],
  ['BR-DEC-10', 'AllowanceTotalAmount', 'The sum of allowances (BT-107)'],
  ['BR-DEC-11', 'ChargeTotalAmount', 'The sum of charges (BT-108)'],
  ['BR-DEC-12', 'TaxExclusiveAmount', 'The total without VAT (BT-109)'],
  ['BR-DEC-14', 'TaxInclusiveAmount', 'The total with VAT (BT-112)'],
  ['BR-DEC-16', 'PrepaidAmount', 'The prepaid amount (BT-113)'],
  ['BR-DEC-17', 'PayableRoundingAmount', 'The rounding amount (BT-114)'],
  ['BR-DEC-18', 'PayableAmount', 'The amount to pay (BT-115)'],
] as const

/** Peppol's edition only: in invoices, with a due date or terms looked for anywhere. */
export const dueContexts = (edition: Edition): Context[] =>
  edition.name === 'cen'
    ? []
    : [
        context('/ubl:Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount', [
          fatal(
            'BR-CO-25',
            'An invoice with an amount to pay states when it is due (BT-9) or its payment terms (BT-20).',
            dueStated,
          ),
        ]),
      ]

/** BG-23 */
export const vatTotalContexts = (): Context[] => [
  context('/ubl:Invoice/cac:TaxTotal | /cn:CreditNote/cac:TaxTotal', [
    fatal('BR-CO-14', 'The VAT total (BT-110) is the sum of the VAT amounts of the breakdown (BT-117).', vatAddsUp),
  ]),
  context('cac:TaxTotal/cac:TaxSubtotal', subtotalRules()),
]

export const hasReason = (node: XmlElement, subject: Subject): boolean => reasonStated(node, subject)
const reasonStated = either(has('cbc:AllowanceChargeReason'), has('cbc:AllowanceChargeReasonCode'))
const taxCategories = path('cac:TaxCategory')
const hasVatCategory: Holds = (node) =>
  taxCategories(node).some((one) => isVat(one) && one.child('cbc:ID') !== undefined)

/** No machine can tell whether a text means the same as a code; the official rule lets everything pass. */
export const unverifiable: Holds = () => true

const total = (node: XmlElement, name: string): Maybe => decimalOf(node.child(`cbc:${name}`))

const linesAddUp: Holds = (node, subject) => {
  const lines = [...subject.named('cac:InvoiceLine'), ...subject.named('cac:CreditNoteLine')]
  const nets = lines.flatMap((line) => path('cbc:LineExtensionAmount')(line))
  return same(total(node, 'LineExtensionAmount'), cents(sumOf(nets)))
}

const documentLevel = path('../cac:AllowanceCharge')
const sumIs = (node: XmlElement, name: string, parts: readonly XmlElement[]): boolean => {
  const declared = node.child(`cbc:${name}`)
  if (!declared && parts.length === 0) return true
  return same(decimalOf(declared), cents(sumOf(parts.flatMap(path('cbc:Amount')))))
}
const allowancesAddUp: Holds = (node) => sumIs(node, 'AllowanceTotalAmount', documentLevel(node).filter(isAllowance))
const chargesAddUp: Holds = (node) => sumIs(node, 'ChargeTotalAmount', documentLevel(node).filter(isChargeOnly))

/** An amount that may be left out counts as nothing, one that is there must be a number. */
const optional = (node: XmlElement, name: string): Maybe => (node.child(`cbc:${name}`) ? total(node, name) : NOUGHT)

/** The official tests round only where they add; a lone total is compared as it stands. */
const roundedWhen = (rounds: boolean, value: Maybe): Maybe => (rounds ? cents(value) : value)

const netAddsUp: Holds = (node) => {
  const adds = node.child('cbc:ChargeTotalAmount') !== undefined || node.child('cbc:AllowanceTotalAmount') !== undefined
  const sum = minus(
    plus(total(node, 'LineExtensionAmount'), optional(node, 'ChargeTotalAmount')),
    optional(node, 'AllowanceTotalAmount'),
  )
  return same(total(node, 'TaxExclusiveAmount'), roundedWhen(adds, sum))
}

const payableAddsUp: Holds = (node) => {
  const prepaid = node.child('cbc:PrepaidAmount') !== undefined
  const rounding = node.child('cbc:PayableRoundingAmount') !== undefined
  const payable = minus(total(node, 'PayableAmount'), optional(node, 'PayableRoundingAmount'))
  const left = minus(total(node, 'TaxInclusiveAmount'), optional(node, 'PrepaidAmount'))
  return same(roundedWhen(rounding, payable), roundedWhen(prepaid, left))
}

const vatAddsUp: Holds = (node) => {
  const parts = path('cac:TaxSubtotal')(node)
  return parts.length === 0 || same(total(node, 'TaxAmount'), cents(sumOf(parts.flatMap(path('cbc:TaxAmount')))))
}

const dueStated: Holds = (node, subject) => {
  const payable = decimalOf(node)
  if (payable === undefined) return false
  const stated =
    subject.named('cbc:DueDate').length > 0 || subject.named('cac:PaymentTerms').some((one) => one.child('cbc:Note'))
  return payable.units <= 0n || stated
}
