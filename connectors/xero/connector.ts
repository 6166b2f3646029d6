import { defineConnector } from '#src/connect/sdk.ts'
import { catalogue, disconnect, organisations, probe } from './organisation-calls.ts'
import { pullPayments } from './pull-payments.ts'
import { pushAttachment } from './push-attachment.ts'
import { pushContact } from './push-contact.ts'
import { pushInvoice } from './push-invoice.ts'
import { pushJournalEntry } from './push-journal-entry.ts'
import { pushPayment } from './push-payment.ts'
import { pushReceipt } from './push-receipt.ts'
import { webhook } from './webhook.ts'

/** Scopes of the narrow set that apps made since 2 March 2026 must ask for; see README.md for what each is for. */
export const SCOPES = [
  'offline_access',
  'accounting.contacts',
  'accounting.invoices',
  'accounting.payments',
  'accounting.manualjournals',
  'accounting.attachments',
  'accounting.settings.read',
] as const

export const xero = defineConnector({
  id: 'xero',
  name: 'Xero',
  category: 'accounting',
  summary: 'Hands bills, invoices, payments and their originals to Xero and brings payments back.',
  website: 'https://www.xero.com',
  urls: {
    api: { url: 'https://api.xero.com', setting: 'API_URL' },
    identity: { url: 'https://identity.xero.com', setting: 'IDENTITY_URL' },
    login: { url: 'https://login.xero.com', setting: 'IDENTITY_URL' },
  },
  auth: {
    kind: 'oauth2',
    authorizationUrl: '{login}/identity/connect/authorize',
    tokenUrl: '{identity}/connect/token',
    revocationUrl: '{identity}/connect/revocation',
    scopes: SCOPES,
    pkce: 'S256',
  },
  limits: {
    concurrent: 5,
    perMinute: 60,
    perDay: 5000,
    timeoutMs: 30_000,
    pagesPerRunMax: 50,
    responseBytesMax: 10_000_000,
  },
  organisations,
  disconnect,
  probe,
  catalogue,
  push: {
    contact: pushContact,
    bill: pushReceipt,
    salesInvoice: pushInvoice,
    attachment: pushAttachment,
    payment: pushPayment,
    journal: pushJournalEntry,
  },
  pull: { payment: pullPayments },
  webhook,
  sandbox: () => import('./sandbox/sandbox.ts'),
})
