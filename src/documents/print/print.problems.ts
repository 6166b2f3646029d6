import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  print_unavailable: { status: 501, title: 'PDFs are not made here' },
})
