import { stringValue, type XmlElement } from '#src/platform/xml/xml-element.ts'
import { AGREEMENT, inDocument, SETTLEMENT } from '../en16931/cii-facts.ts'
import { path } from '../engine/path.ts'
import { once, type Subject } from '../engine/subject.ts'
import { normalised } from '../engine/values.ts'

export const SELLER = `${AGREEMENT}/ram:SellerTradeParty`
export const BUYER = `${AGREEMENT}/ram:BuyerTradeParty`
export const REPRESENTATIVE = `${AGREEMENT}/ram:SellerTaxRepresentativeTradeParty`

const registrations = path('ram:SpecifiedTaxRegistration')

/**
 * VAT numbers of a party as Peppol's rules read them, "" for a registration without a number. They ask for the scheme
 * "VAT", although the CII binding writes "VA": no party that follows the binding has any.
 */
export const vatNumbersOf = (party: XmlElement): string[] =>
  registrations(party)
    .filter((one) => one.named('ram:ID').some((id) => id.attributes.schemeID === 'VAT'))
    .map((one) => one.child('ram:ID')?.text ?? '')

/** Where there are several, the official tests break off, and no rule of a country applies. */
const AMBIGUOUS = ''

function vatCountry(parties: readonly XmlElement[]): string | undefined {
  const [prefix, ...more] = parties.flatMap(vatNumbersOf).map((number) => number.slice(0, 2))
  if (more.length > 0) return AMBIGUOUS
  return prefix === undefined || prefix === '' ? undefined : prefix.trim().toUpperCase()
}

const sellers = inDocument(SELLER)
const representatives = inDocument(REPRESENTATIVE)
const countriesOf = (party: string) => inDocument(`${party}/ram:PostalTradeAddress/ram:CountryID`)
const [sellerCountries, buyerCountries, representativeCountries] = [
  countriesOf(SELLER),
  countriesOf(BUYER),
  countriesOf(REPRESENTATIVE),
]
function capital([country, ...more]: readonly XmlElement[]): string | undefined {
  return more.length > 0 ? AMBIGUOUS : country && normalised(country).toUpperCase()
}

/** Country that a Peppol rule takes the seller to be in; "XX" when nothing tells. */
export const supplierCountry = once(
  (subject) =>
    vatCountry(sellers(subject).slice(0, 1)) ??
    vatCountry(representatives(subject)) ??
    capital(sellerCountries(subject)) ??
    'XX',
)

/** Country of the address as trimmed capitals, "" when there is none. */
export const supplierAddressCountry = (subject: Subject): string => capital(sellerCountries(subject)) ?? ''
export const customerAddressCountry = (subject: Subject): string => capital(buyerCountries(subject)) ?? ''
export const representativeAddressCountry = (subject: Subject): string =>
  capital(representativeCountries(subject)) ?? ''

/** Whether the country of the address is exactly so written. */
const isWritten = (countries: typeof sellerCountries, code: string) => (subject: Subject) =>
  countries(subject).some((country) => stringValue(country) === code)
export const supplierIn = (code: string) => isWritten(sellerCountries, code)
export const customerIn = (code: string) => isWritten(buyerCountries, code)

export const documentCurrencies = inDocument(`${SETTLEMENT}/ram:InvoiceCurrencyCode`)
export const vatCurrencies = inDocument(`${SETTLEMENT}/ram:TaxCurrencyCode`)

const processes = path('rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID')
const PROCESS = /urn:fdc:peppol\.eu:2017:poacc:billing:([0-9]{2}):1\.0/

/** Number of the Peppol billing process ("01"), "Unknown" when the document names none. */
export const profile = once(({ root }) => {
  const id = normalised(processes(root)[0])
  return PROCESS.test(id) ? (id.split(':')[6] ?? '') : 'Unknown'
})
