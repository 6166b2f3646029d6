import { DatabaseError } from 'pg'
import { Problem } from '#src/kernel/problem.ts'
import { isStalePlan } from './prepared.ts'

interface ConstraintProblem {
  readonly code: string
  readonly detail: string
}

const CONSTRAINTS = new Map<string, ConstraintProblem>()

/** Says what breaking a database constraint means to a caller: the last guard has the same words as the first. */
export function defineConstraint(constraint: string, code: string, detail: string): void {
  CONSTRAINTS.set(constraint, { code, detail })
}

/** SQLSTATE of our own triggers: the message is the detail, the constraint field carries the problem code. */
const RULE_OF_THE_BOOKS = 'BK001'
/** What PostgreSQL cannot hold, wherever in a request it stood; contracts that know the field refuse it with its place. */
const UNKEEPABLE: ReadonlyMap<string, string> = new Map([
  ['22021', 'A text holds a character that cannot be kept, such as U+0000; take it out.'],
  ['22P05', 'A text holds a character that cannot be kept, such as U+0000; take it out.'],
  ['22003', 'A number is larger than the books can hold.'],
])
const RETRYABLE = new Set(['40001', '40P01'])

/** A database error as the problem it means; anything unknown is handed back as it is. */
export function toProblem(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === RULE_OF_THE_BOOKS) {
    return new Problem(error.constraint ?? 'internal_error', error.message, { cause: error })
  }
  const unkeepable = UNKEEPABLE.get(error.code ?? '')
  if (unkeepable !== undefined) return new Problem('request_invalid', unkeepable, { cause: error })
  const known = error.constraint ? CONSTRAINTS.get(error.constraint) : undefined
  return known ? new Problem(known.code, known.detail, { cause: error }) : error
}

/** Serialization failures and deadlocks: nothing was kept, the same work may run again. */
export const isRetryable = (error: unknown): boolean =>
  isStalePlan(error) || (error instanceof DatabaseError && RETRYABLE.has(error.code ?? ''))

/** Whether the error is a breach of the named unique or check constraint. */
export const breaks = (error: unknown, constraint: string): boolean =>
  error instanceof DatabaseError && error.constraint === constraint
