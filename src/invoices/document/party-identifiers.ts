import type { Identifier } from '#src/documents/einvoice/index.ts'
import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'

/**
 * Scheme of the organisation number, ISO 6523 ICD and Peppol's code list of electronic address schemes (EAS):
 * docs.peppol.eu/edelivery/codelists.
 */
const SCHEMES: Readonly<Record<OrgCountry, string>> = { NO: '0192', DK: '0184', SE: '0007', FI: '0212' }

const isNordic = (country: string): country is OrgCountry => Object.hasOwn(SCHEMES, country)

/** BT-30, BT-47: the legal registration, with the scheme of its country where we know one. */
export function legalIdOf(organisationNumber: string | null, country: string): Identifier | undefined {
  if (organisationNumber === null) return undefined
  return endpointOfNumber(organisationNumber, country) ?? { id: organisationNumber }
}

/** The address in the network, "0192:991825827": the party's own, else its organisation number; null without either. */
export function participantOf(
  { endpoint, organisationNumber }: { readonly endpoint: string | null; readonly organisationNumber: string | null },
  country: string,
): string | null {
  if (endpoint !== null) return endpoint
  const own = endpointOfNumber(organisationNumber, country)
  return own ? `${own.scheme}:${own.id}` : null
}

/** The organisation number as an electronic address; undefined where it cannot be one. */
export function endpointOfNumber(organisationNumber: string | null, country: string): Identifier | undefined {
  if (organisationNumber === null || !isNordic(country) || !isOrgNumber(organisationNumber, country)) return undefined
  const digits = normaliseOrgNumber(organisationNumber)
  const id = country === 'FI' ? `${digits.slice(0, 7)}-${digits.slice(7)}` : digits
  return { id, scheme: SCHEMES[country] }
}
