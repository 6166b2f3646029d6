import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { normalised } from '../engine/values.ts'

const SUPPLIER = 'cac:AccountingSupplierParty/cac:Party'
const CUSTOMER = 'cac:AccountingCustomerParty/cac:Party'
const COUNTRY = 'cac:PostalAddress/cac:Country/cbc:IdentificationCode'

const hasVatScheme = (registration: XmlElement): boolean =>
  path('cac:TaxScheme/cbc:ID')(registration).some((id) => id.text === 'VAT')

/** Tax registrations of a party whose scheme is exactly VAT. */
export const vatRegistrations = (party: XmlElement): XmlElement[] =>
  path('cac:PartyTaxScheme')(party).filter(hasVatScheme)

/** VAT numbers of a party as the rules read them, "" for a registration without a number. */
export const vatNumbersOf = (party: XmlElement): string[] =>
  vatRegistrations(party).map((one) => one.child('cbc:CompanyID')?.text ?? '')

/** Where there are several, the official tests break off, and no rule of a country applies. */
const AMBIGUOUS = ''

/** First two characters of the VAT number of the parties at a path. */
function vatCountry(subject: Subject, party: string): string | undefined {
  const registrations = path(party)(subject.root).flatMap(vatRegistrations)
  if (registrations.length > 1 || registrations.some((one) => one.named('cbc:CompanyID').length > 1)) return AMBIGUOUS
  const prefix = registrations[0]?.child('cbc:CompanyID')?.text.slice(0, 2)
  return prefix === undefined || prefix === '' ? undefined : prefix.trim().toUpperCase()
}

function addressCountry(subject: Subject, party: string): string | undefined {
  const [country, ...more] = path(`${party}/${COUNTRY}`)(subject.root)
  return more.length > 0 ? AMBIGUOUS : country && normalised(country).toUpperCase()
}

/** Country that a Peppol rule takes the seller, or its tax representative, to be in; "XX" when nothing tells. */
export const supplierCountry = once(
  (subject) =>
    vatCountry(subject, SUPPLIER) ??
    vatCountry(subject, 'cac:TaxRepresentativeParty') ??
    addressCountry(subject, SUPPLIER) ??
    'XX',
)
export const ownSupplierCountry = once(
  (subject) => vatCountry(subject, SUPPLIER) ?? addressCountry(subject, SUPPLIER) ?? 'XX',
)
export const customerCountry = once(
  (subject) => vatCountry(subject, CUSTOMER) ?? addressCountry(subject, CUSTOMER) ?? 'XX',
)

/** Country of the address as trimmed capitals, "" when there is none. */
export const supplierAddressCountry = once((subject) => addressCountry(subject, SUPPLIER) ?? '')
export const customerAddressCountry = once((subject) => addressCountry(subject, CUSTOMER) ?? '')
export const representativeAddressCountry = once(
  (subject) => addressCountry(subject, 'cac:TaxRepresentativeParty') ?? '',
)

const rawCountry = (party: string) => {
  const select = path(`${party}/${COUNTRY}`)
  return once((subject) => {
    const [country, ...more] = select(subject.root)
    return more.length > 0 ? AMBIGUOUS : (country?.text ?? '')
  })
}
/** Country of the address exactly as written. */
export const supplierRawCountry = rawCountry(SUPPLIER)
export const customerRawCountry = rawCountry(CUSTOMER)

export const bothIn = (country: string) => (subject: Subject) =>
  supplierAddressCountry(subject) === country && customerAddressCountry(subject) === country

export const bothGerman = bothIn('DE')

const PROFILE = /urn:fdc:peppol\.eu:2017:poacc:billing:([0-9]{2}):1\.0/

/** Number of the Peppol billing process ("01"), "Unknown" when the document names none. */
export const profile = once((subject) => {
  const id = normalised(subject.root.child('cbc:ProfileID'))
  return PROFILE.test(id) ? (id.split(':')[6] ?? '') : 'Unknown'
})
