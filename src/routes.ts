import { approvalRoutes } from './approvals/index.ts'
import { auditRoutes } from './audit/index.ts'
import { bankRoutes } from './bank/index.ts'
import { companyRoutes, groupRoutes } from './companies/index.ts'
import { connectionRoutes, operationRoutes } from './connect/index.ts'
import { documentRoutes } from './documents/index.ts'
import { identityRoutes } from './identity/index.ts'
import { intakeRoutes, mailRoutes } from './intake/index.ts'
import { deliveryRoutes, invoiceRoutes, reachRoutes } from './invoices/index.ts'
import { jobRoutes } from './jobs/index.ts'
import { ledgerRoutes } from './ledger/index.ts'
import { matchRoutes } from './matching/index.ts'
import { partyRoutes } from './parties/index.ts'
import type { Route } from './platform/http/bind.ts'
import { receiptRoutes } from './receipts/index.ts'
import { reportRoutes } from './reports/index.ts'
import { retentionRoutes } from './retention/index.ts'
import { eventRoutes, webhookRoutes } from './webhooks/index.ts'

/** Every operation of the API: the table of contents of the server and of its document. */
export const routes: readonly Route[] = [
  ...identityRoutes,
  ...companyRoutes,
  ...groupRoutes,
  ...ledgerRoutes,
  ...partyRoutes,
  ...documentRoutes,
  ...intakeRoutes,
  ...mailRoutes,
  ...approvalRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...auditRoutes,
  ...jobRoutes,
  ...bankRoutes,
  ...matchRoutes,
  ...connectionRoutes,
  ...operationRoutes,
  ...receiptRoutes,
  ...reportRoutes,
  ...retentionRoutes,
  ...invoiceRoutes,
  ...deliveryRoutes,
  ...reachRoutes,
]
