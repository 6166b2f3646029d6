import { group, leaf, type XmlContent, type XmlNode } from '#src/platform/xml/write-xml.ts'
import { TAX_REGISTRATION } from '../canonical-form.ts'
import type { Address, Contact, Identifier, Party } from '../invoice-model.ts'
import { under, writeIdentifier } from './write-values.ts'

/** BG-4, BG-7, BG-10, BG-11: a trade party, whatever its role; `identifiers` are those that stand at the party. */
export const writeParty = (
  name: string,
  party: Party | undefined,
  identifiers = party?.identifiers ?? [],
): XmlNode | undefined =>
  party &&
  group(
    name,
    identifiers.map((one) => writeIdentifier(one.scheme === undefined ? 'ram:ID' : 'ram:GlobalID', one)),
    leaf('ram:Name', party.name),
    leaf('ram:Description', party.legalForm),
    group(
      'ram:SpecifiedLegalOrganization',
      writeIdentifier('ram:ID', party.legalId),
      leaf('ram:TradingBusinessName', party.tradingName),
    ),
    writeContact(party.contact),
    writeAddress(party.address),
    group('ram:URIUniversalCommunication', writeIdentifier('ram:URIID', party.endpoint)),
    registrations(party),
  )

/** BT-31 and BT-32: "VA" is a VAT number, "FC" a registration with the tax office (UNTDID 1153). */
const registrations = ({ vatNumber, taxRegistrations }: Party): XmlContent[] => [
  vatNumber === undefined ? undefined : registration({ id: vatNumber, scheme: 'VA' }),
  ...taxRegistrations.map(({ id, scheme }) =>
    registration({ id, scheme: scheme === TAX_REGISTRATION ? 'FC' : scheme }),
  ),
]

const registration = (id: Identifier) => group('ram:SpecifiedTaxRegistration', writeIdentifier('ram:ID', id))

export const writeAddress = (address: Address | undefined): XmlNode | undefined =>
  address &&
  group(
    'ram:PostalTradeAddress',
    leaf('ram:PostcodeCode', address.postalCode),
    leaf('ram:LineOne', address.street),
    leaf('ram:LineTwo', address.additionalStreet),
    leaf('ram:LineThree', address.addressLine),
    leaf('ram:CityName', address.city),
    leaf('ram:CountryID', address.country),
    leaf('ram:CountrySubDivisionName', address.subdivision),
  )

const writeContact = (contact: Contact | undefined): XmlNode | undefined =>
  contact &&
  group(
    'ram:DefinedTradeContact',
    leaf('ram:PersonName', contact.name),
    under('ram:TelephoneUniversalCommunication', 'ram:CompleteNumber', contact.phone),
    under('ram:EmailURIUniversalCommunication', 'ram:URIID', contact.email),
  )
