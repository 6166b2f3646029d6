import type { BookDate } from '#src/kernel/book-date.ts'

/** Who takes part in an invoice and how it is paid: these groups of EN 16931-1, see invoice-model.ts. */

export interface Identifier {
  readonly id: string
  /** ISO 6523 ICD, EAS or another code of the scheme. */
  readonly scheme?: string | undefined
}

/** BG-4, BG-7, BG-10, BG-11 */
export interface Party {
  /** BT-27, BT-44, BT-59, BT-62: the registered name, else the trading name. */
  readonly name?: string | undefined
  /** BT-28, BT-45 */
  readonly tradingName?: string | undefined
  /** The national organisation number without prefix and separators, from whichever identifier carries it. */
  readonly organisationNumber?: string | undefined
  /** BT-29, BT-46, BT-60; a SEPA creditor identifier (BT-90) is the one with scheme SEPA. */
  readonly identifiers: readonly Identifier[]
  /** BT-30, BT-47, BT-61 */
  readonly legalId?: Identifier | undefined
  /** BT-31, BT-48, BT-63 */
  readonly vatNumber?: string | undefined
  /** BT-32 and its cousins: registrations under another tax scheme, such as "Foretaksregisteret" or F-skatt. */
  readonly taxRegistrations: readonly Identifier[]
  /** BT-33 */
  readonly legalForm?: string | undefined
  /** BT-34, BT-49 */
  readonly endpoint?: Identifier | undefined
  /** BG-5, BG-8, BG-12 */
  readonly address?: Address | undefined
  /** BG-6, BG-9 */
  readonly contact?: Contact | undefined
}

/** BG-5, BG-8, BG-12, BG-15 */
export interface Address {
  /** BT-35, BT-50, BT-64, BT-75 */
  readonly street?: string | undefined
  /** BT-36, BT-51, BT-65, BT-76 */
  readonly additionalStreet?: string | undefined
  /** BT-162, BT-163, BT-164, BT-165 */
  readonly addressLine?: string | undefined
  /** BT-37, BT-52, BT-66, BT-77 */
  readonly city?: string | undefined
  /** BT-38, BT-53, BT-67, BT-78 */
  readonly postalCode?: string | undefined
  /** BT-39, BT-54, BT-68, BT-79 */
  readonly subdivision?: string | undefined
  /** BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2. */
  readonly country?: string | undefined
}

/** BG-6, BG-9 */
export interface Contact {
  /** BT-41, BT-56 */
  readonly name?: string | undefined
  /** BT-42, BT-57 */
  readonly phone?: string | undefined
  /** BT-43, BT-58 */
  readonly email?: string | undefined
}

/** BG-13 */
export interface Delivery {
  /** BT-72 */
  readonly deliveredOn?: BookDate | undefined
  /** BT-70 */
  readonly name?: string | undefined
  /** BT-71 */
  readonly location?: Identifier | undefined
  /** BG-15 */
  readonly address?: Address | undefined
}

/** BG-16 with one of BG-17, BG-18, BG-19 */
export interface PaymentMeans {
  /** BT-81, UNTDID 4461. */
  readonly code?: string | undefined
  /** BT-82 */
  readonly text?: string | undefined
  /** BT-83 */
  readonly reference?: string | undefined
  /** BG-17 */
  readonly account?: CreditAccount | undefined
  /** BG-18 */
  readonly card?: PaymentCard | undefined
  /** BG-19 */
  readonly directDebit?: DirectDebit | undefined
}

/** BG-17 */
export interface CreditAccount {
  /** BT-84 as written. */
  readonly id?: string | undefined
  readonly scheme?: string | undefined
  /** What the identifier is by its own check digits. */
  readonly form?: 'iban' | 'bban' | undefined
  /** BT-85 */
  readonly name?: string | undefined
  /** BT-86: a BIC, or a national clearing system such as SE:BANKGIRO. */
  readonly bank?: string | undefined
}

/** BG-18 */
export interface PaymentCard {
  /** BT-87: the last four to six digits. */
  readonly number?: string | undefined
  readonly network?: string | undefined
  /** BT-88 */
  readonly holder?: string | undefined
}

/** BG-19 */
export interface DirectDebit {
  /** BT-89 */
  readonly mandate?: string | undefined
  /** BT-91 */
  readonly debitedAccount?: string | undefined
}
