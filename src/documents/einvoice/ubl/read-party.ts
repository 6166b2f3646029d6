import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { taxRegistration } from '../canonical-form.ts'
import { attributeOf, textOf } from '../field-reader.ts'
import type { Address, Contact, Identifier, Party } from '../invoice-model.ts'
import { organisationNumberOf } from '../organisation-number.ts'

/** BG-4, BG-7: `element` is cac:Party (or cac:PayeeParty, cac:TaxRepresentativeParty, which have its content). */
export function readParty(element: XmlElement | undefined): Party {
  const legal = element?.child('cac:PartyLegalEntity')
  const taxSchemes = element?.all('cac:PartyTaxScheme') ?? []
  const vat = taxSchemes.find(isVat)
  const tradingName = element?.textAt('cac:PartyName', 'cbc:Name')
  const party = {
    name: legal?.textAt('cbc:RegistrationName') ?? tradingName,
    tradingName,
    identifiers: identifiersOf(element),
    legalId: readIdentifier(legal?.child('cbc:CompanyID')),
    vatNumber: vat?.textAt('cbc:CompanyID'),
    taxRegistrations: taxSchemes.filter((scheme) => scheme !== vat).flatMap(readTaxRegistration),
    legalForm: legal?.textAt('cbc:CompanyLegalForm'),
    endpoint: readIdentifier(element?.child('cbc:EndpointID')),
    address: readAddress(element?.child('cac:PostalAddress')),
    contact: readContact(element?.child('cac:Contact')),
  }
  return { ...party, organisationNumber: organisationNumberOf(party) }
}

const isVat = (scheme: XmlElement): boolean => scheme.textAt('cac:TaxScheme', 'cbc:ID')?.toUpperCase() === 'VAT'

const identifiersOf = (party: XmlElement | undefined): Identifier[] =>
  (party?.all('cac:PartyIdentification') ?? []).flatMap((one) => readIdentifier(one.child('cbc:ID')) ?? [])

function readTaxRegistration(scheme: XmlElement): Identifier[] {
  const id = scheme.textAt('cbc:CompanyID')
  return id === undefined ? [] : [taxRegistration({ id, scheme: scheme.textAt('cac:TaxScheme', 'cbc:ID') })]
}

/** An identifier with its schemeID; undefined when it has no text. */
export function readIdentifier(element: XmlElement | undefined): Identifier | undefined {
  const id = textOf(element)
  return id === undefined ? undefined : { id, scheme: attributeOf(element, 'schemeID') }
}

export function readAddress(element: XmlElement | undefined): Address | undefined {
  if (!element) return undefined
  return {
    street: element.textAt('cbc:StreetName'),
    additionalStreet: element.textAt('cbc:AdditionalStreetName'),
    addressLine: element.textAt('cac:AddressLine', 'cbc:Line'),
    city: element.textAt('cbc:CityName'),
    postalCode: element.textAt('cbc:PostalZone'),
    subdivision: element.textAt('cbc:CountrySubentity'),
    country: element.textAt('cac:Country', 'cbc:IdentificationCode'),
  }
}

function readContact(element: XmlElement | undefined): Contact | undefined {
  if (!element) return undefined
  return {
    name: element.textAt('cbc:Name'),
    phone: element.textAt('cbc:Telephone'),
    email: element.textAt('cbc:ElectronicMail'),
  }
}
