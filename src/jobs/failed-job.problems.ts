import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  job_not_failed: { status: 409, title: 'The job was started again already' },
})
