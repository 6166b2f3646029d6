import { formatDecimal } from '#src/kernel/decimal.ts'
import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { rebinder } from '../engine/rebind.ts'
import type { Holds, Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { booleanOf, type Maybe, numberOf } from '../engine/values.ts'
import { EN16931_UBL, EN16931_UBL_PEPPOL } from './ubl.ts'

/** Places in a CII invoice, from its root. */
export const TRANSACTION = 'rsm:SupplyChainTradeTransaction'
export const AGREEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeAgreement`
export const DELIVERY = `${TRANSACTION}/ram:ApplicableHeaderTradeDelivery`
export const SETTLEMENT = `${TRANSACTION}/ram:ApplicableHeaderTradeSettlement`
export const TOTALS = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`

const inUbl = rebinder([EN16931_UBL_PEPPOL, EN16931_UBL])

/** A rule of the model as CII is judged by it: the model, and so the sentence, is the same as in UBL. */
export const rule = (id: string, holds: Holds): Rule => inUbl(id, holds, 'fatal')

/** What stands at a path from the root of the document, found once. */
export const inDocument = (at: string): ((subject: Subject) => readonly XmlElement[]) => {
  const select = path(at)
  return once(({ root }) => (root.name === 'rsm:CrossIndustryInvoice' ? select(root) : []))
}

/** Elements of a name anywhere, and what stands at a path below them. */
export const anywhere = (name: string, below: string): ((subject: Subject) => readonly XmlElement[]) => {
  const select = path(below)
  return once((subject) => subject.named(name).flatMap(select))
}

/**
 * The tax is VAT: its type code says so, in any case but without white space. One with two type codes is no VAT: the
 * official contexts break off there, and are skipped.
 */
export function isVat(tax: XmlElement): boolean {
  const [code, ...more] = tax.named('ram:TypeCode')
  return more.length === 0 && code?.text.toUpperCase() === 'VAT'
}

export const hasCode = (tax: XmlElement, code: string): boolean =>
  tax.named('ram:CategoryCode').some((one) => stringValue(one) === code)

const indicators = path('ram:ChargeIndicator/udt:Indicator')
/** ram:SpecifiedTradeAllowanceCharge is a charge (true) or an allowance (false) by some indicator of it. */
export const isCharge = (element: XmlElement, charge: boolean): boolean =>
  indicators(element).some((one) => booleanOf(one) === charge)

/** number() of an element as the rules calculate with amounts that nothing has given a type: a double. */
export const doubleOf = (element: XmlElement | undefined): number =>
  element === undefined ? Number.NaN : numberOf(stringValue(element))

/** sum() of such amounts. */
export const doubleSum = (elements: readonly XmlElement[]): number =>
  elements.reduce((sum, element) => sum + doubleOf(element), 0)

/** round(x * 10 * 10) div 100, the way in which the official rules round to cents. */
export const doubleCents = (value: number): number => Math.round(value * 10 * 10) / 100

/** A decimal where it is compared with a double. */
export const toDouble = (value: Maybe): number => (value === undefined ? Number.NaN : Number(formatDecimal(value)))

export function hasAncestor(element: XmlElement, name: string): boolean {
  for (let above = element.parent; above; above = above.parent) if (above.name === name) return true
  return false
}
