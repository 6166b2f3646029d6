import { query } from '#src/platform/command/index.ts'
import { type AuditFilter, listAuditRows } from './audit.store.ts'

/** Who did what in the company, newest first. */
export const listAuditLog = query('audit.list', { can: 'audit:read' }, (cx, filter: AuditFilter) =>
  listAuditRows(cx, filter),
)
