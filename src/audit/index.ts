export { auditRoutes } from './audit.routes.ts'
export type { AuditEntry, AuditFilter } from './audit.store.ts'
export { listAuditLog } from './list-audit-log.ts'
