import { createHash } from 'node:crypto'
import type { BookDate } from '#src/kernel/book-date.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import { accountKey } from '#src/kernel/iban.ts'
import type { Statement } from '../formats/statement.ts'
import { summaryOf } from '../formats/summary.ts'
import { type StatementTransaction, transactionsOf } from '../formats/transactions.ts'
import type { BankTransaction } from './bank-statement.ts'

/** A movement on its way in: all that the bank says, and what tells it from every other movement of the account. */
export type DraftTransaction = Omit<
  BankTransaction,
  'id' | 'bankAccountId' | 'statementId' | 'status' | 'matchId' | 'version' | 'importedAt' | 'updatedAt'
> & {
  readonly identity: string
  readonly entryAmountMinor: bigint
  /** Whether the bank gave the entry a reference of its own, not only a number within the statement. */
  readonly hasBankReference: boolean
}

/**
 * The booked movements of a statement. Pending ones wait for the statement that books them; an amount of zero moves
 * nothing. An entry without a usable date is booked on its value date, else on the statement's last day.
 */
export function draftTransactions(statement: Statement, fallback: BookDate): DraftTransaction[] {
  const { to } = summaryOf(statement)
  const repeats = new Map<string, number>()
  return transactionsOf(statement)
    .filter(({ isBooked, amount }) => isBooked && amount.amountMinor !== 0n)
    .map((transaction) => {
      const bookedOn = transaction.bookedOn ?? transaction.valueOn ?? to ?? fallback
      const facts = identifyingFacts(transaction, bookedOn)
      const repeat = (repeats.get(facts) ?? 0) + 1
      repeats.set(facts, repeat)
      const entry = statement.entries.find(({ index }) => index === transaction.entryIndex)
      return {
        ...toDraft(transaction, bookedOn),
        identity: createHash('sha256').update(`${facts}\n${repeat}`).digest('base64url').slice(0, 27),
        hasBankReference: entry?.bankReference != null,
        entryAmountMinor: entry?.amount.amountMinor ?? transaction.amount.amountMinor,
      }
    })
}

/**
 * What makes a movement the same one when an overlapping file brings it again. Texts that banks word differently from
 * one message type to the next are left out; equal movements of one day are told apart by their count.
 */
const identifyingFacts = (transaction: StatementTransaction, bookedOn: BookDate): string =>
  JSON.stringify([
    bookedOn,
    String(transaction.amount.amountMinor),
    transaction.amount.currency,
    transaction.bankReference,
    transaction.entryReference,
    transaction.part,
    transaction.reference,
    transaction.endToEndId,
    transaction.counterparty.account && accountKey(transaction.counterparty.account),
  ])

function toDraft(transaction: StatementTransaction, bookedOn: BookDate) {
  const { domain, proprietary } = transaction.code
  const rate = transaction.exchange?.rate?.rate
  const instructed = transaction.exchange?.instructed
  return {
    entryReference: transaction.entryReference,
    bookedOn,
    valueOn: transaction.valueOn,
    amountMinor: transaction.amount.amountMinor,
    currency: transaction.amount.currency,
    reference: transaction.reference,
    endToEndId: transaction.endToEndId,
    uetr: transaction.uetr,
    paymentInformationId: transaction.paymentInformationId,
    invoiceNumbers: transaction.invoiceNumbers,
    remittance: transaction.remittance,
    counterpartyName: transaction.counterparty.name,
    counterpartyAccount: transaction.counterparty.account,
    bankReference: transaction.bankReference,
    bankCode: domain ? `${domain.code}-${domain.family}-${domain.subFamily}` : (proprietary?.code ?? null),
    isReversal: transaction.isReversal,
    instructed: instructed && instructed.currency !== transaction.amount.currency ? instructed : null,
    exchangeRate: rate ? formatDecimal(rate) : null,
    charges: transaction.charges?.total ?? null,
  }
}
