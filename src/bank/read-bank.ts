import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import { listBankAccountRows, loadBankAccount } from './accounts/bank-account.store.ts'
import { listOrderRows, loadOrder, type OrderFilter } from './payments/payment-order.store.ts'
import { listStatementRows, loadStatement } from './statements/statement.store.ts'
import { listTransactionRows, loadTransaction, type TransactionFilter } from './statements/transaction.store.ts'

const can = { can: 'bank:read' } as const

export const getBankAccount = query('bankAccount.get', can, (cx, { bankAccountId }: { bankAccountId: string }) =>
  loadBankAccount(cx, bankAccountId),
)

/** One row more than asked for tells whether there is a next page; so for every list here. */
export const listBankAccounts = query(
  'bankAccount.list',
  can,
  (cx, { after, limit }: { after: string | undefined; limit: number }) => listBankAccountRows(cx, after, limit),
)

export const getStatement = query('statement.get', can, (cx, { statementId }: { statementId: string }) =>
  loadStatement(cx, statementId),
)

export const listStatements = query(
  'statement.list',
  can,
  async (cx, filter: { bankAccountId: string; after: string | undefined; limit: number }) => {
    await loadBankAccount(cx, filter.bankAccountId)
    return listStatementRows(cx, filter)
  },
)

/** The bytes that were uploaded. */
export const getStatementFile = query('statement.file', can, async (cx, { statementId }: { statementId: string }) => {
  const statement = await loadStatement(cx, statementId)
  return { bytes: await cx.platform.files.get(statement.fileSha256), name: statement.fileName || `${statement.id}.xml` }
})

export const getBankTransaction = query(
  'bankTransaction.get',
  can,
  (cx, { bankTransactionId }: { bankTransactionId: string }) => loadTransaction(cx, bankTransactionId),
)

export const listBankTransactions = query('bankTransaction.list', can, (cx, filter: TransactionFilter) =>
  listTransactionRows(cx, filter),
)

const canPayments = { can: 'payments:read' } as const

export const getPaymentOrder = query(
  'paymentOrder.get',
  canPayments,
  (cx, { paymentOrderId }: { paymentOrderId: string }) => loadOrder(cx, paymentOrderId),
)

export const listPaymentOrders = query('paymentOrder.list', canPayments, (cx, filter: OrderFilter) =>
  listOrderRows(cx, filter),
)

/** The sealed pain.001: the same bytes every time, proven against their hash. Fails payment_order_state before approval. */
export const getPaymentFile = query(
  'paymentOrder.file',
  canPayments,
  async (cx, { paymentOrderId }: { paymentOrderId: string }) => {
    const { id, file } = await loadOrder(cx, paymentOrderId)
    if (!file) return fail('payment_order_state', 'The payment order has no file before it is approved.')
    return { bytes: await cx.platform.files.get(file.sha256), name: `${id}.xml` }
  },
)
