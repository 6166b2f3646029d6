import './failed-job.problems.ts'

export { jobRoutes } from './failed-job.routes.ts'
export type { FailedJob, FailedJobFilter } from './failed-job.ts'
export { listFailedJobs, retryFailedJob } from './failed-jobs.ts'
