import type { Hono } from 'hono'
import { listAuditLog } from '#src/audit/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { companyReaderOf, show } from './page-context.ts'
import { AuditPage } from './views/audit.tsx'

const ROWS = 200

export function mountAuditPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/audit', async (c) => {
    const reader = await companyReaderOf(c)
    const subject = c.req.query('subject')
    const entries = await listAuditLog(reader.call, { after: undefined, limit: ROWS, subject })
    return show(c, <AuditPage reader={reader} waiting={(await waitingFor(reader)).length} entries={entries} />)
  })
}
