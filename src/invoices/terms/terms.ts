import type { BookDate } from '#src/kernel/book-date.ts'
import type { CustomerAddress } from '../invoice.ts'

/** An identifier, and the scheme that it is one of where there are several. */
export interface TermIdentifier {
  readonly id: string
  readonly scheme?: string | undefined
}

/** Either end may be open. */
export interface TermPeriod {
  readonly from?: BookDate | undefined
  readonly to?: BookDate | undefined
}

/** BG-13 and BG-15: where it was delivered, and to whom, when that is not the buyer. */
export interface TermDelivery {
  /** BT-70 */
  readonly name?: string | undefined
  /** BT-71, such as a GLN (0088). */
  readonly location?: TermIdentifier | undefined
  readonly address?: CustomerAddress | undefined
}

/** BG-10: who is paid when that is not the seller, such as a factoring company. */
export interface TermPayee {
  /** BT-59 */
  readonly name: string
  /** BT-60 */
  readonly identifier?: TermIdentifier | undefined
  /** BT-61: its organisation number. */
  readonly legalId?: TermIdentifier | undefined
  /** IBAN or Norwegian account number to pay to; the seller's own when left out. */
  readonly bankAccount?: string | undefined
}

/** BG-3 */
export interface TermPreceding {
  readonly number: string
  readonly issuedOn?: BookDate | undefined
}

/** What buyers ask for on an invoice beyond what every invoice says. */
export interface InvoiceTerms {
  /** BT-12 */
  readonly contractReference: string | null
  /** BT-11 */
  readonly projectReference: string | null
  /** BT-14: number of the order at the seller. */
  readonly salesOrderReference: string | null
  /** BT-15 */
  readonly receivingAdviceReference: string | null
  /** BT-16 */
  readonly despatchAdviceReference: string | null
  /** BT-17 */
  readonly tenderReference: string | null
  /** BT-18: a meter, a subscription; the scheme is a code of UNTDID 1153. */
  readonly invoicedObject: TermIdentifier | null
  /** BT-19 */
  readonly accountingCost: string | null
  /** BT-20 */
  readonly paymentTerms: string | null
  /** BG-14 */
  readonly period: TermPeriod | null
  readonly delivery: TermDelivery | null
  readonly payee: TermPayee | null
  readonly precedingInvoices: readonly TermPreceding[]
}

/** BT-158: a code, and by UNTDID 7143 the list that it is from. */
export interface TermClassification {
  readonly code: string
  readonly list: string
  readonly listVersion?: string | undefined
}

/** What buyers ask for on a line. */
export interface LineTerms {
  /** BT-127 */
  readonly note: string | null
  /** BT-154 */
  readonly details: string | null
  /** BT-128 */
  readonly invoicedObject: TermIdentifier | null
  /** BT-132: number of the line in the buyer's order. */
  readonly orderLine: string | null
  /** BT-133 */
  readonly accountingCost: string | null
  /** BG-26 */
  readonly period: TermPeriod | null
  /** BT-155 */
  readonly sellersItemId: string | null
  /** BT-156 */
  readonly buyersItemId: string | null
  /** BT-157: a GTIN (0160) or another of ISO 6523. */
  readonly standardItemId: TermIdentifier | null
  readonly classifications: readonly TermClassification[]
  /** BT-159, ISO 3166-1 alpha-2. */
  readonly originCountry: string | null
  /** BG-32 */
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
}

export type Written<Terms> = { readonly [Name in keyof Terms]?: Terms[Name] | undefined }

export const NO_TERMS: InvoiceTerms = {
  contractReference: null,
  projectReference: null,
  salesOrderReference: null,
  receivingAdviceReference: null,
  despatchAdviceReference: null,
  tenderReference: null,
  invoicedObject: null,
  accountingCost: null,
  paymentTerms: null,
  period: null,
  delivery: null,
  payee: null,
  precedingInvoices: [],
}

export const NO_LINE_TERMS: LineTerms = {
  note: null,
  details: null,
  invoicedObject: null,
  orderLine: null,
  accountingCost: null,
  period: null,
  sellersItemId: null,
  buyersItemId: null,
  standardItemId: null,
  classifications: [],
  originCountry: null,
  attributes: [],
}

/** All terms of an invoice out of what somebody wrote, or a row keeps. */
export const termsOf = (written: Written<InvoiceTerms>): InvoiceTerms => filled(NO_TERMS, written)
export const lineTermsOf = (written: Written<LineTerms>): LineTerms => filled(NO_LINE_TERMS, written)

/** What is said of them, as a row keeps it. */
export const saidTerms = (terms: InvoiceTerms): object => said(NO_TERMS, terms)
export const saidLineTerms = (terms: LineTerms): object => said(NO_LINE_TERMS, terms)

function filled<Terms extends object>(none: Terms, written: Written<Terms>): Terms {
  const names = Object.keys(none) as (keyof Terms)[]
  return Object.fromEntries(names.map((name) => [name, written[name] ?? none[name]])) as Terms
}

function said<Terms extends object>(none: Terms, terms: Terms): object {
  const names = Object.keys(none) as (keyof Terms)[]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = terms[name]
      return value === null || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]]
    }),
  )
}
