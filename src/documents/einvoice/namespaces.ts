import type { XmlElement } from '#src/platform/xml/xml-element.ts'

/** Namespaces of the invoice syntaxes, with the prefixes by which readers and rules call them. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2': 'ubl',
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2': 'cn',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2': 'cac',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2': 'cbc',
  'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2': 'ext',
  'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100': 'rsm',
  'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100': 'ram',
  'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100': 'udt',
  'urn:un:unece:uncefact:data:standard:QualifiedDataType:100': 'qdt',
  // ZUGFeRD 1.0, a forerunner of CII D16B.
  'urn:ferd:CrossIndustryDocument:invoice:1p0': 'zf',
  'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12': 'zfram',
  'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15': 'zfudt',
  // The envelope of Peppol.
  'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader': 'sbd',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
}

export type Syntax = 'ubl' | 'cii' | 'zugferd1' | 'oioubl' | 'finvoice'

/** In which of the two syntaxes of EN 16931 the tree stands that rules and totals look at. */
export const treeSyntaxOf = (syntax: Syntax): 'ubl' | 'cii' =>
  syntax === 'cii' || syntax === 'zugferd1' ? 'cii' : 'ubl'

/** What a document is by its root element, and of UBL by its specification; undefined for what is no invoice. */
export function syntaxOf(root: XmlElement): { syntax: Syntax; document: 'invoice' | 'creditNote' } | undefined {
  const { name: rootName } = root
  if (rootName === 'ubl:Invoice') return { syntax: ublOf(root), document: 'invoice' }
  if (rootName === 'cn:CreditNote') return { syntax: ublOf(root), document: 'creditNote' }
  if (rootName === 'Finvoice') return { syntax: 'finvoice', document: 'invoice' }
  if (rootName === 'rsm:CrossIndustryInvoice') return { syntax: 'cii', document: 'invoice' }
  if (rootName === 'zf:CrossIndustryDocument') return { syntax: 'zugferd1', document: 'invoice' }
  return undefined
}

/** "OIOUBL-2.02" and its like. */
const ublOf = (root: XmlElement): Syntax =>
  /^OIOUBL/i.test(root.textAt('cbc:CustomizationID') ?? '') ? 'oioubl' : 'ubl'
