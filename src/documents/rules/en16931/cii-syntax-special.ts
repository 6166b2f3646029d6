import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { fatal, type Holds, type Rule, warning } from '../engine/rule.ts'
import { has, hasNot, textIs } from '../engine/tests.ts'
import { booleanOf, normalised } from '../engine/values.ts'
import { anywhere, hasAncestor, inDocument, TRANSACTION } from './cii-facts.ts'

/** Rules about the syntax that are more than a count, by the place that they are about. */
export const specialRules = (at: string): readonly Rule[] => SPECIAL[at] ?? []

const LINE = `/rsm:CrossIndustryInvoice/${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`
const HEADER = `/rsm:CrossIndustryInvoice/${TRANSACTION}/ram:ApplicableHeaderTrade`

const unless =
  (concerned: Holds, wanted: Holds): Holds =>
  (node, subject) =>
    !concerned(node, subject) || wanted(node, subject)

/** At most one element at a path below the references of a type. */
function oneOfType(type: string, exactly: boolean, below?: string): Holds {
  const select = below === undefined ? undefined : path(below)
  const isType = (reference: XmlElement) =>
    exactly
      ? reference.named('ram:TypeCode').some((one) => stringValue(one) === type)
      : normalised(reference.child('ram:TypeCode')) === type
  return (node) => {
    const references = node.named('ram:AdditionalReferencedDocument').filter(isType)
    return (select ? references.flatMap(select) : references).length <= 1
  }
}

const notBoth = (party: string): Holds => {
  const [id, globalId] = [has(`${party}/ram:ID`), has(`${party}/ram:GlobalID`)]
  return (node, subject) => !(id(node, subject) && globalId(node, subject))
}

const DISCOUNT = 'ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge'
const discountIndicators = path(`${DISCOUNT}/ram:ChargeIndicator`)
const discountAmounts = path(`${DISCOUNT}/ram:ActualAmount`)
const discountSaysSo: Holds = (node) => {
  const indicators = discountIndicators(node)
  const amounts = discountAmounts(node)
  if (indicators.length === 0 && amounts.length === 0) return true
  const isAllowance = (one: XmlElement) => one.named('udt:Indicator').some((text) => booleanOf(text) === false)
  return amounts.length > 0 && indicators.some(isAllowance)
}

const vatPointCodes = anywhere('ram:ApplicableTradeTax', 'ram:DueDateTypeCode')
const meansCodes = anywhere('ram:SpecifiedTradeSettlementPaymentMeans', 'ram:TypeCode')
const meansTexts = anywhere('ram:SpecifiedTradeSettlementPaymentMeans', 'ram:Information')
const paymentReferences = anywhere('ram:ApplicableHeaderTradeSettlement', 'ram:PaymentReference')
const alike = (find: typeof meansCodes): Holds => {
  return (_, subject) => new Set(find(subject).map(normalised)).size <= 1
}

const accounts = has(
  'ram:PayeePartyCreditorFinancialAccount/ram:IBANID',
  'ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID',
)
const transfersHaveAccounts: Holds = (node, subject) =>
  node
    .named('ram:SpecifiedTradeSettlementPaymentMeans')
    .every((means) => !['30', '58'].includes(normalised(means.child('ram:TypeCode'))) || accounts(means, subject))

const isAdditional = (node: XmlElement): boolean => node.name === 'ram:AdditionalReferencedDocument'
const additionalOfType = (...types: string[]): Holds => {
  return (node, subject) => isAdditional(node) && textIs('ram:TypeCode', ...types)(node, subject)
}
const inHeader: Holds = (node) => hasAncestor(node, 'ram:ApplicableHeaderTradeSettlement')
const isNamed =
  (name: string): Holds =>
  (node) =>
    node.name === name

const quantities = inDocument(
  `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity`,
)
/** YYYYMMDD, as the official pattern of XPath reads it: any digits of Unicode for the year, and the white space of XML. */
export const COMPACT_DAY = /^[ \t\r\n]*\p{Nd}{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])[ \t\r\n]*$/u

const party = (who: string, name: string, role: string): Rule =>
  warning(who, `The ${role} has an identifier with a scheme or one without, not both.`, notBoth(name))

