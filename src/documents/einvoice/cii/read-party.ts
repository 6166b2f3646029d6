import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { taxRegistration } from '../canonical-form.ts'
import { attributeOf, textOf } from '../field-reader.ts'
import type { Address, Contact, Identifier, Party } from '../invoice-model.ts'
import { organisationNumberOf } from '../organisation-number.ts'
import { readIdentifier } from './values.ts'

/** BG-4, BG-7, BG-10, BG-11: a trade party, whatever its role. */
export function readParty(element: XmlElement | undefined): Party {
  const legal = element?.child('ram:SpecifiedLegalOrganization')
  const registrations = (element?.all('ram:SpecifiedTaxRegistration') ?? []).flatMap((one) => one.child('ram:ID') ?? [])
  const vat = registrations.find(isVat)
  const tradingName = legal?.textAt('ram:TradingBusinessName')
  const party = {
    name: element?.textAt('ram:Name') ?? tradingName,
    tradingName,
    identifiers: identifiersOf(element),
    legalId: readIdentifier(legal?.child('ram:ID')),
    vatNumber: textOf(vat),
    taxRegistrations: registrations
      .filter((one) => one !== vat)
      .flatMap((one) => readIdentifier(one) ?? [])
      .map(taxRegistration),
    legalForm: element?.textAt('ram:Description'),
    endpoint: readIdentifier(element?.at('ram:URIUniversalCommunication', 'ram:URIID')),
    address: readAddress(element?.child('ram:PostalTradeAddress')),
    contact: readContact(element?.child('ram:DefinedTradeContact')),
  }
  return { ...party, organisationNumber: organisationNumberOf(party) }
}

const isVat = (id: XmlElement): boolean => attributeOf(id, 'schemeID')?.toUpperCase() === 'VA'

/** ram:ID is an identifier without a scheme, ram:GlobalID one with it. */
const identifiersOf = (party: XmlElement | undefined): Identifier[] =>
  [...(party?.all('ram:ID') ?? []), ...(party?.all('ram:GlobalID') ?? [])].flatMap((id) => readIdentifier(id) ?? [])

export function readAddress(element: XmlElement | undefined): Address | undefined {
  if (!element) return undefined
  return {
    street: element.textAt('ram:LineOne') ?? element.textAt('ram:StreetName'),
    additionalStreet: element.textAt('ram:LineTwo'),
    addressLine: element.textAt('ram:LineThree'),
    city: element.textAt('ram:CityName'),
    postalCode: element.textAt('ram:PostcodeCode'),
    subdivision: element.textAt('ram:CountrySubDivisionName'),
    country: element.textAt('ram:CountryID'),
  }
}

function readContact(element: XmlElement | undefined): Contact | undefined {
  if (!element) return undefined
  const email = element.child('ram:EmailURIUniversalCommunication')
  return {
    name: element.textAt('ram:PersonName') ?? element.textAt('ram:DepartmentName'),
    phone: element.textAt('ram:TelephoneUniversalCommunication', 'ram:CompleteNumber'),
    // ZUGFeRD 1.0 let senders write the address as a number.
    email: email?.textAt('ram:URIID') ?? email?.textAt('ram:CompleteNumber'),
  }
}
