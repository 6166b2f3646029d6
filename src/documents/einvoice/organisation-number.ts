import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import type { Identifier, Party } from './invoice-model.ts'

/** Schemes whose identifier is the organisation number: ISO 6523 ICD and EAS code lists of OpenPeppol. */
const SCHEMES: Readonly<Record<string, OrgCountry>> = {
  '0192': 'NO',
  '0184': 'DK',
  '0007': 'SE',
  '0212': 'FI',
  '0037': 'FI',
  'NO:ORGNR': 'NO',
  'NO:ORG': 'NO',
  'DK:CVR': 'DK',
  'SE:ORGNR': 'SE',
}

/**
 * The organisation number of a party: its legal registration (whatever the scheme), else an identifier or electronic
 * address of an organisation number scheme, else the number inside the VAT number of a Nordic country.
 */
export function organisationNumberOf(party: Omit<Party, 'organisationNumber'>): string | undefined {
  const { legalId, identifiers, endpoint, vatNumber } = party
  if (legalId) return countryOf(legalId) ? normaliseOrgNumber(legalId.id) : legalId.id
  for (const identifier of [...identifiers, ...(endpoint ? [endpoint] : [])]) {
    if (countryOf(identifier)) return normaliseOrgNumber(identifier.id)
  }
  return vatNumber === undefined ? undefined : fromVatNumber(vatNumber)
}

function countryOf({ scheme }: Identifier): OrgCountry | undefined {
  return scheme === undefined ? undefined : SCHEMES[scheme.toUpperCase()]
}

/** "NO123456785MVA" and "DK12345674" hold the number; a Swedish VAT number adds "01" to it, a Finnish one drops the hyphen. */
function fromVatNumber(vatNumber: string): string | undefined {
  const country = vatNumber.slice(0, 2).toUpperCase()
  if (country !== 'NO' && country !== 'DK' && country !== 'SE' && country !== 'FI') return undefined
  const digits = normaliseOrgNumber(vatNumber)
  const number = country === 'SE' && digits.length === 12 ? digits.slice(0, 10) : digits
  return isOrgNumber(number, country) ? number : undefined
}
