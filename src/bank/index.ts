import './bank.problems.ts'

export { loadBankAccounts } from './accounts/bank-account.store.ts'
export type { BankAccount } from './accounts/bank-account.ts'
export { changeBankAccount, createBankAccount } from './accounts/change-bank-account.ts'
export {
  bankAccountCreated,
  bankAccountUpdated,
  paymentDuplicateDismissed,
  paymentOrderApproved,
  paymentOrderCancelled,
  paymentOrderCreated,
  statementImported,
} from './bank.events.ts'
export { bankRoutes } from './bank.routes.ts'
export { paymentOrderToWire, transactionToWire } from './bank.wire.ts'
export { holdApprovals, holdDecided, PARTY_HOLD } from './holds/hold-desk.ts'
export { paidAccounts } from './payments/account-use.store.ts'
export { approvePaymentOrder } from './payments/approve-payment-order.ts'
export { cancelPaymentOrder } from './payments/cancel-payment-order.ts'
export { createPaymentOrder } from './payments/create-payment-order.ts'
export { dismissPaidInBank } from './payments/dismiss-paid-in-bank.ts'
export { type OrderedItem, paymentsByEndToEndId, setPaymentState } from './payments/payment-order.store.ts'
export type { HeldItem, Payment, PaymentOrder } from './payments/payment-order.ts'
export { PAYMENT_ORDER } from './payments/payment-order-subject.ts'
export { paymentOrderDecided } from './payments/seal-payment-order.ts'
export { tellItemsApart } from './payments/tell-items-apart.ts'
export { onToldApartAsked, type ToldOfReceipts } from './payments/told-apart.ts'
export { onVouchersAsked, type VoucherFacts, type VouchersOf } from './payments/vouchers.ts'
export {
  getBankAccount,
  getBankTransaction,
  getPaymentFile,
  getPaymentOrder,
  getStatement,
  getStatementFile,
  listBankAccounts,
  listBankTransactions,
  listPaymentOrders,
  listStatements,
} from './read-bank.ts'
export { type AfterImport, type ImportedTransactions, onTransactionsImported } from './statements/after-import.ts'
export type { BankStatement, BankTransaction, Exception, TransactionStatus } from './statements/bank-statement.ts'
export { type ImportedFile, importStatement, uploadStatement } from './statements/import-statement.ts'
export {
  loadTransaction,
  lockTransactions,
  moveTransactionRows,
  type TransactionMove,
} from './statements/transaction.store.ts'
