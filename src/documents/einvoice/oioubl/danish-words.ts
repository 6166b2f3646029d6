import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Identifier } from '../invoice-model.ts'

/** Codes of OIOUBL (code lists of the Danish Business Authority, agency 320) in the words of EN 16931. */

/** UNCL 5305 for urn:oioubl:id:taxcategoryid. */
const CATEGORIES: Readonly<Record<string, string>> = { StandardRated: 'S', ZeroRated: 'Z', ReverseCharge: 'AE' }

export const categoryOf = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : (CATEGORIES[id] ?? id)

/** "Moms" in urn:oioubl:id:taxschemeid; other taxes are duties. */
const VAT_SCHEME = '63'

export const isVat = (category: XmlElement | undefined): boolean =>
  [undefined, VAT_SCHEME, 'VAT'].includes(category?.textAt('cac:TaxScheme', 'cbc:ID'))

/** EAS codes for urn:oioubl:scheme:partyidentification and the electronic addresses. */
const SCHEMES: Readonly<Record<string, string>> = {
  'DK:CVR': '0184',
  'DK:SE': '0198',
  'DK:P': '0096',
  'DK:VANS': '0097',
  GLN: '0088',
  EAN: '0088',
  DUNS: '0060',
}

export const schemed = <T extends Identifier | undefined>(one: T): T =>
  one?.scheme === undefined ? one : { ...one, scheme: SCHEMES[one.scheme.toUpperCase()] ?? one.scheme }
