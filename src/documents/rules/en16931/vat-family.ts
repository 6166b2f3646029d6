import type { Holds } from '../engine/rule.ts'
import type { Subject } from '../engine/subject.ts'

/** How the rules of one VAT category (UNCL 5305) are told apart; the ten rules of each family are alike. */
export interface VatFamily {
  /** Code in the documents. */
  readonly code: string
  /** Part of the rule ids: "AE" gives BR-AE-01 to BR-AE-10. */
  readonly id: string
  readonly name: string
  /** Which identification of the seller the category asks for (rules 02 to 04). */
  readonly seller: 'taxNumber' | 'vatNumber' | 'none'
  /** Which identification of the buyer it asks for. */
  readonly buyer: 'any' | 'vatNumber' | 'legalId' | 'none'
  /** Rates that lines, allowances and charges of the category may have (rules 05 to 07). */
  readonly rate: 'zero' | 'positive' | 'notNegative' | 'absent'
  /** How the breakdown adds up (08) and is taxed (09). */
  readonly taxed: boolean
  /** Whether the breakdown states a reason for the exemption (10). */
  readonly exempt: boolean
}

const exempt = { rate: 'zero', taxed: false, exempt: true } as const
const taxed = { seller: 'taxNumber', buyer: 'any', taxed: true, exempt: false } as const

/** EN 16931-1, tables of the VAT business rules (6.4.3.2 and on). */
export const VAT_FAMILIES: readonly VatFamily[] = [
  { code: 'AE', id: 'AE', name: 'reverse charge', seller: 'taxNumber', buyer: 'legalId', ...exempt },
  { code: 'E', id: 'E', name: 'exempt from VAT', seller: 'taxNumber', buyer: 'any', ...exempt },
  { code: 'G', id: 'G', name: 'export outside the EU', seller: 'vatNumber', buyer: 'any', ...exempt },
  { code: 'K', id: 'IC', name: 'intra-community supply', seller: 'vatNumber', buyer: 'vatNumber', ...exempt },
  { code: 'L', id: 'AF', name: 'IGIC (Canary Islands)', rate: 'notNegative', ...taxed },
  { code: 'M', id: 'AG', name: 'IPSI (Ceuta and Melilla)', rate: 'notNegative', ...taxed },
  { ...exempt, code: 'O', id: 'O', name: 'not subject to VAT', seller: 'none', buyer: 'none', rate: 'absent' },
  { code: 'S', id: 'S', name: 'standard rated', rate: 'positive', ...taxed },
  { ...exempt, code: 'Z', id: 'Z', name: 'zero rated', seller: 'taxNumber', buyer: 'any', exempt: false },
]

export interface VatQuestions {
  readonly supplierHasTaxNumber: (subject: Subject) => boolean
  readonly supplierHasVatNumber: (subject: Subject) => boolean
  readonly representativeHasVatNumber: (subject: Subject) => boolean
  readonly customerHasVatNumber: (subject: Subject) => boolean
  readonly customerHasLegalId: (subject: Subject) => boolean
}

/** Whether seller and buyer are identified as the category asks (rules 02 to 04). */
export function partiesIdentified(family: VatFamily, ask: VatQuestions): (subject: Subject) => boolean {
  if (family.seller === 'none') {
    return (subject) =>
      !ask.supplierHasVatNumber(subject) &&
      !ask.representativeHasVatNumber(subject) &&
      !ask.customerHasVatNumber(subject)
  }
  const seller = family.seller === 'vatNumber' ? ask.supplierHasVatNumber : ask.supplierHasTaxNumber
  const buyer = (subject: Subject) =>
    family.buyer === 'any' ||
    ask.customerHasVatNumber(subject) ||
    (family.buyer === 'legalId' && ask.customerHasLegalId(subject))
  return (subject) => (seller(subject) || ask.representativeHasVatNumber(subject)) && buyer(subject)
}

/** What rules 02 to 04 ask, in words. */
export function identificationSentence(family: VatFamily): string {
  if (family.seller === 'none') return 'seller, tax representative and buyer state no VAT number'
  const seller =
    family.seller === 'vatNumber'
      ? 'the VAT number of the seller or its tax representative is stated'
      : 'a VAT or tax registration of the seller, or the VAT number of its tax representative, is stated'
  if (family.buyer === 'any') return seller
  const buyer = family.buyer === 'legalId' ? 'VAT number or legal registration' : 'VAT number'
  return `${seller}, and the ${buyer} of the buyer`
}

export const rateSentence = (family: VatFamily): string =>
  ({ zero: 'is 0', positive: 'is above 0', notNegative: 'is 0 or more', absent: 'is not stated' })[family.rate]

/** The rule is about the document and holds unless `concerns` finds something and `wanted` does not. */
export const whenever =
  (concerns: (subject: Subject) => boolean, wanted: (subject: Subject) => boolean): Holds =>
  (_, subject) =>
    !concerns(subject) || wanted(subject)
