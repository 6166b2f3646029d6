import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Address, Identifier, Party } from '../invoice-model.ts'
import { organisationNumberOf } from '../organisation-number.ts'

/** EAS: the Finnish organisation number (Y-tunnus), and the OVT code in which it may stand. */
const ORGANISATION = '0212'
const OVT = '0216'

/** Seller, Buyer or Delivery: every element of a party begins with its role. */
export function readFinnishParty(root: XmlElement, role: 'Seller' | 'Buyer'): Party {
  const details = root.child(`${role}PartyDetails`)
  const communication = root.child(`${role}CommunicationDetails`)
  const ovt = root.textAt(`${role}OrganisationUnitNumber`)
  const [name, ...others] = (details?.all(`${role}OrganisationName`) ?? [])
    .map(({ text }) => text.trim())
    .filter(Boolean)
  const party = {
    name,
    tradingName: details?.textAt(`${role}OrganisationTradingName`) ?? others[0],
    identifiers: [],
    legalId: numberOf(details?.textAt(`${role}PartyIdentifier`)),
    vatNumber: details?.textAt(`${role}OrganisationTaxCode`),
    taxRegistrations: [],
    endpoint: ovt === undefined ? undefined : { id: ovt, scheme: OVT },
    address: readFinnishAddress(details?.child(`${role}PostalAddressDetails`), role),
    contact: {
      name: root.textAt(`${role}ContactPersonName`),
      phone: communication?.textAt(`${role}PhoneNumberIdentifier`),
      email: communication?.textAt(`${role}EmailaddressIdentifier`),
    },
  }
  return { ...party, organisationNumber: organisationNumberOf(party) }
}

function numberOf(text: string | undefined): Identifier | undefined {
  if (text === undefined) return undefined
  if (/^\d{7}-\d$/.test(text)) return { id: text, scheme: ORGANISATION }
  return /^0037\d{8}/.test(text) ? { id: text, scheme: OVT } : { id: text }
}

export function readFinnishAddress(element: XmlElement | undefined, role: string): Address | undefined {
  if (!element) return undefined
  const [street, additionalStreet, addressLine] = element
    .all(`${role}StreetName`)
    .map(({ text }) => text.trim())
    .filter(Boolean)
  const box = element.textAt(`${role}PostOfficeBoxIdentifier`)
  return {
    street: street ?? box,
    additionalStreet: additionalStreet ?? (box === street ? undefined : street && box),
    addressLine,
    city: element.textAt(`${role}TownName`),
    postalCode: element.textAt(`${role}PostCodeIdentifier`),
    country: element.textAt('CountryCode'),
  }
}
