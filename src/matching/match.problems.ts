import { defineProblems } from '#src/kernel/problem.ts'

export const matchProblems = defineProblems({
  match_unbalanced: { status: 422, title: 'The allocations do not add up to the bank transaction' },
  match_undone: { status: 409, title: 'The match was undone before' },
  match_conflict: { status: 409, title: 'The bank transaction changed meanwhile' },
})
