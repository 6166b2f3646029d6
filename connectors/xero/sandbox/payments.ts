import { randomUUID } from 'node:crypto'
import { add, compare, type Decimal, decimal, isZero, subtract, ZERO } from '#src/kernel/decimal.ts'
import { type Books, CHART, calendarDate, touch } from './books.ts'
import { head } from './contacts.ts'
import { CREDIT_NOTES, decimalAt, INVOICES, numberOf, type Shape } from './documents.ts'
import { listed } from './listing.ts'
import { type Answer, type Asked, invalid, type Json, jsonOf, listOf, objectOf, problem, textOf } from './wire.ts'

export function getPayments(books: Books, asked: Asked): Answer {
  const { rows, pagination } = listed(asked, books.payments.values())
  return { status: 200, json: { ...head(), pagination, Payments: rows } }
}

export function getPayment(books: Books, id: string): Answer {
  const payment = books.payments.get(id)
  if (!payment) throw problem(404, 'Not Found', 'The resource you are looking for cannot be found')
  return { status: 200, json: { ...head(), Payments: [payment] } }
}

export function putPayments(books: Books, asked: Asked): Answer {
  const created = listOf(jsonOf(asked).Payments).map((payment) => pay(books, payment))
  return { status: 200, json: { ...head(), Payments: created } }
}

const TYPES: Readonly<Record<string, string>> = {
  ACCPAY: 'ACCPAYPAYMENT',
  ACCREC: 'ACCRECPAYMENT',
  ACCPAYCREDIT: 'APCREDITPAYMENT',
  ACCRECCREDIT: 'ARCREDITPAYMENT',
}

/** Books a payment; never more than the document still owes. */
export function pay(books: Books, payment: Json): Json {
  const isCredit = payment.CreditNote !== undefined
  const shape = isCredit ? CREDIT_NOTES : INVOICES
  const document = shape.of(books).get(textOf(objectOf(payment[isCredit ? 'CreditNote' : 'Invoice'])[shape.id]))
  const account = CHART.find(({ Code }) => Code === objectOf(payment.Account).Code)
  const amount = decimal(String(payment.Amount ?? 0))
  const date = calendarDate(payment.Date)
  if (!document) throw invalid('Invoice could not be found')
  if (account?.Type !== 'BANK') throw invalid('Account is not a valid bank account')
  if (!date) throw invalid('Date is not valid.')
  if (compare(amount, ZERO) <= 0) throw invalid('Payment amount must be greater than zero')
  if (document.Status !== 'AUTHORISED') throw invalid('Payments can only be made against Authorised documents')
  if (compare(amount, owed(document, shape)) > 0) {
    throw invalid('Payment amount exceeds the amount outstanding on this document')
  }
  const record: Json = {
    PaymentID: randomUUID(),
    Date: date,
    Amount: numberOf(amount),
    BankAmount: numberOf(amount),
    CurrencyRate: 1,
    Reference: textOf(payment.Reference),
    PaymentType: TYPES[String(document.Type)],
    Status: 'AUTHORISED',
    HasAccount: true,
    IsReconciled: false,
    Account: { Code: account.Code, Name: account.Name },
    [isCredit ? 'CreditNote' : 'Invoice']: {
      [shape.id]: document[shape.id],
      [shape.number]: document[shape.number],
      Type: document.Type,
      CurrencyCode: document.CurrencyCode,
    },
    HasValidationErrors: false,
  }
  settle(books, shape, document, amount)
  books.payments.set(String(record.PaymentID), touch(books, record))
  return record
}

export function deletePayment(books: Books, id: string): void {
  const payment = books.payments.get(id)
  if (!payment) return
  const shape = payment.CreditNote === undefined ? INVOICES : CREDIT_NOTES
  const linked = objectOf(payment.CreditNote ?? payment.Invoice)
  const document = shape.of(books).get(String(linked[shape.id]))
  if (document) settle(books, shape, document, subtract(ZERO, decimalAt(payment, 'Amount')))
  Object.assign(payment, { Status: 'DELETED' })
  touch(books, payment)
}

const owed = (document: Json, shape: Shape): Decimal =>
  decimalAt(document, shape === INVOICES ? 'AmountDue' : 'RemainingCredit')

function settle(books: Books, shape: Shape, document: Json, amount: Decimal): void {
  const left = subtract(owed(document, shape), amount)
  const due = shape === INVOICES ? 'AmountDue' : 'RemainingCredit'
  Object.assign(document, { [due]: numberOf(left), Status: isZero(left) ? 'PAID' : 'AUTHORISED' })
  if (shape === INVOICES)
    Object.assign(document, { AmountPaid: numberOf(add(decimalAt(document, 'AmountPaid'), amount)) })
  touch(books, document)
}
