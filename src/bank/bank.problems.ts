import { defineProblems } from '#src/kernel/problem.ts'
import './formats/payment.problems.ts'
import './formats/statement.problems.ts'

export const bankProblems = defineProblems({
  bank_account_exists: { status: 409, title: 'The bank account exists already' },
  bank_account_number_invalid: { status: 422, title: 'The bank account number cannot be one' },
  bank_account_in_use: { status: 409, title: 'The bank account has statements or orders' },
  statement_other_account: { status: 422, title: 'The statement is of another account' },
  statement_other_currency: { status: 422, title: 'The statement is in another currency than the account' },
  bank_transaction_matched: { status: 409, title: 'The bank transaction is matched' },
  payment_order_empty: { status: 422, title: 'There is nothing to pay' },
  payment_order_self: { status: 403, title: 'The person who created a payment order does not approve it' },
  payment_order_state: { status: 409, title: 'The payment order is in another state' },
  payment_order_stale: { status: 409, title: 'What was approved is not what would be paid' },
  payment_held: { status: 409, title: 'The payment is held until a change of the supplier is decided' },
  payment_not_suspected: { status: 422, title: 'Nothing looks like what is denied' },
  payment_dismissed: { status: 409, title: 'It was said already' },
  payment_duplicate: { status: 409, title: 'The open item is in another payment order' },
})
