import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, context, contextWhen, type Holds, type Rule } from '../engine/rule.ts'
import { every, filled, has, hasNot, textIs, twoDecimals } from '../engine/tests.ts'
import { collapse } from '../engine/values.ts'
import { doubleOf, inDocument, isVat, rule, SETTLEMENT } from './cii-facts.ts'
import { hasReason, unverifiable } from './cii-totals.ts'

const NET = 'ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount'
const GROSS = 'ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:ChargeAmount'
const TOTAL = 'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount'

/** Lines (BG-25) with their allowances, charges, periods and items. */
export const lineContexts = (): Context[] => [
  context('ram:IncludedSupplyChainTradeLineItem', lineRules()),
  onLine('false', [
    rule('BR-41', has('../ram:ActualAmount')),
    rule('BR-42', hasReason),
    rule('BR-CO-07', unverifiable),
    rule('BR-CO-23', hasReason),
    rule('BR-DEC-24', twoDecimals('../ram:ActualAmount')),
    rule('BR-DEC-25', twoDecimals('../ram:BasisAmount')),
  ]),
  onLine('true', [
    rule('BR-43', has('../ram:ActualAmount')),
    rule('BR-44', hasReason),
    rule('BR-CO-08', unverifiable),
    rule('BR-CO-24', hasReason),
    rule('BR-DEC-27', twoDecimals('../ram:ActualAmount')),
    rule('BR-DEC-28', twoDecimals('../ram:BasisAmount')),
  ]),
  context('ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod', periodRules('BR-30', 'BR-CO-20')),
  context('ram:ApplicableHeaderTradeSettlement/ram:BillingSpecifiedPeriod', periodRules('BR-29', 'BR-CO-19')),
  context('ram:ApplicableProductCharacteristic', [rule('BR-54', every(has('ram:Description'), has('ram:Value')))]),
]

const lineRules = (): Rule[] => [
  rule('BR-21', filled('ram:AssociatedDocumentLineDocument/ram:LineID')),
  rule('BR-22', has('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')),
  rule('BR-23', (node) => quantities(node).some((one) => one.attributes.unitCode !== undefined)),
  rule('BR-24', has(TOTAL)),
  rule('BR-25', filled('ram:SpecifiedTradeProduct/ram:Name')),
  rule('BR-26', has(NET)),
  rule('BR-27', notNegative(NET)),
  rule('BR-28', (node, subject) => hasNot(GROSS)(node, subject) || notNegative(GROSS)(node, subject)),
  rule('BR-64', (node) => {
    const [id] = standardIds(node)
    return id === undefined || collapse(id.attributes.schemeID ?? '') !== ''
  }),
  rule('BR-CO-04', (node) => taxes(node).some((tax) => isVat(tax) && tax.child('ram:CategoryCode') !== undefined)),
  rule('BR-CO-18', (_, subject) => breakdown(subject).length > 0),
  rule('BR-DEC-23', twoDecimals(TOTAL)),
]

const quantities = path('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity')
const standardIds = path('ram:SpecifiedTradeProduct/ram:GlobalID')
const taxes = path('ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax')
const breakdown = inDocument(`${SETTLEMENT}/ram:ApplicableTradeTax`)

function notNegative(at: string): Holds {
  const prices = path(at)
  return (node) => prices(node).some((one) => doubleOf(one) >= 0)
}

const onLine = (indicator: string, rules: readonly Rule[]): Context =>
  contextWhen(
    'ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:ChargeIndicator',
    textIs('udt:Indicator', indicator),
    rules,
  )

const periodRules = (order: string, stated: string): Rule[] => [
  rule(order, endsAfterStart),
  rule(stated, has('ram:StartDateTime', 'ram:EndDateTime')),
]

const daysOf = (at: string) => {
  const select = path(`${at}/udt:DateTimeString`)
  return (node: XmlElement): string[] =>
    select(node)
      .filter((one) => one.attributes.format === '102')
      .map(stringValue)
}
const [startDays, endDays] = [daysOf('ram:StartDateTime'), daysOf('ram:EndDateTime')]

/** Days are compared as the texts that they are. */
const endsAfterStart: Holds = (node) => {
  if (!node.child('ram:EndDateTime') || !node.child('ram:StartDateTime')) return true
  return endDays(node).some((end) => startDays(node).some((start) => end >= start))
}
