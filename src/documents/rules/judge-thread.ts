import { answerJobs } from '#src/platform/threads/answer-jobs.ts'
import type { JudgeJob } from './judge.ts'
import { validate } from './validate.ts'

/** Entry of the thread that judges long e-invoices. */
answerJobs(({ bytes, options }: JudgeJob) => validate(bytes, options))
