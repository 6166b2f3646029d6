import { XmlElement } from '#src/platform/xml/xml-element.ts'

/** Names that CII D16B gave to elements of ZUGFeRD 1.0 (CII D13B), wherever they stand. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CrossIndustryDocument: 'CrossIndustryInvoice',
    SpecifiedExchangedDocumentContext: 'ExchangedDocumentContext',
    HeaderExchangedDocument: 'ExchangedDocument',
    SpecifiedSupplyChainTradeTransaction: 'SupplyChainTradeTransaction',
    ApplicableSupplyChainTradeAgreement: 'ApplicableHeaderTradeAgreement',
    ApplicableSupplyChainTradeDelivery: 'ApplicableHeaderTradeDelivery',
    ApplicableSupplyChainTradeSettlement: 'ApplicableHeaderTradeSettlement',
    SpecifiedSupplyChainTradeAgreement: 'SpecifiedLineTradeAgreement',
    SpecifiedSupplyChainTradeDelivery: 'SpecifiedLineTradeDelivery',
    SpecifiedSupplyChainTradeSettlement: 'SpecifiedLineTradeSettlement',
    ApplicablePercent: 'RateApplicablePercent',
  }),
)

/** Names that depend on the element above, which is named as in D16B. */
const NAMES_BELOW: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementMonetarySummation':
      'SpecifiedTradeSettlementHeaderMonetarySummation',
    'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementMonetarySummation':
      'SpecifiedTradeSettlementLineMonetarySummation',
  }),
)

const PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries({ zf: 'rsm', zfram: 'ram', zfudt: 'udt' }))

/**
 * A ZUGFeRD 1.0 document in the words of CII D16B, which it came before: same structure, newer names. Amounts,
 * codes and attributes stay as they are.
 */
export function renewZugferd1(element: XmlElement, parent?: XmlElement): XmlElement {
  const [prefix = '', local = ''] = element.name.split(':')
  const newPrefix = PREFIXES.get(prefix)
  const newLocal = newPrefix === undefined ? element.local : renewed(local, parent?.local)
  const name = newPrefix === undefined ? element.name : `${newPrefix}:${newLocal}`
  const copy = new XmlElement({ name, local: newLocal, uri: element.uri }, element.attributes, parent, element.line)
  copy.text = element.text
  for (const child of element.children) copy.append(renewZugferd1(child, copy))
  return copy
}

function renewed(local: string, parent = ''): string {
  // References had a plain ID, which is now the one that its issuer assigned.
  if (local === 'ID' && parent.endsWith('ReferencedDocument')) return 'IssuerAssignedID'
  return NAMES_BELOW.get(`${parent}/${local}`) ?? NAMES.get(local) ?? local
}
