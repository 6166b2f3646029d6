import type { Hono } from 'hono'
import { listFailedJobs, retryFailedJob } from '#src/jobs/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, show } from './page-context.ts'
import { submit } from './submit.ts'
import { FailedJobsPage } from './views/failed-jobs.tsx'

const ROWS = 50

/** Work of the company that failed for good, and its second start. */
export function mountJobPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/jobs', async (c) => showJobs(c, await companyReaderOf(c)))

  app.post('/c/:companyId/jobs/:failedJobId/retries', (c) =>
    submit(c, {
      run: ({ call }) => retryFailedJob(call, c.req.param('failedJobId')),
      next: () => '/jobs',
      refused: ({ reader }, problem) => showJobs(c, reader, problem),
    }),
  )
}

async function showJobs(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const after = c.req.query('after')
  const rows = await listFailedJobs(reader.call, { status: 'failed', after, limit: ROWS + 1 })
  const { page: jobs, next } = cut(rows, ROWS)
  const waiting = (await waitingFor(reader)).length
  const page = <FailedJobsPage reader={reader} waiting={waiting} jobs={jobs} next={next} problem={problem} />
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
