import type { Company } from '#src/companies/index.ts'
import type { Party as DocumentParty, Identifier, PaymentMeans } from '#src/documents/einvoice/index.ts'
import { isIban, isNorwegianBban, normaliseBban, normaliseIban, toIban } from '#src/kernel/iban.ts'
import { isOrgNumber, normaliseOrgNumber } from '#src/kernel/org-number.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import { endpointOfNumber, legalIdOf } from '../document/party-identifiers.ts'
import { SELLER_SETTINGS, type SellerSettings, sellerSettings } from './seller-settings.ts'

export interface Seller {
  readonly party: DocumentParty
  readonly paymentMeans: PaymentMeans
  readonly isVatRegistered: boolean
  readonly kidMethod: SellerSettings['kidMethod']
}

const LIMITED = /\s(AS|ASA)$/i

/**
 * The company as the seller of an e-invoice. Fails with `invoice_seller_incomplete`, which names every fact and setting
 * that is missing or not usable (EN 16931 BR-08, BR-09, BR-61, BR-CO-26; bokføringsforskriften § 5-1-2 for Norway).
 */
export function sellerOf(company: Company): Seller {
  const errors = missingOf(company, sellerSettings(company))
  if (errors.length > 0) {
    const names = errors.map(({ pointer }) => pointer.split('/').at(-1)).join(', ')
    fail(
      'invoice_seller_incomplete',
      `The company needs ${names} before it issues invoices; set them on the company.`,
      {
        errors,
      },
    )
  }
  return sellerAsKnown(company)
}

/** The seller by what the company has said so far, complete or not. */
export function sellerAsKnown(company: Company): Seller {
  const settings = sellerSettings(company)
  const { organisationNumber, country, name } = company
  const { street, additionalStreet, postalCode, city } = settings
  const isVatRegistered = settings.isVatRegistered === true
  const states = settings.isInForetaksregisteret ?? (country === 'NO' && LIMITED.test(name))
  const party: DocumentParty = {
    name,
    identifiers: [],
    legalId: legalIdOf(organisationNumber, country),
    vatNumber: isVatRegistered ? vatNumberOf(company, settings) : undefined,
    // Foretaksregisterloven § 10-2; NO-R-002.
    taxRegistrations: states ? [{ id: 'Foretaksregisteret', scheme: 'TAX' }] : [],
    endpoint: endpointOf(company, settings),
    address: { street, additionalStreet, postalCode, city, country },
    ...contactOf(settings),
  }
  return { party, paymentMeans: transferTo(settings, company), isVatRegistered, kidMethod: settings.kidMethod }
}

/** BG-6; left out where nothing of it is known. */
function contactOf({ contact: name, phone, email }: SellerSettings): Pick<DocumentParty, 'contact'> {
  return [name, phone, email].every((value) => value === undefined) ? {} : { contact: { name, phone, email } }
}

function missingOf(company: Company, settings: SellerSettings): FieldError[] {
  const errors: FieldError[] = []
  const demand = (pointer: string, message: string, isThere: boolean): void => {
    if (!isThere) errors.push({ pointer, code: 'invoice_seller_incomplete', message })
  }
  const setting = (name: keyof typeof SELLER_SETTINGS): string => `/settings/${SELLER_SETTINGS[name]}`
  const { bankAccount, isVatRegistered } = settings
  const hasNumber = company.organisationNumber !== null
  demand('/organisationNumber', 'The organisation number of the seller.', hasNumber)
  demand(setting('street'), 'Street or post box of the seller.', settings.street !== undefined)
  demand(setting('postalCode'), 'Postal code of the seller.', settings.postalCode !== undefined)
  demand(setting('city'), 'City of the seller.', settings.city !== undefined)
  demand(setting('bankAccount'), 'IBAN, or Norwegian account number, to pay to.', ibanOf(bankAccount) !== undefined)
  demand(setting('isVatRegistered'), 'Whether the company is in the VAT register.', isVatRegistered !== undefined)
  if (isVatRegistered && hasNumber) {
    const isThere = vatNumberOf(company, settings) !== undefined
    demand(setting('vatNumber'), 'VAT number of the seller.', isThere)
  }
  if (hasNumber) {
    demand(
      setting('endpoint'),
      'Electronic address, such as "0192:991825827".',
      endpointOf(company, settings) !== undefined,
    )
  }
  return errors
}

/** VAT numbers that follow from the organisation number (skatteetaten.no, skat.dk, skatteverket.se, vero.fi). */
function vatNumberOf({ country, organisationNumber }: Company, { vatNumber }: SellerSettings): string | undefined {
  if (vatNumber !== undefined || organisationNumber === null) return vatNumber
  const digits = normaliseOrgNumber(organisationNumber)
  if (country === 'NO' && isOrgNumber(digits, 'NO')) return `NO${digits}MVA`
  if (country === 'DK' && isOrgNumber(digits, 'DK')) return `DK${digits}`
  if (country === 'SE' && isOrgNumber(digits, 'SE')) return `SE${digits}01`
  if (country === 'FI' && isOrgNumber(digits, 'FI')) return `FI${digits}`
  return undefined
}

function endpointOf({ country, organisationNumber }: Company, { endpoint }: SellerSettings): Identifier | undefined {
  const [scheme, ...rest] = endpoint?.split(':') ?? []
  if (scheme !== undefined && rest.length > 0) return { scheme, id: rest.join(':') }
  return endpointOfNumber(organisationNumber, country)
}

/** IBAN of the account that customers pay to; undefined when it is no account number. */
export function ibanOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (isIban(text)) return normaliseIban(text)
  return isNorwegianBban(text) ? toIban('NO', normaliseBban(text)) : undefined
}

/** UNTDID 4461: 30 credit transfer; 58 SEPA credit transfer, which Danish sellers may state (DK-R-005). */
const transferTo = ({ bankAccount }: SellerSettings, { country, name }: Company): PaymentMeans => ({
  code: country === 'DK' ? '58' : '30',
  account: { id: ibanOf(bankAccount), name },
})
