import { daysBetween } from '#src/kernel/book-date.ts'
import { formatMinor } from '#src/kernel/money.ts'
import type { BankStatement, Exception } from './bank-statement.ts'

export type Link = Pick<BankStatement, 'id' | 'from' | 'to' | 'openingMinor' | 'closingMinor' | 'currency' | 'known'>

/**
 * What is wrong between a statement and the one before it on the same account: every opening balance must be the
 * closing balance of the statement before.
 */
export function chainExceptions(statement: Link, before: Link | undefined): Exception[] {
  const found: Exception[] = []
  const add = (code: string, message: string): void => void found.push({ code, message, entry: null })
  if (statement.known > 0) {
    add('statement_overlap', `${statement.known} movements of this statement had come in with another file already.`)
  }
  if (!before || before.closingMinor === null || statement.openingMinor === null) return found
  const difference = statement.openingMinor - before.closingMinor
  if (difference === 0n) return found
  const text = (amountMinor: bigint): string => `${formatMinor(amountMinor, statement.currency)} ${statement.currency}`
  const isOverlapping = statement.from !== null && before.to !== null && statement.from < before.to
  const isApart = statement.from !== null && before.to !== null && daysBetween(before.to, statement.from) > 1
  const balances = `It opens with ${text(statement.openingMinor)}, the one before closed with ${text(before.closingMinor)}`
  if (isApart) add('statement_gap', `${balances}: statements between ${before.to} and ${statement.from} are missing.`)
  else if (isOverlapping) add('statement_overlap', `${balances}: the periods overlap.`)
  else add('statement_opening_mismatch', `${balances}: off by ${text(difference)}.`)
  return found
}

/** Statements in the order of their periods; those of one period by the bank's numbers, else as they came. */
export const inOrder = <L extends Link & Pick<BankStatement, 'sequence'>>(statements: readonly L[]): L[] =>
  [...statements].sort(
    (a, b) =>
      (a.to ?? '').localeCompare(b.to ?? '') ||
      (a.from ?? '').localeCompare(b.from ?? '') ||
      numeric(a.sequence).localeCompare(numeric(b.sequence)) ||
      (a.id < b.id ? -1 : 1),
  )

const numeric = (sequence: string | null): string => (sequence ?? '').padStart(35, '0')
