import { formatMinor } from '#src/kernel/money.ts'
import type { PaymentOrder } from './payments/payment-order.ts'
import type { BankStatement, BankTransaction } from './statements/bank-statement.ts'
import type { ImportedFile } from './statements/import-statement.ts'

/** What the rooms' types look like in JSON: amounts become decimal text. */
export const statementToWire = (statement: BankStatement) => ({
  id: statement.id,
  bankAccountId: statement.bankAccountId,
  format: statement.format,
  bankId: statement.bankId,
  from: statement.from,
  to: statement.to,
  currency: statement.currency,
  openingBalance: text(statement.openingMinor, statement.currency),
  closingBalance: text(statement.closingMinor, statement.currency),
  entries: statement.entries,
  transactions: statement.transactions,
  known: statement.known,
  exceptions: statement.exceptions,
  fileName: statement.fileName,
  fileSha256: statement.fileSha256,
  importedAt: statement.importedAt,
})

const text = (amountMinor: bigint | null, currency: string): string | null =>
  amountMinor === null ? null : formatMinor(amountMinor, currency)

/** One answer for the whole file: it opens with its first statement and closes with its last. */
export const uploadToWire = ({ isNew, statements, ...counts }: ImportedFile) => ({
  id: statements[0]?.id,
  isDuplicate: !isNew,
  ...counts,
  currency: statements[0]?.currency,
  openingBalance: text(statements[0]?.openingMinor ?? null, statements[0]?.currency ?? ''),
  closingBalance: text(statements.at(-1)?.closingMinor ?? null, statements[0]?.currency ?? ''),
  exceptions: statements.flatMap(({ exceptions }) => exceptions),
  statements: statements.map(statementToWire),
})

export const transactionToWire = (transaction: BankTransaction) => ({
  id: transaction.id,
  bankAccountId: transaction.bankAccountId,
  statementId: transaction.statementId,
  bookedOn: transaction.bookedOn,
  valueOn: transaction.valueOn,
  amount: formatMinor(transaction.amountMinor, transaction.currency),
  currency: transaction.currency,
  reference: transaction.reference,
  endToEndId: transaction.endToEndId,
  invoiceNumbers: transaction.invoiceNumbers,
  remittance: transaction.remittance,
  counterparty: { name: transaction.counterpartyName, account: transaction.counterpartyAccount },
  instructed: transaction.instructed && {
    amount: formatMinor(transaction.instructed.amountMinor, transaction.instructed.currency),
    currency: transaction.instructed.currency,
  },
  entryReference: transaction.entryReference,
  bankReference: transaction.bankReference,
  status: transaction.status,
  matchId: transaction.matchId,
  version: transaction.version,
  updatedAt: transaction.updatedAt,
})

export const paymentOrderToWire = (order: PaymentOrder) => ({
  id: order.id,
  bankAccountId: order.bankAccountId,
  status: order.status,
  format: order.format,
  contentHash: order.contentHash,
  totals: totalsOf(order),
  payments: order.payments.map((payment) => ({
    position: payment.position,
    openItemId: payment.openItemId,
    partyId: payment.partyId,
    creditor: { name: payment.creditorName, account: payment.creditorAccount, bic: payment.creditorBic },
    amount: formatMinor(payment.amountMinor, payment.currency),
    currency: payment.currency,
    executeOn: payment.executeOn,
    reference: payment.reference,
    remittance: payment.remittance,
    endToEndId: payment.endToEndId,
    state: payment.state,
  })),
  held: order.held,
  dismissals: order.dismissals,
  toldApart: order.toldApart,
  file: order.file,
  approvalId: order.approvalId,
  approvedAt: order.approvedAt,
  version: order.version,
  createdAt: order.createdAt,
  updatedAt: order.updatedAt,
})

function totalsOf({ payments }: PaymentOrder) {
  const currencies = [...new Set(payments.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = payments.filter((payment) => payment.currency === currency)
    const total = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    return { currency, amount: formatMinor(total, currency), count: own.length }
  })
}
