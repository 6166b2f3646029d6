import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import type { Address, Party } from '../invoice-model.ts'
import { organisationNumberOf } from '../organisation-number.ts'
import { isVat, schemed } from './danish-words.ts'

/** A party with the schemes of EN 16931; its registration for "Moms" is its VAT number. */
export function danishParty(party: Party, element: XmlElement | undefined): Party {
  const own = (element?.all('cac:PartyTaxScheme') ?? []).find(isVat)
  const vatNumber = party.vatNumber ?? own?.textAt('cbc:CompanyID')
  const danish = {
    ...party,
    identifiers: party.identifiers.map(schemed),
    legalId: schemed(party.legalId),
    endpoint: schemed(party.endpoint),
    vatNumber,
    taxRegistrations: party.taxRegistrations.filter(({ id }) => id !== vatNumber),
    address: withHouse(party.address, element?.child('cac:PostalAddress')),
  }
  return { ...danish, organisationNumber: organisationNumberOf(danish) }
}

/** OIOUBL states the number of the house, the floor and the post box apart from the street. */
function withHouse(address: Address | undefined, element: XmlElement | undefined): Address | undefined {
  const parts = [address?.street, element?.textAt('cbc:BuildingNumber'), element?.textAt('cbc:Floor')]
  const street = parts.filter((part) => part !== undefined).join(' ')
  const box = element?.textAt('cbc:Postbox')
  return (
    address && {
      ...address,
      street: street === '' ? undefined : street,
      additionalStreet: address.additionalStreet ?? (box && `Postboks ${box}`),
    }
  )
}
