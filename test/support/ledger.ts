import { bookDate } from '#src/kernel/book-date.ts'
import type { DraftEntry, DraftLine } from '#src/ledger/index.ts'

/** A draft on a date of 2026 with a description, for tests that care about the lines. */
export const draft = (lines: readonly DraftLine[], more: Partial<DraftEntry> = {}): DraftEntry => ({
  bookedOn: bookDate('2026-03-14'),
  description: 'Office supplies',
  lines,
  ...more,
})

/** A cost on the left, the bank on the right; minor units. */
export const paid = (amountMinor: bigint, account = '6800'): DraftLine[] => [
  { account, amountMinor },
  { account: '1920', amountMinor: -amountMinor },
]

/** An invoice from a supplier that waits for payment. */
export const owed = (amountMinor: bigint, more: Partial<DraftLine> = {}): DraftLine[] => [
  { account: '6800', amountMinor, ...(more.currency ? { currency: more.currency } : {}) },
  {
    account: '2400',
    amountMinor: -amountMinor,
    opensItem: { kind: 'payable', dueOn: bookDate('2026-04-14'), documentNumber: 'F-1', paymentReference: '2345676' },
    ...more,
  },
]

/** The same pair of lines on the wire. */
export const wireDraft = (amount: string, more: object = {}) => ({
  bookedOn: '2026-03-14',
  description: 'Office supplies',
  lines: [
    { account: '6800', debit: amount },
    { account: '1920', credit: amount },
  ],
  ...more,
})
