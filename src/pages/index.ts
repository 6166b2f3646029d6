import { Hono } from 'hono'
import { PARTY_HOLD, PAYMENT_ORDER } from '#src/bank/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { mountApprovalPages, type SubjectView } from './approval-pages.tsx'
import { mountAuditPages } from './audit-pages.tsx'
import { mountBankPages } from './bank-pages.tsx'
import { mountDocumentPages } from './document-pages.tsx'
import { guardPages } from './guard-pages.tsx'
import { mountIntakePages } from './intake-pages.tsx'
import { mountInvoiceActs } from './invoice-acts.ts'
import { mountInvoicePages } from './invoice-pages.tsx'
import { mountInvoiceSettings } from './invoice-settings.tsx'
import { mountJobPages } from './job-pages.tsx'
import { mountLedgerPages } from './ledger-pages.tsx'
import { mountNewInvoice } from './new-invoice.tsx'
import { holdSubject, mountPartyPages } from './party-pages.tsx'
import { mountPaymentPages, paymentOrderSubject } from './payment-pages.tsx'
import { mountRatePages } from './rate-pages.tsx'
import { mountReachPages } from './reach-pages.tsx'
import { mountReceiptPages, receiptSubject } from './receipt-pages.tsx'
import { mountRetentionPages } from './retention-pages.tsx'
import { mountAssets } from './serve-assets.ts'
import { mountSessionPages } from './session-pages.tsx'
import { mountTransferPages } from './transfer-pages.tsx'
import { mountValidationPages } from './validation-pages.tsx'

/** How each kind of subject is drawn inside its approval request. */
const SUBJECTS: ReadonlyMap<string, SubjectView> = new Map([
  ['receipt', receiptSubject],
  [PARTY_HOLD, holdSubject],
  [PAYMENT_ORDER, paymentOrderSubject],
])

/** The web pages on the same application as the API; they call the same verbs. */
export function mountPages(app: Hono<HttpEnv>): void {
  const pages = new Hono<HttpEnv>()
  guardPages(pages)
  mountAssets(pages)
  mountSessionPages(pages)
  mountApprovalPages(pages, SUBJECTS)
  // Before the receipts, whose path has a place for any id.
  mountIntakePages(pages)
  mountReceiptPages(pages)
  // Before the invoices, whose path has a place for any id.
  mountNewInvoice(pages)
  mountReachPages(pages)
  mountInvoiceSettings(pages)
  mountInvoicePages(pages)
  mountInvoiceActs(pages)
  mountLedgerPages(pages)
  mountRatePages(pages)
  mountBankPages(pages)
  mountPartyPages(pages)
  mountPaymentPages(pages)
  mountAuditPages(pages)
  mountJobPages(pages)
  mountRetentionPages(pages)
  mountTransferPages(pages)
  mountValidationPages(pages)
  mountDocumentPages(pages)
  app.route('/', pages)
}
