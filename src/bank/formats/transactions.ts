import type { BookDate } from '#src/kernel/book-date.ts'
import { type Money, money } from '#src/kernel/money.ts'
import type { BankCode, Charges, Entry, EntryDetail, Exchange, RelatedParty, Statement } from './statement.ts'

/** One movement that can be matched on its own: an entry, or one transaction of a batch entry. */
export interface StatementTransaction {
  readonly entryIndex: number
  /** Position among the transactions of the entry; 0 where the entry is not broken down. */
  readonly part: number
  /** The bank's own number of the entry (NtryRef). */
  readonly entryReference: string | null
  readonly isBooked: boolean
  readonly isReversal: boolean
  readonly bookedOn: BookDate | null
  readonly valueOn: BookDate | null
  /** Signed: money out is negative. */
  readonly amount: Money
  /** The structured payment reference (creditor reference: KID, RF, OCR, ISR). */
  readonly reference: string | null
  readonly endToEndId: string | null
  readonly uetr: string | null
  readonly paymentInformationId: string | null
  /** Numbers of the documents that the payer names in the structured part. */
  readonly invoiceNumbers: readonly string[]
  readonly remittance: string | null
  readonly counterparty: { readonly name: string | null; readonly account: string | null }
  /** The bank's reference of the entry (AcctSvcrRef), or else its number. */
  readonly bankReference: string | null
  readonly code: BankCode
  readonly exchange: Exchange | null
  readonly charges: Charges | null
}

/**
 * The movements of a statement. A batch entry is broken down only where its transactions state amounts in the
 * entry's currency that add up to it, so that the movements always add up to the entries.
 */
export const transactionsOf = (statement: Statement): StatementTransaction[] =>
  statement.entries.flatMap((entry) =>
    isBrokenDown(entry)
      ? entry.details.map((detail, part) => transactionOf(statement, entry, [detail], part, detailAmount(detail)))
      : [transactionOf(statement, entry, entry.details, 0, entry.amount)],
  )

/** What a transaction of an entry moved: its own amount, else its transaction amount, signed; null without either. */
export function detailAmount(detail: EntryDetail): Money | null {
  if (detail.amount) return detail.amount
  const booked = detail.exchange?.transaction
  return booked ? money(detail.direction === 'debit' ? -booked.amountMinor : booked.amountMinor, booked.currency) : null
}

function isBrokenDown(entry: Entry): boolean {
  if (entry.details.length < 2) return false
  const amounts = entry.details.map(detailAmount)
  if (amounts.some((amount) => amount?.currency !== entry.amount.currency)) return false
  return amounts.reduce((sum, amount) => sum + (amount?.amountMinor ?? 0n), 0n) === entry.amount.amountMinor
}

function transactionOf(
  statement: Statement,
  entry: Entry,
  details: readonly EntryDetail[],
  part: number,
  amount: Money | null,
): StatementTransaction {
  const references = details.map((detail) => detail.references)
  return {
    entryIndex: entry.index,
    part,
    entryReference: entry.reference,
    isBooked: entry.status === 'BOOK',
    isReversal: entry.isReversal,
    bookedOn: entry.booked?.on ?? null,
    valueOn: entry.value?.on ?? null,
    amount: amount ?? entry.amount,
    reference: common(details.map(creditorReference)),
    endToEndId: common(references.map((refs) => provided(refs?.endToEndId))),
    uetr: common(references.map((refs) => refs?.uetr ?? null)),
    paymentInformationId: common(references.map((refs) => refs?.paymentInformationId ?? entry.batchPaymentId)),
    invoiceNumbers: [...new Set(details.flatMap(documentNumbers))],
    remittance: remittanceOf(entry, details),
    counterparty: counterpartyOf(statement, details),
    bankReference:
      entry.bankReference ?? common(references.map((refs) => refs?.bankReference ?? null)) ?? entry.reference,
    code: details.length === 1 && details[0]?.code.domain ? details[0].code : entry.code,
    exchange: (details.length === 1 && details[0]?.exchange) || entry.exchange,
    charges: (details.length === 1 && details[0]?.charges) || entry.charges,
  }
}

/** The value when all have the same; a batch that is not broken down has no reference of its own. */
function common(values: readonly (string | null)[]): string | null {
  const [first = null] = values
  return values.every((value) => value === first) ? first : null
}

/** Banks write NOTPROVIDED where the payer gave none (EPC guidelines for the SEPA credit transfer, AT-41). */
const provided = (endToEndId: string | null | undefined): string | null =>
  !endToEndId || endToEndId.toUpperCase().replace(/\s/g, '') === 'NOTPROVIDED' ? null : endToEndId

function creditorReference(detail: EntryDetail): string | null {
  for (const block of detail.remittance?.structured ?? []) {
    const reference = block.creditorReference?.reference
    if (reference) return reference
  }
  return null
}

const documentNumbers = (detail: EntryDetail): readonly string[] =>
  detail.remittance?.structured.flatMap((block) => block.documents) ?? []

function remittanceOf(entry: Entry, details: readonly EntryDetail[]): string | null {
  const texts = details.map((detail) => {
    const said = detail.remittance?.unstructured.filter((line) => line !== '') ?? []
    if (said.length > 0) return said.join(' ')
    const added = detail.remittance?.structured.flatMap((block) => block.additional).filter((line) => line !== '') ?? []
    return added.length > 0 ? added.join(' ') : detail.additionalInformation
  })
  const text = [...new Set(texts)].filter((line) => line).join(' ')
  return text || entry.additionalInformation
}

/** The other side: the debtor of money in, the creditor of money out; never the account's own owner. */
function counterpartyOf(statement: Statement, details: readonly EntryDetail[]): StatementTransaction['counterparty'] {
  const others = details.map((detail) => {
    const [first, second] = detail.direction === 'credit' ? ['debtor', 'creditor'] : ['creditor', 'debtor']
    const other = [first, second]
      .map((role) => detail.parties.find((party) => party.role === role))
      .find((party) => party && !isOwner(statement, party))
    return { name: other?.party?.name ?? null, account: other?.account?.number ?? null }
  })
  return { name: common(others.map(({ name }) => name)), account: common(others.map(({ account }) => account)) }
}

function isOwner(statement: Statement, { party, account }: RelatedParty): boolean {
  if (account?.number) return account.number === statement.account.number
  return party?.name != null && party.name === statement.ownerName
}