const SPECIAL: Readonly<Record<string, readonly Rule[]>> = {
  [`${LINE}/ram:SpecifiedTradeProduct`]: [
    fatal(
      'CII-SR-046',
      'A standard identifier of an item (BT-157) names its scheme.',
      unless(has('ram:GlobalID'), (node) =>
        node.named('ram:GlobalID').some((id) => id.attributes.schemeID !== undefined),
      ),
    ),
    fatal(
      'CII-SR-090',
      'The origin of an item names exactly one country (BT-159).',
      unless(has('ram:OriginTradeCountry'), (node) => path('ram:OriginTradeCountry/ram:ID')(node).length === 1),
    ),
  ],
  [`${LINE}/ram:SpecifiedLineTradeAgreement`]: [
    warning('CII-SR-119', 'A price discount says that it is one, and has an amount (BT-147).', discountSaysSo),
  ],
  'ram:SpecifiedTradeAllowanceCharge': [
    fatal('CII-SR-463', 'An allowance or charge says which of them it is.', has('ram:ChargeIndicator')),
  ],
  [`${LINE}/ram:SpecifiedLineTradeSettlement`]: [
    warning('CII-SR-474', 'A line refers to at most one invoiced object (BT-128).', oneOfType('130', false)),
  ],
  [`${HEADER}Agreement`]: [
    party('CII-SR-450', 'ram:BuyerTradeParty', 'buyer'),
    warning('CII-SR-457', 'The document refers to at most one tender (BT-17).', oneOfType('50', true)),
    warning('CII-SR-458', 'The document refers to at most one invoiced object (BT-18).', oneOfType('130', true)),
    contactNamed('CII-SR-465', 'ram:SellerTradeParty'),
    contactNamed('CII-SR-466', 'ram:BuyerTradeParty'),
    warning('CII-SR-475', 'Supporting documents have one description (BT-123).', oneOfType('916', false, 'ram:Name')),
    warning(
      'CII-SR-476',
      'Supporting documents have one attachment (BT-125).',
      oneOfType('916', false, 'ram:AttachmentBinaryObject'),
    ),
  ],
  [`${HEADER}Delivery`]: [party('CII-SR-449', 'ram:ShipToTradeParty', 'place of delivery')],
  [`${HEADER}Settlement`]: [
    party('CII-SR-451', 'ram:PayeeTradeParty', 'payee'),
    fatal('CII-SR-462', 'The VAT point code (BT-8) is the same in the whole VAT breakdown.', (_, subject) => {
      return new Set(vatPointCodes(subject).map(stringValue)).size <= 1
    }),
    fatal(
      'CII-SR-470',
      'Payment by credit transfer (30, 58) names the account to pay to (BT-84).',
      transfersHaveAccounts,
    ),
  ],
  '/rsm:CrossIndustryInvoice': [
    fatal('CII-SR-467', 'All payment instructions have the same means of payment (BT-81).', alike(meansCodes)),
    fatal('CII-SR-468', 'All payment instructions have the same text of the means (BT-82).', alike(meansTexts)),
    fatal('CII-SR-469', 'The document has at most one payment reference (BT-83).', (_, subject) => {
      return paymentReferences(subject).length <= 1
    }),
  ],
  '*ReferencedDocument': [
    only('CII-DT-015', 'ram:URIID', 'supporting documents (916)', additionalOfType('916')),
    only(
      'CII-DT-018',
      'ram:TypeCode',
      'additional references, as 50, 130 or 916',
      additionalOfType('50', '130', '916'),
    ),
    only('CII-DT-021', 'ram:Name', 'supporting documents (916)', additionalOfType('916')),
    only('CII-DT-022', 'ram:AttachmentBinaryObject', 'supporting documents (916)', additionalOfType('916')),
    only('CII-DT-024', 'ram:ReferenceTypeCode', 'invoiced objects (130)', additionalOfType('130')),
    only('CII-DT-027', 'ram:FormattedIssueDateTime', 'preceding invoices', isNamed('ram:InvoiceReferencedDocument')),
  ],
  '*Quantity': [
    fatal(
      'CII-DT-033',
      'A unit stands at a quantity only where the quantities of the lines have one.',
      (node, subject) => {
        return (
          node.attributes.unitCode === undefined ||
          quantities(subject).some((one) => one.attributes.unitCode !== undefined)
        )
      },
    ),
  ],
  '*TradeTax': [
    fatal('CII-DT-037', 'The type of a tax is VAT.', unless(has('ram:TypeCode'), textIs('ram:TypeCode', 'VAT'))),
    onlyTax('CII-DT-041', 'ram:BasisAmount', 'the VAT breakdown and the header', inHeader),
    onlyTax('CII-DT-052', 'ram:ExemptionReasonCode', 'the VAT breakdown', isNamed('ram:ApplicableTradeTax')),
    onlyTax('CII-DT-098', 'ram:ExemptionReason', 'the VAT breakdown', isNamed('ram:ApplicableTradeTax')),
    onlyTax('CII-DT-054', 'ram:TaxPointDate', 'the VAT breakdown and the header', inHeader),
    onlyTax('CII-DT-058', 'ram:DueDateTypeCode', 'the VAT breakdown and the header', inHeader),
  ],
  'udt:DateTimeString': [
    fatal('CII-DT-097', 'A date of format 102 is written as YYYYMMDD.', (node) => COMPACT_DAY.test(stringValue(node))),
  ],
}

function contactNamed(id: string, name: string): Rule {
  const [person, department] = ['PersonName', 'DepartmentName'].map((part) =>
    has(`${name}/ram:DefinedTradeContact/ram:${part}`),
  )
  return warning(id, 'A contact is named by person or by department, not by both.', (node, subject) => {
    return !(person?.(node, subject) && department?.(node, subject))
  })
}

function only(id: string, what: string, where: string, fits: Holds): Rule {
  return fatal(id, `In references, ${what} is for ${where} only.`, unless(has(what), fits))
}

function onlyTax(id: string, what: string, where: string, fits: Holds): Rule {
  return warning(
    id,
    `In taxes, ${what} is for ${where} only.`,
    (node, subject) => hasNot(what)(node, subject) || fits(node, subject),
  )
}
