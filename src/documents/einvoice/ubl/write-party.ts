import { element, group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import type { Address, Contact, Identifier, Party } from '../invoice-model.ts'

/** BG-4, BG-7: cac:Party. */
export const writeParty = (party: Party): XmlNode | undefined =>
  group(
    'cac:Party',
    writeIdentifier('cbc:EndpointID', party.endpoint),
    identifications(party),
    tradingName(party.tradingName),
    writeAddress('cac:PostalAddress', party.address),
    taxSchemes(party),
    group(
      'cac:PartyLegalEntity',
      leaf('cbc:RegistrationName', party.name),
      writeIdentifier('cbc:CompanyID', party.legalId),
      leaf('cbc:CompanyLegalForm', party.legalForm),
    ),
    writeContact(party.contact),
  )

/** BG-10: the payee is named by cac:PartyName, it has no registered name in UBL. */
export const writePayee = (payee: Party | undefined): XmlNode | undefined =>
  payee &&
  group(
    'cac:PayeeParty',
    identifications(payee),
    tradingName(payee.name),
    group('cac:PartyLegalEntity', writeIdentifier('cbc:CompanyID', payee.legalId)),
  )

/** BG-11 */
export const writeTaxRepresentative = (party: Party | undefined): XmlNode | undefined =>
  party &&
  group(
    'cac:TaxRepresentativeParty',
    tradingName(party.name),
    writeAddress('cac:PostalAddress', party.address),
    taxSchemes(party),
  )

const tradingName = (name: string | undefined) => group('cac:PartyName', leaf('cbc:Name', name))

const identifications = (party: Party): XmlContent[] =>
  party.identifiers.map((identifier) => group('cac:PartyIdentification', writeIdentifier('cbc:ID', identifier)))

const taxSchemes = ({ vatNumber, taxRegistrations }: Party): XmlContent[] => [
  vatNumber === undefined ? undefined : taxScheme(vatNumber, 'VAT'),
  ...taxRegistrations.map(({ id, scheme }) => taxScheme(id, scheme)),
]

const taxScheme = (companyId: string, scheme: string | undefined): XmlNode =>
  element('cac:PartyTaxScheme', {}, leaf('cbc:CompanyID', companyId), group('cac:TaxScheme', leaf('cbc:ID', scheme)))

export const writeIdentifier = (name: string, identifier: Identifier | undefined): XmlNode | undefined =>
  identifier && leaf(name, identifier.id, { schemeID: identifier.scheme })

export const writeAddress = (name: string, address: Address | undefined): XmlNode | undefined =>
  address &&
  group(
    name,
    leaf('cbc:StreetName', address.street),
    leaf('cbc:AdditionalStreetName', address.additionalStreet),
    leaf('cbc:CityName', address.city),
    leaf('cbc:PostalZone', address.postalCode),
    leaf('cbc:CountrySubentity', address.subdivision),
    group('cac:AddressLine', leaf('cbc:Line', address.addressLine)),
    group('cac:Country', leaf('cbc:IdentificationCode', address.country)),
  )

const writeContact = (contact: Contact | undefined): XmlNode | undefined =>
  contact &&
  group(
    'cac:Contact',
    leaf('cbc:Name', contact.name),
    leaf('cbc:Telephone', contact.phone),
    leaf('cbc:ElectronicMail', contact.email),
  )
