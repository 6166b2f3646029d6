import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { AGREEMENT, SETTLEMENT, TRANSACTION } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import type { Holds, Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { either, has, not, someFilled, textIs } from '../engine/tests.ts'
import { collapse, normalised } from '../engine/values.ts'
import type { XRechnungEdition } from './edition.ts'
import { rule } from './rules.ts'
import { TAXED, TYPES } from './values.ts'

/** Rules about the document as a whole. */
export const documentRules = (edition: XRechnungEdition): Rule[] => [
  ...(edition.isOld ? oldRules() : []),
  rule('BR-DE-30', either(not(anyOf(MANDATE, CREDITOR, DEBITED)), allOf(anyOf(MANDATE, DEBITED), anyOf(CREDITOR)))),
  rule('BR-DE-31', either(not(anyOf(MANDATE, CREDITOR, DEBITED)), allOf(anyOf(MANDATE, CREDITOR), anyOf(DEBITED)))),
  rule('BR-DE-1', has(`${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans`)),
  rule('BR-DE-15', someFilled(`${AGREEMENT}/ram:BuyerReference`)),
  rule('BR-DE-16', taxNumberStated),
  rule('BR-DE-17', (node) => TYPES.includes(typeOf(node))),
  rule('BR-DE-18', (node) => edition.skontoReadable(terms(node)[0]?.text ?? '')),
  rule('BR-DE-22', fileNamesDiffer),
  rule('BR-DE-26', (node, subject) => typeOf(node) !== '384' || refersBack(node, subject)),
]

const oldRules = (): Rule[] => [
  rule('BR-DE-29', either(not(anyOf(MANDATE, CREDITOR, DEBITED)), allOf(anyOf(CREDITOR, DEBITED), anyOf(MANDATE)))),
  rule('BR-DE-18-a', (node) => paymentTerms(node).some((one) => one.named('ram:Description').length < 2)),
]

const paymentTerms = path(`${SETTLEMENT}/ram:SpecifiedTradePaymentTerms`)
const MANDATE = `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`
const CREDITOR = `${SETTLEMENT}/ram:CreditorReferenceID`
const DEBITED = `${SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayerPartyDebtorFinancialAccount/ram:IBANID`
function anyOf(...places: string[]): Holds {
  return has(...places)
}
function allOf(...tests: Holds[]): Holds {
  return (node, subject) => tests.every((test) => test(node, subject))
}

const terms = path(`${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:Description`)
const types = path('rsm:ExchangedDocument/ram:TypeCode')
const typeOf = (node: XmlElement): string => normalised(types(node)[0])
const refersBack = has(`${SETTLEMENT}/ram:InvoiceReferencedDocument`)

const LINE_TAX = `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax`
const hasVat = textIs(`${LINE_TAX}/ram:TypeCode`, 'VAT')
const hasTaxed = textIs(`${LINE_TAX}/ram:CategoryCode`, ...TAXED)
const sellerNumbers = path(`${AGREEMENT}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID`)
const hasRepresentative = has(`${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty`)

/** The official test compares the allowances' whole tax with "VAT", which it never is, so only lines are asked. */
function taxNumberStated(node: XmlElement, subject: Subject): boolean {
  if (!hasVat(node, subject) || !hasTaxed(node, subject)) return true
  const isNumber = (id: XmlElement) =>
    ['VA', 'FC'].includes(collapse(id.attributes.schemeID ?? '')) && normalised(id) !== ''
  return hasRepresentative(node, subject) || sellerNumbers(node).some(isNumber)
}

/** Names are compared among references that stand together. */
function fileNamesDiffer(_: XmlElement, subject: Subject): boolean {
  const seen = new Map<XmlElement | undefined, Set<string>>()
  return subject.named('ram:AdditionalReferencedDocument').every((reference) => {
    const names = reference.named('ram:AttachmentBinaryObject').flatMap((one) => one.attributes.filename ?? [])
    const known = seen.get(reference.parent) ?? new Set()
    const isNew = names.every((name) => !known.has(name))
    seen.set(reference.parent, new Set([...known, ...names]))
    return isNew
  })
}

const grossBases = path('ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:BasisQuantity')
const netBases = path('ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity')

/** BT-149 and BT-150 stand twice in CII, as texts that must be the same. */
export const basisAgrees: Holds = (node) => {
  const [gross, net] = [grossBases(node), netBases(node)]
  if (gross.length === 0 || net.length === 0) return true
  const shared = (read: (one: XmlElement) => string | undefined) => {
    const texts = gross.map(read)
    return net.some((one) => read(one) !== undefined && texts.includes(read(one)))
  }
  const hasUnit = (bases: readonly XmlElement[]) => bases.some((one) => one.attributes.unitCode !== undefined)
  return shared(stringValue) && (!hasUnit(net) || !hasUnit(gross) || shared((one) => one.attributes.unitCode))
}
