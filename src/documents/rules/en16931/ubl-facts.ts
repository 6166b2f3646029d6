import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { booleanOf, normalised } from '../engine/values.ts'

const schemeIds = path('cac:TaxScheme')

/** The element (a tax category or tax registration) is one of VAT: some tax scheme below it has the id VAT. */
export const isVat = (element: XmlElement): boolean =>
  schemeIds(element).some((scheme) => normalised(scheme.child('cbc:ID')).toUpperCase() === 'VAT')

/** VAT category code of a tax category element. */
export const categoryOf = (element: XmlElement): string => normalised(element.child('cbc:ID'))

/** cac:AllowanceCharge is a charge (true) or an allowance (false); undefined when it says neither. */
export const isCharge = (element: XmlElement): boolean | undefined => booleanOf(element.child('cbc:ChargeIndicator'))

export const isAllowance = (element: XmlElement): boolean => isCharge(element) === false
export const isChargeOnly = (element: XmlElement): boolean => isCharge(element) === true

const rootSubtotalCategories = path('cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory')
export const breakdown = once((subject) => rootSubtotalCategories(subject.root))
export const vatBreakdown = once((subject) => breakdown(subject).filter(isVat))

const taxCategories = path('cac:TaxCategory')

/** Tax categories of the document's allowances (charge false) or charges (true), whichever level they stand on. */
const categoriesOfAllowances = (charge: boolean) =>
  once((subject: Subject) =>
    subject
      .named('cac:AllowanceCharge')
      .filter((one) => isCharge(one) === charge)
      .flatMap(taxCategories),
  )
export const allowanceCategories = categoriesOfAllowances(false)
export const chargeCategories = categoriesOfAllowances(true)

export const lineCategories = (subject: Subject): readonly XmlElement[] => subject.named('cac:ClassifiedTaxCategory')

/** Category codes that tax categories carry. */
export interface CategoryCodes {
  /** Of any tax; of VAT. */
  readonly any: ReadonlySet<string>
  readonly vat: ReadonlySet<string>
  /** Those of VAT whose every id counts, where one has several. */
  readonly vatIds: ReadonlySet<string>
  /** Ids as written, of any tax. */
  readonly written: ReadonlySet<string>
}

function codesOf(categories: readonly XmlElement[]): CategoryCodes {
  const [any, vat, vatIds, written] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  for (const category of categories) {
    const code = categoryOf(category)
    const isOfVat = isVat(category)
    any.add(code)
    if (isOfVat) vat.add(code)
    for (const id of category.family('cbc:ID')) {
      if (id.name !== 'cbc:ID') continue
      written.add(id.text)
      if (isOfVat) vatIds.add(normalised(id))
    }
  }
  return { any, vat, vatIds, written }
}

/** Codes of the lines, found in one walk because every category asks for them. */
export const lineCodes = once((subject) => codesOf(lineCategories(subject)))
/** Codes of all other tax categories: the breakdown, allowances and charges. */
export const otherCodes = once((subject) => codesOf(subject.named('cac:TaxCategory')))

const partyTaxSchemes = path('cac:Party/cac:PartyTaxScheme')
const ownTaxSchemes = path('cac:PartyTaxScheme')
const hasCompany = (scheme: XmlElement): boolean => scheme.child('cbc:CompanyID') !== undefined
const registrations = (name: string, select: typeof ownTaxSchemes) => (subject: Subject) =>
  subject.named(name).flatMap(select).filter(hasCompany)

const supplierRegistrations = once(registrations('cac:AccountingSupplierParty', partyTaxSchemes))
const customerRegistrations = once(registrations('cac:AccountingCustomerParty', partyTaxSchemes))
const representativeRegistrations = once(registrations('cac:TaxRepresentativeParty', ownTaxSchemes))

/** BT-31 or BT-32 */
export const supplierHasTaxNumber = once((subject) => supplierRegistrations(subject).length > 0)
/** BT-31 */
export const supplierHasVatNumber = once((subject) => supplierRegistrations(subject).some(isVat))
/** BT-48 */
export const customerHasVatNumber = once((subject) => customerRegistrations(subject).some(isVat))
/** BT-63 */
export const representativeHasVatNumber = once((subject) => representativeRegistrations(subject).some(isVat))

const legalIds = path('cac:Party/cac:PartyLegalEntity/cbc:CompanyID')
/** BT-47 */
export const customerHasLegalId = once((subject) =>
  subject.named('cac:AccountingCustomerParty').some((party) => legalIds(party).length > 0),
)
