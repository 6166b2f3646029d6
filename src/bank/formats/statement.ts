import type { BookDate } from '#src/kernel/book-date.ts'
import type { Decimal } from '#src/kernel/decimal.ts'
import type { Money } from '#src/kernel/money.ts'

/**
 * The canonical statement: what a bank says about one account, whatever format it came in. Readers fill what
 * their format knows and leave the rest null; nothing here is derived, see transactions.ts for that.
 */
export interface StatementFile {
  /** The message type with its version: "camt.053.001.08", "mt940". */
  readonly format: string
  readonly header: FileHeader
  readonly statements: readonly Statement[]
  /** What is odd about the file but did not stop it from being read. */
  readonly exceptions: readonly StatementException[]
}

export interface StatementException {
  readonly code: string
  readonly message: string
  /** Where: the statement's id and, if it concerns one, the entry's reference. */
  readonly statement: string | null
  readonly entry: string | null
}

export interface FileHeader {
  readonly messageId: string | null
  readonly createdAt: Moment | null
  readonly recipient: Party | null
  readonly page: string | null
  readonly additionalInformation: string | null
  readonly originalQuery: { messageId: string; messageName: string | null; createdAt: Moment | null } | null
}

/** A point in time as the bank wrote it: the calendar date it named, and the instant when it gave one. */
export interface Moment {
  readonly on: BookDate
  /** RFC 3339 in UTC; null when the bank gave a date only. Without an offset the text is taken as UTC. */
  readonly at: string | null
}

export interface Statement {
  readonly kind: 'report' | 'statement' | 'notification'
  readonly id: string
  readonly page: string | null
  readonly electronicSequence: string | null
  readonly legalSequence: string | null
  readonly createdAt: Moment | null
  readonly from: Moment | null
  readonly to: Moment | null
  readonly copyOrDuplicate: string | null
  readonly account: Account
  /** Currency of the account; taken from the booked balance or the entries where the account does not say. */
  readonly currency: string | null
  readonly ownerName: string | null
  readonly balances: readonly Balance[]
  readonly totals: { entries: number | null; sum: Decimal | null } | null
  readonly entries: readonly Entry[]
  readonly additionalInformation: string | null
}

export interface Account {
  readonly kind: 'iban' | 'bban' | 'upic' | 'proprietary' | 'other' | 'none'
  readonly number: string | null
  readonly scheme: string | null
  readonly issuer: string | null
  readonly currency: string | null
  readonly name: string | null
}

export interface Balance {
  /** ISO code (OPBD, CLBD, PRCD, OPAV, CLAV, FWAV, INFO, ITAV, ITBD, XPCD, ...) or the bank's own. */
  readonly type: string
  /** Signed: an overdrawn account is negative. */
  readonly amount: Money
  readonly date: Moment | null
}

export interface Entry {
  readonly index: number
  /** NtryRef. */
  readonly reference: string | null
  /** Signed: money out is negative. */
  readonly amount: Money
  readonly direction: 'credit' | 'debit'
  readonly isReversal: boolean
  /** BOOK, PDNG, INFO, FUTR or the bank's own. */
  readonly status: string
  readonly booked: Moment | null
  readonly value: Moment | null
  readonly bankReference: string | null
  readonly code: BankCode
  readonly batchPaymentId: string | null
  readonly exchange: Exchange | null
  readonly charges: Charges | null
  readonly details: readonly EntryDetail[]
  readonly additionalInformation: string | null
}

/** One transaction inside an entry; a batch entry has several. */
export interface EntryDetail {
  readonly references: References | null
  /** Amt, signed; null when there is none (before version 3 there never was): see also `exchange.transaction`. */
  readonly amount: Money | null
  readonly direction: 'credit' | 'debit'
  readonly exchange: Exchange | null
  readonly code: BankCode
  readonly charges: Charges | null
  readonly parties: readonly RelatedParty[]
  readonly agents: readonly RelatedAgent[]
  readonly remittance: Remittance | null
  readonly purpose: string | null
  readonly acceptedAt: Moment | null
  readonly returnReason: { code: string | null; additional: string | null } | null
  readonly additionalInformation: string | null
}

export interface BankCode {
  readonly domain: { code: string; family: string; subFamily: string } | null
  readonly proprietary: { code: string; issuer: string | null } | null
}

/** Amounts around a currency exchange, unsigned, as instructed, as booked and as converted. */
export interface Exchange {
  readonly instructed: Money | null
  readonly transaction: Money | null
  readonly counterValue: Money | null
  readonly rate: { from: string | null; to: string | null; rate: Decimal | null } | null
}

export interface Charges {
  readonly total: Money | null
  readonly records: readonly {
    amount: Money | null
    direction: 'credit' | 'debit' | null
    isIncluded: boolean | null
    identification: string | null
  }[]
}

export interface References {
  readonly messageId: string | null
  readonly bankReference: string | null
  readonly paymentInformationId: string | null
  readonly instructionId: string | null
  readonly endToEndId: string | null
  readonly uetr: string | null
  readonly transactionId: string | null
  readonly mandateId: string | null
  readonly chequeNumber: string | null
  readonly clearingReference: string | null
  readonly ownerTransactionId: string | null
  readonly servicerTransactionId: string | null
  readonly infrastructureTransactionId: string | null
  readonly processingId: string | null
  readonly proprietary: readonly { type: string | null; reference: string | null }[]
}

export type PartyRole = 'creditor' | 'debtor' | 'ultimateCreditor' | 'ultimateDebtor' | 'initiating' | 'trading'

export interface RelatedParty {
  readonly role: PartyRole
  readonly party: Party | null
  readonly account: Account | null
}

export interface RelatedAgent {
  readonly role: 'creditorAgent' | 'debtorAgent'
  readonly bic: string | null
  readonly name: string | null
}

export interface Party {
  readonly name: string | null
  readonly address: Address | null
  readonly identification: PartyIdentification | null
  readonly countryOfResidence: string | null
}

export interface Address {
  readonly lines: readonly string[]
  readonly department: string | null
  readonly subDepartment: string | null
  readonly street: string | null
  readonly building: string | null
  readonly postCode: string | null
  readonly town: string | null
  readonly subdivision: string | null
  readonly country: string | null
}

export interface PartyIdentification {
  readonly kind: 'organisation' | 'person'
  readonly bic: string | null
  readonly bei: string | null
  readonly ibei: string | null
  readonly eanGln: string | null
  readonly duns: string | null
  readonly chips: string | null
  readonly taxId: string | null
  readonly bankPartyId: string | null
  readonly other: { id: string; scheme: string | null; issuer: string | null } | null
  readonly birth: { on: BookDate | null; city: string | null; province: string | null; country: string | null } | null
}

export interface Remittance {
  readonly unstructured: readonly string[]
  readonly structured: readonly StructuredRemittance[]
}

export interface StructuredRemittance {
  /** Numbers of the referred documents (invoices). */
  readonly documents: readonly string[]
  readonly creditorReference: { code: string | null; proprietary: string | null; reference: string | null } | null
  readonly additional: readonly string[]
}
