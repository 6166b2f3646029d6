export { readStatementFile } from './read-statement.ts'
export type { Statement, StatementFile } from './statement.ts'
export { summaryOf } from './summary.ts'
export { type StatementTransaction, transactionsOf } from './transactions.ts'
