import { bookDate } from '#src/kernel/book-date.ts'
import { fail } from '#src/kernel/problem.ts'
import { created, file, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import type { BankAccount } from './accounts/bank-account.ts'
import { changeBankAccount, createBankAccount } from './accounts/change-bank-account.ts'
import * as contract from './bank.contract.ts'
import { paymentOrderToWire, statementToWire, transactionToWire, uploadToWire } from './bank.wire.ts'
import { approvePaymentOrder } from './payments/approve-payment-order.ts'
import { cancelPaymentOrder } from './payments/cancel-payment-order.ts'
import { createPaymentOrder } from './payments/create-payment-order.ts'
import { dismissPaidInBank } from './payments/dismiss-paid-in-bank.ts'
import * as payment from './payments/payment.contract.ts'
import type { PaymentOrder } from './payments/payment-order.ts'
import { tellItemsApart } from './payments/tell-items-apart.ts'
import * as read from './read-bank.ts'
import { uploadStatement } from './statements/import-statement.ts'

const wireAccount = (account: BankAccount) => ok(account, { version: account.version })
const wireOrder = (order: PaymentOrder) => ok(paymentOrderToWire(order), { version: order.version })

export const bankRoutes: readonly Route[] = [
  bind(contract.listBankAccountsOp, {
    call: async (call, { query }) => pageOfRows(await read.listBankAccounts(call, pageStart(query)), query.limit),
    answer: ok,
  }),
  bind(contract.createBankAccountOp, {
    call: (call, { body }) => createBankAccount(call, body),
    answer: (account) => created(account, { version: account.version }),
  }),
  bind(contract.getBankAccountOp, {
    call: (call, { params }) => read.getBankAccount(call, params),
    answer: wireAccount,
  }),
  bind(contract.updateBankAccountOp, {
    call: (call, { params, body }) => changeBankAccount(call, { bankAccountId: params.bankAccountId, ...body }),
    answer: wireAccount,
  }),
  bind(contract.uploadStatementOp, {
    call: (call, { params, file }) =>
      uploadStatement(call, {
        bankAccountId: params.bankAccountId,
        file: file ?? fail('request_malformed', 'Send the statement as the body.'),
      }),
    answer: (imported) => (imported.isNew ? created : ok)(uploadToWire(imported)),
  }),
  bind(contract.listStatementsOp, {
    call: async (call, { params, query }) => {
      const filter = { bankAccountId: params.bankAccountId, ...pageStart(query) }
      return pageOfRows(await read.listStatements(call, filter), query.limit)
    },
    answer: (page) => ok({ ...page, data: page.data.map(statementToWire) }),
  }),
  bind(contract.getStatementOp, {
    call: (call, { params }) => read.getStatement(call, params),
    answer: (statement) => ok(statementToWire(statement)),
  }),
  bind(contract.getStatementFileOp, {
    call: (call, { params }) => read.getStatementFile(call, params),
    answer: ({ bytes, name }) => file(bytes, 'application/octet-stream', name),
  }),
  bind(contract.listBankTransactionsOp, {
    call: async (call, { query }) => {
      const { limit, cursor, ...filter } = query
      return pageOfRows(await read.listBankTransactions(call, { ...filter, ...pageStart({ limit, cursor }) }), limit)
    },
    answer: (page) => ok({ ...page, data: page.data.map(transactionToWire) }),
  }),
  bind(contract.getBankTransactionOp, {
    call: (call, { params }) => read.getBankTransaction(call, params),
    answer: (transaction) => ok(transactionToWire(transaction), { version: transaction.version }),
  }),
  bind(payment.listPaymentOrdersOp, {
    call: async (call, { query }) => {
      const { limit, cursor, ...filter } = query
      return pageOfRows(await read.listPaymentOrders(call, { ...filter, ...pageStart({ limit, cursor }) }), limit)
    },
    answer: (page) => ok({ ...page, data: page.data.map(paymentOrderToWire) }),
  }),
  bind(payment.createPaymentOrderOp, {
    call: (call, { body: { dueUntil, executeOn, ...body } }) =>
      createPaymentOrder(call, {
        ...body,
        dueUntil: dueUntil === undefined ? undefined : bookDate(dueUntil),
        executeOn: executeOn === undefined ? undefined : bookDate(executeOn),
      }),
    answer: (order) => created(paymentOrderToWire(order), { version: order.version }),
  }),
  bind(payment.getPaymentOrderOp, {
    call: (call, { params }) => read.getPaymentOrder(call, params),
    answer: wireOrder,
  }),
  bind(payment.approvePaymentOrderOp, {
    call: (call, { params, body }) => approvePaymentOrder(call, { ...params, seenVersion: body.seenVersion }),
    answer: wireOrder,
  }),
  bind(payment.cancelPaymentOrderOp, {
    call: (call, { params }) => cancelPaymentOrder(call, params),
    answer: wireOrder,
  }),
  bind(payment.dismissPaidInBankOp, {
    call: (call, { params, body }) => dismissPaidInBank(call, { openItemId: params.openItemId, ...body }),
    answer: (dismissal) => created(dismissal),
  }),
  bind(payment.dismissDuplicateItemOp, {
    call: (call, { params, body }) => tellItemsApart(call, { openItemId: params.openItemId, ...body }),
    answer: (pair) => created(pair),
  }),
  bind(payment.getPaymentFileOp, {
    call: (call, { params }) => read.getPaymentFile(call, params),
    answer: ({ bytes, name }) => file(bytes, 'application/xml', name),
  }),
]
