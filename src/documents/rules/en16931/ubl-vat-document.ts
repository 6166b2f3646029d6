import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { fatal, type Rule } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'
import { normalised } from '../engine/values.ts'
import * as facts from './ubl-facts.ts'
import { identificationSentence, partiesIdentified, VAT_FAMILIES, type VatFamily, whenever } from './vat-family.ts'

/** Rules 01 to 04 of every VAT category: they look at the whole document. */
export const vatDocumentRules = (): Rule[] =>
  VAT_FAMILIES.flatMap((family) => [inBreakdown(family), ...parties(family)])

function inBreakdown(family: VatFamily): Rule {
  const { id, code, name } = family
  const mixed = family.taxed
  const message = mixed
    ? `The VAT breakdown has category ${code} (${name}) if, and only if, a line, allowance or charge has it.`
    : `The VAT breakdown has category ${code} (${name}) exactly once when anything in the document has it.`
  return fatal(`BR-${id}-01`, message, mixed ? oftenEnough(family) : exactlyOnce(code))
}

/** L, M and S may stand in the breakdown once per rate. The official S rule does not ask whether the scheme is VAT. */
function oftenEnough({ code }: VatFamily) {
  const counts = (element: XmlElement) => facts.categoryOf(element) === code && (code === 'S' || facts.isVat(element))
  return (_: unknown, subject: Subject) => {
    const used =
      subject.named('cac:AllowanceCharge').some((one) => path('cac:TaxCategory')(one).some(counts)) ||
      (code === 'S' ? facts.lineCodes(subject).any : facts.lineCodes(subject).vat).has(code)
    return (
      used === facts.breakdown(subject).some(code === 'L' && used ? (one) => facts.categoryOf(one) === code : counts)
    )
  }
}

const exactlyOnce = (code: string) =>
  whenever(
    (subject) => facts.otherCodes(subject).vatIds.has(code) || facts.lineCodes(subject).vatIds.has(code),
    (subject) => facts.breakdown(subject).reduce((count, one) => count + ids(code, one), 0) === 1,
  )

const idElements = path('cbc:ID')
const ids = (code: string, element: XmlElement): number =>
  facts.isVat(element) ? idElements(element).filter((id) => normalised(id) === code).length : 0

function parties(family: VatFamily): Rule[] {
  const { id, code, name } = family
  const identified = partiesIdentified(family, facts)
  const wanted = identificationSentence(family)
  const isOurs = (element: XmlElement) => facts.categoryOf(element) === code && facts.isVat(element)
  const rule = (number: string, what: string, concerns: (subject: Subject) => boolean) =>
    fatal(`BR-${id}-${number}`, `When ${what} is ${name} (${code}), ${wanted}.`, whenever(concerns, identified))
  const onLevel = (element: XmlElement, subject: Subject) => code !== 'O' || element.parent?.parent === subject.root
  return [
    code === 'S'
      ? fatal(
          'BR-S-02',
          `When a line is ${name} (${code}), ${wanted}.`,
          (_, subject) =>
            !facts.lineCodes(subject).any.has(code) || (facts.lineCodes(subject).vat.has(code) && identified(subject)),
        )
      : rule('02', 'a line', (subject) => facts.lineCodes(subject).vat.has(code)),
    rule('03', 'an allowance', (subject) =>
      facts.allowanceCategories(subject).some((one) => isOurs(one) && onLevel(one, subject)),
    ),
    rule('04', 'a charge', (subject) =>
      facts.chargeCategories(subject).some((one) => isOurs(one) && onLevel(one, subject)),
    ),
  ]
}

const breakdownHas = (code: string) => (subject: Subject) =>
  facts.vatBreakdown(subject).some((one) => idElements(one).some((id) => normalised(id) === code))

const delivered = path('cac:Delivery/cbc:ActualDeliveryDate')
const deliveredTo = path('cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode')
const otherThanO = (elements: readonly XmlElement[]) =>
  elements.some((one) => facts.isVat(one) && facts.categoryOf(one) !== 'O')

/** Rules of single categories beyond the ten. */
export const vatExtraRules = (): Rule[] => [
  fatal(
    'BR-IC-11',
    'An intra-community supply (K) states its delivery date or the invoicing period.',
    whenever(breakdownHas('K'), ({ root }) => {
      return (delivered(root)[0]?.text.length ?? 0) > 1 || path('cac:InvoicePeriod/*')(root).length > 0
    }),
  ),
  fatal(
    'BR-IC-12',
    'An intra-community supply (K) states the country that it is delivered to.',
    whenever(breakdownHas('K'), ({ root }) => (deliveredTo(root)[0]?.text.length ?? 0) > 1),
  ),
  onlyO('BR-O-11', 'the VAT breakdown', (subject) => otherThanO(facts.breakdown(subject))),
  onlyO('BR-O-12', 'any line', (subject) => otherThanO(facts.lineCategories(subject))),
  onlyO('BR-O-13', 'any allowance', (subject) => otherThanO(facts.allowanceCategories(subject))),
  onlyO('BR-O-14', 'any charge', (subject) => otherThanO(facts.chargeCategories(subject))),
]

const onlyO = (id: string, where: string, other: (subject: Subject) => boolean): Rule =>
  fatal(
    id,
    `A document that is not subject to VAT (O) has no other category in ${where}.`,
    whenever(breakdownHas('O'), (subject) => !other(subject)),
  )

const rawIds = (elements: readonly XmlElement[], code: string) =>
  elements.some((element) => idElements(element).some((id) => id.text === code))

const usesSplitPayment = (subject: Subject) =>
  facts.otherCodes(subject).written.has('B') || facts.lineCodes(subject).written.has('B')

/** Category B exists for domestic Italian invoices only. */
export const splitPaymentRules = (edition: 'cen' | 'peppol'): Rule[] => [
  fatal(
    'BR-B-01',
    'Split payment (B) is for domestic Italian invoices: every country in the document is IT.',
    whenever(usesSplitPayment, (subject) => subject.named('cbc:IdentificationCode').every((one) => one.text === 'IT')),
  ),
  fatal('BR-B-02', 'Split payment (B) is not mixed with the standard rate (S).', (_, subject) => {
    const inRoot = path('cac:AllowanceCharge/cac:TaxCategory')(subject.root)
    const uses = (code: string, subtotals: readonly XmlElement[]) =>
      rawIds(subtotals, code) || rawIds(inRoot, code) || facts.lineCodes(subject).written.has(code)
    // Peppol's edition looks for S one level too high in the breakdown, where it never stands.
    const forS = edition === 'peppol' ? path('cac:TaxTotal/cac:TaxSubtotal')(subject.root) : facts.breakdown(subject)
    return !uses('B', facts.breakdown(subject)) || !uses('S', forS)
  }),
]
