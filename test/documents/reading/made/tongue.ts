/** How invoices of a country are written. Where there are several ways of saying a thing, the first halves of a test take the even ones, the second the odd ones. */
export interface Tongue {
  readonly code: 'nb' | 'sv' | 'da' | 'de' | 'en' | 'fr' | 'nl' | 'it' | 'es' | 'pt' | 'pl' | 'us' | 'ch'
  readonly currency: string
  readonly title: readonly string[]
  readonly creditTitle: readonly string[]
  readonly number: readonly string[]
  readonly creditNumber: readonly string[]
  readonly issuedOn: readonly string[]
  readonly dueOn: readonly string[]
  readonly customerNumber: readonly string[]
  readonly orderNumber: readonly string[]
  readonly ourReference: readonly string[]
  readonly buyer: readonly string[]
  readonly organisationNumber: readonly string[]
  readonly paymentReference: readonly string[]
  readonly account: readonly string[]
  readonly item: readonly string[]
  readonly quantity: readonly string[]
  readonly price: readonly string[]
  readonly amount: readonly string[]
  readonly net: readonly string[]
  /** `%` is the rate. */
  readonly vat: readonly string[]
  readonly gross: readonly string[]
  readonly page: string
  readonly phone: string
  /** In percent. */
  readonly rates: readonly number[]
  readonly dates: readonly DateForm[]
  readonly amounts: readonly AmountForm[]
  readonly months: readonly string[]
  readonly legalForms: readonly string[]
  readonly places: readonly string[]
  readonly streets: readonly string[]
  readonly goods: readonly string[]
}

/** How days are printed; `word` has the name of the month. */
export type DateForm =
  | 'dots'
  | 'shortDots'
  | 'slashes'
  | 'dashes'
  | 'iso'
  | 'word'
  | 'ofWord'
  | 'dotWord'
  | 'monthFirst'
/** Signs between thousands and before the decimals. */
export type AmountForm = readonly [thousands: string, decimals: string]

export const SPACED: AmountForm = [' ', ',']
export const HARD: AmountForm = ['\u00a0', ',']
export const DOTTED: AmountForm = ['.', ',']
export const BRITISH: AmountForm = [',', '.']
export const SWISS: AmountForm = ["'", '.']
export const BARE: AmountForm = ['', ',']
