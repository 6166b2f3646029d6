import type { Locale } from '#src/kernel/locale.ts'
import type { Address, Delivery, Identifier, Party } from '../einvoice/invoice-model.ts'
import type { Block } from './sheet.ts'
import { countryWord, type SheetWord, word } from './sheet-words.ts'

/** ISO 6523 codes of the registers of companies of NO, DK, SE and FI: their number is the organisation number. */
const NORDIC = ['0192', '0184', '0007', '0212']
const NORWEGIAN_VAT = /^NO(\d{9})(MVA)?$/

const inThrees = (digits: string): string => digits.replace(/(\d{3})(?=\d)/g, '$1\u00a0')

/**
 * A party as a block. `homeCountry` is that of the other side: it is left out of the address, as on an envelope within a country. A Norwegian seller
 * states its organisation number with MVA when it is in the VAT register, and Foretaksregisteret when it is there
 * (bokføringsforskriften § 5-1-2, foretaksregisterloven § 10-2).
 */
export function blockOf(party: Party, heading: SheetWord, locale: Locale, homeCountry?: string): Block {
  const { name, tradingName, contact } = party
  const trading = tradingName !== name ? tradingName : undefined
  return {
    heading: word(locale, heading),
    name: name ?? '',
    address: present([trading, ...addressRows(party.address, locale, homeCountry)]),
    details: present([
      ...registerRows(party, locale),
      contact?.name && `${word(locale, 'contact')}: ${contact.name}`,
      contact?.phone && `${word(locale, 'phone')} ${contact.phone}`,
      contact?.email,
    ]),
  }
}

export function deliveryBlock({ name, location, address }: Delivery, locale: Locale, homeCountry?: string): Block {
  return {
    heading: word(locale, 'delivery'),
    name: name ?? '',
    address: addressRows(address, locale, homeCountry),
    details: present([location && labelled(locale, 'location', location)]),
  }
}

export const isEmpty = ({ name, address, details }: Block): boolean =>
  name === '' && address.length === 0 && details.length === 0

const present = (rows: readonly (string | undefined)[]): string[] =>
  rows.filter((row): row is string => row !== undefined && row !== '')

function addressRows(address: Address | undefined, locale: Locale, homeCountry: string | undefined): string[] {
  if (!address) return []
  const { street, additionalStreet, addressLine, postalCode, city, subdivision, country } = address
  const place = present([postalCode, city]).join(' ')
  const abroad = country !== undefined && country !== homeCountry ? countryWord(locale, country) : undefined
  return present([street, additionalStreet, addressLine, place, subdivision, abroad])
}

/** "0088 7315458756324", or the number alone where nobody said of which register it is. */
const labelled = (locale: Locale, label: SheetWord, { id, scheme }: Identifier): string =>
  `${word(locale, label)} ${scheme === undefined ? id : `${id} (${scheme})`}`

function registerRows(party: Party, locale: Locale): (string | undefined)[] {
  const { organisationNumber, legalId, vatNumber, identifiers, taxRegistrations, legalForm } = party
  const norwegian = NORWEGIAN_VAT.exec(vatNumber ?? '')
  const isSame = norwegian !== null && norwegian[1] === (organisationNumber ?? legalId?.id)
  return [
    isSame ? undefined : numberRow(party, locale),
    vatNumber && (norwegian ? norwegianRow(norwegian, locale) : `${word(locale, 'vatNumber')} ${vatNumber}`),
    ...taxRegistrations.map(({ id }) => id),
    legalForm,
    ...identifiers
      .filter(({ id }) => id !== organisationNumber)
      .map((one) =>
        one.scheme === 'SEPA' ? `${word(locale, 'creditorId')} ${one.id}` : labelled(locale, 'identifier', one),
      ),
  ]
}

const norwegianRow = ([, digits = '', suffix = '']: RegExpExecArray, locale: Locale): string =>
  present([word(locale, 'organisationNumber'), `NO\u00a0${inThrees(digits)}`, suffix]).join(' ')

function numberRow({ organisationNumber, legalId }: Party, locale: Locale): string | undefined {
  const own = (id: string) => `${word(locale, 'organisationNumber')} ${/^\d{9}$/.test(id) ? inThrees(id) : id}`
  if (legalId === undefined) return organisationNumber && own(organisationNumber)
  const { id, scheme } = legalId
  const isOwn = organisationNumber === id || (scheme !== undefined && NORDIC.includes(scheme))
  return isOwn ? own(id) : labelled(locale, 'legalId', legalId)
}

/** BT-34, BT-49, for the technical facts. */
export const endpointText = ({ endpoint }: Party): string =>
  endpoint === undefined ? '' : [endpoint.scheme, endpoint.id].filter(Boolean).join(':')
