import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Rule } from '../engine/rule.ts'
import { once, type Subject } from '../engine/subject.ts'
import { AGREEMENT, anywhere, hasCode, inDocument, rule } from './cii-facts.ts'
import { VAT_FAMILIES, type VatFamily, type VatQuestions } from './vat-family.ts'

const lineTaxes = anywhere('ram:SpecifiedLineTradeSettlement', 'ram:ApplicableTradeTax')
const headerTaxes = anywhere('ram:ApplicableHeaderTradeSettlement', 'ram:ApplicableTradeTax')
const otherTaxes = (subject: Subject): readonly XmlElement[] => subject.named('ram:CategoryTradeTax')

/** Rules 01 of every VAT category, and those of split payment: they look at the whole document. */
export const documentVatRules = (): Rule[] => [
  ...VAT_FAMILIES.map((family) => rule(`BR-${family.id}-01`, (_, subject) => inBreakdown(family, subject))),
  rule('BR-B-01', (_, subject) => !anyCode('B')(subject) || onlyItaly(subject)),
  rule('BR-B-02', (_, subject) => !anyCode('B')(subject) || !anyCode('S')(subject)),
]

function inBreakdown({ code, taxed }: VatFamily, subject: Subject): boolean {
  const count = (taxes: readonly XmlElement[]) => taxes.filter((tax) => hasCode(tax, code)).length
  const [lines, others, header] = [lineTaxes(subject), otherTaxes(subject), headerTaxes(subject)].map(count) as [
    number,
    number,
    number,
  ]
  if (taxed) return (lines === 0 || lines + header >= 2) && (others === 0 || others + header >= 2)
  const used = lines + others > 0
  if (code === 'O') return header === 0 || (header === 1 && used)
  return (header === 0 && !used) || (header === 1 && used)
}

const codes = once((subject) => new Set(subject.named('ram:CategoryCode').map(stringValue)))
const anyCode =
  (code: string) =>
  (subject: Subject): boolean =>
    codes(subject).has(code)
const onlyItaly = (subject: Subject): boolean =>
  subject.named('ram:CountryID').every((country) => stringValue(country) === 'IT')

const REGISTRATION = 'ram:SpecifiedTaxRegistration/ram:ID'
const hasScheme = (ids: readonly XmlElement[], ...schemes: string[]): boolean =>
  ids.some((id) => schemes.includes(id.attributes.schemeID ?? ''))

type Find = (subject: Subject) => readonly XmlElement[]
const questions = (seller: Find, representative: Find): VatQuestions => ({
  supplierHasTaxNumber: (subject) => hasScheme(seller(subject), 'VA', 'FC'),
  supplierHasVatNumber: (subject) => hasScheme(seller(subject), 'VA'),
  representativeHasVatNumber: (subject) => hasScheme(representative(subject), 'VA'),
  customerHasVatNumber: (subject) => hasScheme(buyer(subject), 'VA'),
  customerHasLegalId: (subject) => buyerLegalIds(subject).length > 0,
})

const buyer = anywhere('ram:BuyerTradeParty', REGISTRATION)
const buyerLegalIds = anywhere('ram:BuyerTradeParty', 'ram:SpecifiedLegalOrganization/ram:ID')

const ANYWHERE = questions(
  anywhere('ram:SellerTradeParty', REGISTRATION),
  anywhere('ram:SellerTaxRepresentativeTradeParty', REGISTRATION),
)
const IN_PLACE = questions(
  inDocument(`${AGREEMENT}/ram:SellerTradeParty/${REGISTRATION}`),
  inDocument(`${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty/${REGISTRATION}`),
)

/** The official tests of some categories look for the parties anywhere in the document. */
export const questionsFor = ({ code }: VatFamily): VatQuestions =>
  ['AE', 'G', 'K'].includes(code) ? ANYWHERE : IN_PLACE
