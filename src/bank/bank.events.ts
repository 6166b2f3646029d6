import { z } from 'zod'
import { defineEvent } from '#src/platform/events.ts'

const versioned = z.object({ id: z.string(), version: z.int() })

export const bankAccountCreated = defineEvent('bankAccount.created', 'A bank account was added', versioned)
export const bankAccountUpdated = defineEvent('bankAccount.updated', 'Facts of a bank account changed', versioned)
export const statementImported = defineEvent(
  'statement.imported',
  'A bank statement was taken in',
  versioned.extend({
    bankAccountId: z.string(),
    transactions: z.int(),
    exceptions: z.array(z.string()),
  }),
)
export const paymentOrderCreated = defineEvent(
  'paymentOrder.created',
  'A payment order was proposed and waits for approval',
  versioned.extend({ payments: z.int() }),
)
export const paymentOrderApproved = defineEvent(
  'paymentOrder.approved',
  'A payment order was approved and its file sealed',
  versioned.extend({ fileSha256: z.string() }),
)
export const paymentDuplicateDismissed = defineEvent(
  'payment.duplicateDismissed',
  'Somebody said that two payables which look like one invoice are two',
  versioned.extend({ otherOpenItemId: z.string() }),
)
export const paymentOrderCancelled = defineEvent('paymentOrder.cancelled', 'A payment order was cancelled', versioned)
