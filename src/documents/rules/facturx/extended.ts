import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { inDocument, isVat, TRANSACTION } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, fatal, type Holds, type Pattern, type Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { either, has, textIs } from '../engine/tests.ts'
import { cents, decimalOf, type Maybe, normalised, same, sumOf } from '../engine/values.ts'
import { totalRules } from './extended-totals.ts'
import { categoryContexts, categoryRules, standardRateContext } from './extended-vat.ts'

const LINE = 'ram:IncludedSupplyChainTradeLineItem'
const document = (line: XmlElement) => line.child('ram:AssociatedDocumentLineDocument')
const statusOf = (line: XmlElement): string => document(line)?.child('ram:LineStatusReasonCode')?.text ?? ''
const idOf = (line: XmlElement): string => normalised(document(line)?.child('ram:LineID'))
const parentOf = (line: XmlElement): string => normalised(document(line)?.child('ram:ParentLineID'))
const amounts = path(
  'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount',
)

const lines = inDocument(`${TRANSACTION}/${LINE}`)
const idsOfLines = once((subject: Subject) => new Set(lines(subject).map(idOf)))
/** Lines without a parent stand under "", as the official test takes them for parts of a group without a number. */
const byParent = once((subject: Subject) => Map.groupBy(lines(subject), parentOf))

/** A line that counts: it says nothing of its status, or that it is a detail. */
const isDetail: Holds = (node) => {
  const statuses = node.named('ram:LineStatusReasonCode')
  return statuses.length === 0 || statuses.some((one) => stringValue(one) === 'DETAIL')
}

function groupAddsUp(node: XmlElement, subject: Subject): boolean {
  const [total] = amounts(node)
  if (statusOf(node) !== 'GROUP' || normalised(total) === '') return true
  const parts = (byParent(subject).get(idOf(node)) ?? []).filter((line) => ['DETAIL', 'GROUP'].includes(statusOf(line)))
  const sum: Maybe = cents(sumOf(parts.flatMap(amounts)))
  return same(decimalOf(total), sum)
}

/** The official test asks at every line whether all groups add up. */
const groupsAddUp = once((subject: Subject) => lines(subject).every((line) => groupAddsUp(line, subject)))

const lineRules: Rule[] = [
  fatal('BR-FXEXT-06', 'A line that is part of another says what it is (DETAIL, GROUP or INFORMATION).', (node) => {
    return parentOf(node) === '' || statusOf(node) !== ''
  }),
  fatal('BR-FXEXT-08', 'The net amount of a group of lines is the sum of the lines in it.', (_, subject) => {
    return groupsAddUp(subject)
  }),
  fatal('BR-FXEXT-11', 'A line that is part of another names a line that is there.', (node, subject) => {
    return parentOf(node) === '' || idsOfLines(subject).has(parentOf(node))
  }),
]

const quantities = path('../ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')
const taxes = path('../ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')

const detailRules: Rule[] = [
  fatal('BR-FXEXT-BR-22', 'A line that counts has a quantity (BT-129).', (node) => quantities(node).length > 0),
  fatal('BR-FXEXT-BR-23', 'The quantity of a line that counts has a unit (BT-130).', (node) => {
    return quantities(node).some((one) => one.attributes.unitCode !== undefined)
  }),
  fatal('BR-FXEXT-BR-24', 'A line that counts has a net amount (BT-131).', (node) => {
    return node.parent !== undefined && amounts(node.parent).length > 0
  }),
  fatal(
    'BR-FXEXT-BR-26',
    'A line that counts has a net price (BT-146).',
    has('../ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount'),
  ),
  fatal('BR-FXEXT-CO-04', 'A line that counts has a VAT category (BT-151).', (node) => {
    return (
      taxes(node).some((tax) => tax.child('ram:TypeCode')?.text === 'VAT') &&
      taxes(node).some((tax) => isVat(tax) && tax.child('ram:CategoryCode') !== undefined)
    )
  }),
]

const hasReason = either(has('../ram:Reason'), has('../ram:ReasonCode'))
const chargeAt = (at: string, id: string, message: string): Context =>
  contextWhen(`${at}/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator`, textIs('udt:Indicator', 'true'), [
    fatal(id, message, hasReason),
  ])

/** The rules that EXTENDED has in the place of those of the norm, as patterns beside the norm's. */
export const extendedPatterns = (): Pattern[] => [
  [context(LINE, lineRules)],
  [contextWhen(`${LINE}/ram:AssociatedDocumentLineDocument`, isDetail, detailRules)],
  [
    chargeAt('ram:ApplicableHeaderTradeSettlement', 'BR-FXEXT-BR-38', 'A charge has a reason or a reason code.'),
    chargeAt('ram:SpecifiedLineTradeSettlement', 'BR-FXEXT-BR-44', 'A charge on a line has a reason or a reason code.'),
  ],
  [context('ram:SpecifiedTradeSettlementHeaderMonetarySummation', totalRules)],
  [context('/rsm:CrossIndustryInvoice', categoryRules)],
  categoryContexts,
  [standardRateContext],
]
