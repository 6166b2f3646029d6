import { accepted, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { listFailedJobsOp, retryFailedJobOp } from './failed-job.contract.ts'
import { listFailedJobs, retryFailedJob } from './failed-jobs.ts'

export const jobRoutes: readonly Route[] = [
  bind(listFailedJobsOp, {
    call: async (call, { query: { status, ...page } }) =>
      pageOfRows(await listFailedJobs(call, { status, ...pageStart(page) }), page.limit),
    answer: ok,
  }),
  bind(retryFailedJobOp, {
    call: (call, { params }) => retryFailedJob(call, params.failedJobId),
    answer: (job) => accepted(job),
  }),
]
