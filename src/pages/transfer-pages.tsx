import type { Hono } from 'hono'
import { listConnections, listOperations, listRuns, retryOperation } from '#src/connect/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { type CompanyReader, companyReaderOf, cut, type PageRequest, show } from './page-context.ts'
import { submit } from './submit.ts'
import { TransfersPage } from './views/transfers.tsx'

const ROWS = 50
/** More than a company has. */
const CONNECTIONS = 200

/** What did not get through to another system, or from one, and waits for a person. */
export function mountTransferPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/transfers', async (c) => showTransfers(c, await companyReaderOf(c)))

  app.post('/c/:companyId/transfers/:operationId/retries', (c) =>
    submit(c, {
      run: ({ call }) => retryOperation(call, c.req.param('operationId')),
      next: () => '/transfers',
      refused: ({ reader }, problem) => showTransfers(c, reader, problem),
    }),
  )
}

async function showTransfers(c: PageRequest, reader: CompanyReader, problem?: Problem) {
  const { call } = reader
  const failed = { status: 'failed' } as const
  const rows = await listOperations(call, { ...failed, after: c.req.query('after'), limit: ROWS + 1 })
  const { page: operations, next } = cut(rows, ROWS)
  const runs = await listRuns(call, { ...failed, after: undefined, limit: ROWS })
  const connections = await listConnections(call, { after: undefined, limit: CONNECTIONS })
  const page = (
    <TransfersPage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      operations={operations}
      next={next}
      runs={runs.toReversed()}
      names={new Map(connections.map(({ id, name }) => [id, name]))}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
