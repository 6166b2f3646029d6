import type { Hono } from 'hono'
import { listAuditLog } from '#src/audit/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { companyReaderOf, cut, show } from './page-context.ts'
import { AuditPage } from './views/audit.tsx'

const ROWS = 100

export function mountAuditPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/audit', async (c) => {
    const reader = await companyReaderOf(c)
    const { subject, after } = c.req.query()
    const rows = await listAuditLog(reader.call, { after, limit: ROWS + 1, subject })
    const { page: entries, next } = cut(rows, ROWS)
    const query = next === null ? null : { after: next, ...(subject === undefined ? {} : { subject }) }
    const waiting = (await waitingFor(reader)).length
    return show(c, <AuditPage reader={reader} waiting={waiting} entries={entries} next={query} />)
  })
}
