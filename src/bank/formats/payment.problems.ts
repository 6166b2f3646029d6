import { defineProblems } from '#src/kernel/problem.ts'

export const paymentFileProblems = defineProblems({
  payment_file_invalid: { status: 422, title: 'The payment file would break the rules of its message' },
})
