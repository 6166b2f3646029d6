/**
 * Commands of other rooms that post as a part of themselves: whoever may run them needs no `ledger:post` of his own.
 * The posting is judged, numbered and audited like any other.
 */
export const POSTING_COMMANDS = [
  'receipt.post',
  'receipt.process',
  'approval.decide',
  'invoice.issue',
  'invoice.credit',
  'match.create',
  'match.confirm',
  'match.undo',
  'match.run',
  'statement.import',
  'bankTransaction.match',
  'paymentOrder.settle',
] as const
