import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { type Context, contextWhen, type Holds, type Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { either, has, hasNot, not } from '../engine/tests.ts'
import { decimalOf, minus, ONE, plus, size } from '../engine/values.ts'
import { anywhere, DELIVERY, doubleOf, hasCode, inDocument, isCharge, isVat, rule, toDouble } from './cii-facts.ts'
import { questionsFor } from './cii-vat-document.ts'
import { shareOf } from './cii-vat-shares.ts'
import type { Edition } from './edition.ts'
import { partiesIdentified, VAT_FAMILIES, type VatFamily } from './vat-family.ts'

const HEADER = 'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax'
const LINE =
  'rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax'

/** Rules 02 to 10 of every VAT category. */
export const vatContexts = (edition: Edition): Context[] =>
  VAT_FAMILIES.flatMap((family) => [breakdownContext(family, edition), ...usageContexts(family, edition)])

/** Where the lines, allowances and charges of the category stand: who is identified (02 to 04), which rate (05 to 07). */
function usageContexts(family: VatFamily, { isFacturX }: Edition): Context[] {
  const { id, code } = family
  const ours = isOurs(code, !isFacturX)
  const under =
    (charge: boolean): Holds =>
    (node, subject) =>
      ours(node, subject) && node.parent !== undefined && isCharge(node.parent, charge)
  const identified = partiesIdentified(family, questionsFor(family))
  const rules = (parties: string, rate: string): Rule[] => [
    rule(`BR-${id}-${parties}`, (_, subject) => identified(subject)),
    rateRule(`BR-${id}-${rate}`, family),
  ]
  return [
    contextWhen('ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax', under(false), rules('03', '06')),
    contextWhen('ram:SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax', under(true), rules('04', '07')),
    contextWhen(LINE, ours, rules('02', '05')),
  ]
}

/** The official rules of IGIC (L) want a rate above nought in CII. */
function rateRule(id: string, { code, rate }: VatFamily): Rule {
  const asInUbl = rule(id, rateIs(code === 'L' ? 'positive' : rate))
  return code === 'L' ? { ...asInUbl, message: asInUbl.message.replace('is 0 or more', 'is above 0') } : asInUbl
}

function rateIs(rate: VatFamily['rate']): Holds {
  if (rate === 'absent') return hasNot('ram:RateApplicablePercent')
  const tests = { zero: (a: number) => a === 0, positive: (a: number) => a > 0, notNegative: (a: number) => a >= 0 }
  return (node) => node.named('ram:RateApplicablePercent').some((one) => tests[rate](doubleOf(one)))
}

/** The line of the VAT breakdown: some official rules look at it, others at its category code. */
function breakdownContext(family: VatFamily, edition: Edition): Context {
  const { code } = family
  const vatOnly = !edition.isFacturX
  if (code === 'L' || code === 'M') return contextWhen(HEADER, isOurs(code, vatOnly), taxedRules(family))
  if (code === 'O') return contextWhen(HEADER, isOurs(code, vatOnly), notSubjectRules(family, edition))
  const anySettlement = code === 'S' || code === 'Z'
  const place = anySettlement ? 'ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax' : HEADER
  return contextWhen(
    `${place}/ram:CategoryCode`,
    isOurCode(code, vatOnly && !anySettlement),
    rulesBelow(family, edition),
  )
}

const isOurs =
  (code: string, vatOnly: boolean): Holds =>
  (node) =>
    hasCode(node, code) && (!vatOnly || isVat(node))
const isOurCode =
  (code: string, vatOnly: boolean): Holds =>
  (node) =>
    node.text === code && (!vatOnly || (node.parent !== undefined && isVat(node.parent)))

/** L and M: the official 08 looks for rates where none stand, and 09 lets everything pass. */
const taxedRules = ({ id }: VatFamily): Rule[] => [
  rule(`BR-${id}-08`, neverBroken),
  rule(`BR-${id}-09`, neverBroken),
  rule(`BR-${id}-10`, not(either(has('ram:ExemptionReason'), has('ram:ExemptionReasonCode')))),
]
const neverBroken: Holds = () => true

const notSubjectRules = (family: VatFamily, edition: Edition): Rule[] => [
  rule('BR-O-08', (node, subject) =>
    node.named('ram:BasisAmount').some((one) => doubleOf(one) === shareOf(subject, family.code, edition)),
  ),
  rule('BR-O-09', (node) => node.named('ram:CalculatedAmount').some((one) => doubleOf(one) === 0)),
  rule('BR-O-10', either(has('ram:ExemptionReason'), has('ram:ExemptionReasonCode'))),
  rule('BR-O-11', noOther('ram:ApplicableTradeTax')),
  rule('BR-O-12', noOther('ram:ApplicableTradeTax')),
  rule('BR-O-13', noOther('ram:CategoryTradeTax')),
  rule('BR-O-14', noOther('ram:CategoryTradeTax')),
]

function noOther(name: string): Holds {
  const codes = anywhere(name, 'ram:CategoryCode')
  return (_, subject) => codes(subject).every((one) => one.text === 'O')
}

const reasons = either(has('../ram:ExemptionReason'), has('../ram:ExemptionReasonCode'))

function rulesBelow(family: VatFamily, edition: Edition): Rule[] {
  const { id, code, exempt } = family
  return [
    rule(`BR-${id}-08`, code === 'S' ? addsUpByRate(code, edition) : addsUp(code, edition)),
    rule(`BR-${id}-09`, code === 'S' ? taxFollows : untaxed),
    rule(`BR-${id}-10`, exempt ? reasons : not(reasons)),
    ...(code === 'K' ? supplyRules : []),
  ]
}

const basisOf = path('../ram:BasisAmount')
const taxOf = path('../ram:CalculatedAmount')
const ratesOf = path('../ram:RateApplicablePercent')

/** Less than one unit of the currency may be missing. */
function addsUp(code: string, edition: Edition): Holds {
  return (node, subject) => {
    const [basis, share] = [doubleOf(basisOf(node)[0]), shareOf(subject, code, edition)]
    return basis - 1 < share && basis + 1 > share
  }
}

/** For every rate of its own: to the cent. */
function addsUpByRate(code: string, edition: Edition): Holds {
  return (node, subject: Subject) =>
    ratesOf(node).every((rate) => {
      const share = shareOf(subject, code, edition, decimalOf(rate))
      return basisOf(node).some((one) => doubleOf(one) === share)
    })
}

const untaxed: Holds = (node) => taxOf(node).some((one) => doubleOf(one) === 0)

const taxFollows: Holds = (node) => {
  const tax = size(decimalOf(taxOf(node)[0]))
  const basis = toDouble(size(decimalOf(basisOf(node)[0])))
  const computed = Math.round(basis * doubleOf(ratesOf(node)[0])) / 100
  return toDouble(minus(tax, ONE)) < computed && toDouble(plus(tax, ONE)) > computed
}

const delivered = inDocument(`${DELIVERY}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString`)
const deliveredTo = inDocument(`${DELIVERY}/ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID`)
const periodEnds = path(
  '../../ram:BillingSpecifiedPeriod/ram:StartDateTime | ../../ram:BillingSpecifiedPeriod/ram:EndDateTime',
)

const supplyRules: Rule[] = [
  rule('BR-IC-11', (node: XmlElement, subject) => delivered(subject).length > 0 || periodEnds(node).length > 0),
  rule('BR-IC-12', (_, subject) => deliveredTo(subject).length > 0),
]
