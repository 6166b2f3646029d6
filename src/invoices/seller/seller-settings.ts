import type { Company } from '#src/companies/index.ts'
import type { KidMethod } from '#src/kernel/kid.ts'

/** What a company sets about itself as a seller, by the names of its settings (PATCH companies/{companyId}). */
export const SELLER_SETTINGS = {
  street: 'sellerStreet',
  additionalStreet: 'sellerAdditionalStreet',
  postalCode: 'sellerPostalCode',
  city: 'sellerCity',
  /** IBAN, or a Norwegian account number, that customers pay to. */
  bankAccount: 'sellerBankAccount',
  /** true or false: whether it is in the VAT register and charges VAT. */
  isVatRegistered: 'sellerVatRegistered',
  /** Where the VAT number does not follow from the organisation number. */
  vatNumber: 'sellerVatNumber',
  /** Electronic address "scheme:id" where it is not the organisation number. */
  endpoint: 'sellerEndpoint',
  email: 'sellerEmail',
  /** Who answers questions about invoices; XRechnung asks for name and phone (BR-DE-5, BR-DE-6). */
  contact: 'sellerContact',
  phone: 'sellerPhone',
  /** true or false: states "Foretaksregisteret"; by default by the legal form. */
  isInForetaksregisteret: 'sellerForetaksregisteret',
  /** mod10 or mod11. */
  kidMethod: 'invoiceKidMethod',
} as const

export interface SellerSettings {
  readonly street: string | undefined
  readonly additionalStreet: string | undefined
  readonly postalCode: string | undefined
  readonly city: string | undefined
  readonly bankAccount: string | undefined
  readonly isVatRegistered: boolean | undefined
  readonly vatNumber: string | undefined
  readonly endpoint: string | undefined
  readonly email: string | undefined
  readonly contact: string | undefined
  readonly phone: string | undefined
  readonly isInForetaksregisteret: boolean | undefined
  readonly kidMethod: KidMethod
}

export function sellerSettings({ settings }: Pick<Company, 'settings'>): SellerSettings {
  const text = (name: string): string | undefined => {
    const value = settings[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const claim = (name: string): boolean | undefined => {
    const value = settings[name]
    return typeof value === 'boolean' ? value : undefined
  }
  return {
    street: text(SELLER_SETTINGS.street),
    additionalStreet: text(SELLER_SETTINGS.additionalStreet),
    postalCode: text(SELLER_SETTINGS.postalCode),
    city: text(SELLER_SETTINGS.city),
    bankAccount: text(SELLER_SETTINGS.bankAccount),
    isVatRegistered: claim(SELLER_SETTINGS.isVatRegistered),
    vatNumber: text(SELLER_SETTINGS.vatNumber),
    endpoint: text(SELLER_SETTINGS.endpoint),
    email: text(SELLER_SETTINGS.email),
    contact: text(SELLER_SETTINGS.contact),
    phone: text(SELLER_SETTINGS.phone),
    isInForetaksregisteret: claim(SELLER_SETTINGS.isInForetaksregisteret),
    kidMethod: text(SELLER_SETTINGS.kidMethod) === 'mod11' ? 'mod11' : 'mod10',
  }
}
