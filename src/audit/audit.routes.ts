import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { listAuditLogOp } from './audit.contract.ts'
import { listAuditLog } from './list-audit-log.ts'

const instant = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))

export const auditRoutes: readonly Route[] = [
  bind(listAuditLogOp, {
    call: async (call, { query: { subject, actor, action, from, to, ...page } }) => {
      const filter = { subject, actor, action, from: instant(from), to: instant(to), ...pageStart(page) }
      return pageOfRows(await listAuditLog(call, filter), page.limit)
    },
    answer: ok,
  }),
]
