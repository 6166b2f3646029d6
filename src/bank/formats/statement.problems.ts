import { defineProblems } from '#src/kernel/problem.ts'

export const statementProblems = defineProblems({
  statement_format_unknown: { status: 415, title: 'The file is no bank statement that we read' },
  statement_version_unknown: { status: 415, title: 'This version of the bank statement message is not read' },
  statement_invalid: { status: 422, title: 'The bank statement breaks the structure of its message' },
})
