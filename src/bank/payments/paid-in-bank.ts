import { addDays, type BookDate } from '#src/kernel/book-date.ts'
import { accountKey } from '#src/kernel/iban.ts'
import type { OpenItem } from '#src/ledger/index.ts'
import { isNearName, type Party } from '#src/parties/index.ts'
import { markOf } from './mark.ts'

/** A movement out of an account of ours that was not ordered here. */
export interface BankPayment {
  readonly id: string
  readonly bookedOn: BookDate
  /** Signed minor units of `currency`: negative. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly reference: string | null
  readonly invoiceNumbers: readonly string[]
  readonly remittance: string | null
  readonly counterpartyName: string | null
  readonly counterpartyAccount: string | null
  /** Numbers of the items that it settled; empty when it is unmatched, or was booked without an item. */
  readonly settled: readonly { readonly documentNumber: string | null }[]
}

/** A payment comes seldom before its invoice is booked: earlier movements of the amount paid something else. */
const DAYS_BEFORE = 14

export const lookedAtFrom = ({ bookedOn }: Pick<OpenItem, 'bookedOn'>): BookDate => addDays(bookedOn, -DAYS_BEFORE)

/**
 * Why a movement may have paid the item already; null when nothing but the amount speaks for it, or when it is known to
 * have settled an invoice with another number: rent is the same every month.
 */
export function evidenceInBank(item: OpenItem, party: Party | undefined, payment: BankPayment): string | null {
  const isAmount = payment.amountMinor === item.remainingMinor && payment.currency === item.currency
  if (!isAmount || payment.bookedOn < lookedAtFrom(item) || isExplained(item, payment)) return null
  const { paymentReference, documentNumber } = item
  if (
    paymentReference !== null &&
    payment.reference !== null &&
    markOf(payment.reference) === markOf(paymentReference)
  ) {
    return `reference ${payment.reference}`
  }
  const { counterpartyAccount: account, counterpartyName: name } = payment
  const isAccount =
    account !== null && (party?.accounts ?? []).some((one) => accountKey(one.account) === accountKey(account))
  if (isAccount) return `account ${account}`
  const isName = name !== null && (party?.names ?? []).some((known) => isNearName(known, name))
  if (isName) return `name “${name}”`
  return documentNumber !== null && isNumbered(documentNumber, payment) ? `invoice number ${documentNumber}` : null
}

const isExplained = ({ documentNumber }: OpenItem, { settled }: BankPayment): boolean =>
  documentNumber !== null &&
  settled.length > 0 &&
  settled.every((one) => one.documentNumber !== null && markOf(one.documentNumber) !== markOf(documentNumber))

/** Characters below which a number stands in any text by chance. */
const SHORTEST = 4

function isNumbered(number: string, { invoiceNumbers, remittance }: BankPayment): boolean {
  if (invoiceNumbers.some((one) => markOf(one) === markOf(number))) return true
  const words = (remittance ?? '').split(/\s+/).map(markOf)
  return markOf(number).length >= SHORTEST && words.includes(markOf(number))
}
