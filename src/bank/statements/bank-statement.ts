import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import type { StatementException } from '../formats/statement.ts'

/** A statement as it was taken in. Amounts are signed minor units of the account's currency. */
export interface BankStatement {
  readonly id: string
  readonly bankAccountId: string
  readonly fileSha256: string
  readonly fileName: string
  readonly filePosition: number
  readonly format: string
  readonly kind: 'report' | 'statement' | 'notification'
  /** The bank's own id of it. */
  readonly bankId: string
  readonly sequence: string | null
  readonly from: BookDate | null
  readonly to: BookDate | null
  readonly openingMinor: bigint | null
  readonly closingMinor: bigint | null
  readonly currency: Currency
  readonly entries: number
  readonly transactions: number
  /** Movements that an earlier file had brought already. */
  readonly known: number
  /** What is odd within it and, in the chain of the account's statements, around it. */
  readonly exceptions: readonly Exception[]
  readonly importedAt: Date
}

export type Exception = Pick<StatementException, 'code' | 'message' | 'entry'>

/** A movement that the bank has booked. */
export interface BankTransaction {
  readonly id: string
  readonly bankAccountId: string
  readonly statementId: string
  readonly entryReference: string | null
  readonly bookedOn: BookDate
  readonly valueOn: BookDate | null
  /** Signed: money out is negative. */
  readonly amountMinor: bigint
  readonly currency: Currency
  /** Structured payment reference: KID, RF, OCR. */
  readonly reference: string | null
  readonly endToEndId: string | null
  readonly uetr: string | null
  readonly paymentInformationId: string | null
  readonly invoiceNumbers: readonly string[]
  readonly remittance: string | null
  readonly counterpartyName: string | null
  readonly counterpartyAccount: string | null
  readonly bankReference: string | null
  readonly bankCode: string | null
  readonly isReversal: boolean
  /** What the payer instructed in another currency, unsigned. */
  readonly instructed: { readonly amountMinor: bigint; readonly currency: Currency } | null
  readonly exchangeRate: string | null
  readonly charges: { readonly amountMinor: bigint; readonly currency: Currency } | null
  readonly status: TransactionStatus
  readonly matchId: string | null
  readonly version: number
  readonly importedAt: Date
  readonly updatedAt: Date
}

export const TRANSACTION_STATUSES = ['unmatched', 'proposed', 'matched', 'ignored'] as const
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number]
