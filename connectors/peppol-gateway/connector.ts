import { defineConnector } from '#src/connect/sdk.ts'
import { catalogue, disconnect, organisations, probe } from './account.ts'
import { network } from './network.ts'
import { pullDocuments } from './pull-documents.ts'
import { webhook } from './webhook.ts'

export const SCOPES = ['offline_access', 'documents.send', 'documents.receive', 'participants.read'] as const

/** The open contract of README.md, spoken by an access point or by a few lines in front of one. */
export const peppolGateway = defineConnector({
  id: 'peppol-gateway',
  name: 'Peppol gateway',
  category: 'network',
  summary: 'Sends invoices through a Peppol access point, takes those that come, and looks up who can receive.',
  website: 'https://peppol.org',
  // Access points differ, so there is none by default: the operator names one (RFC 2606, 2).
  urls: { gateway: { url: 'https://gateway.invalid', setting: 'URL' } },
  auth: {
    kind: 'oauth2',
    authorizationUrl: '{gateway}/oauth/authorize',
    tokenUrl: '{gateway}/oauth/token',
    revocationUrl: '{gateway}/oauth/revoke',
    scopes: SCOPES,
    pkce: 'S256',
  },
  limits: {
    concurrent: 5,
    perMinute: 300,
    perDay: 50_000,
    timeoutMs: 60_000,
    pagesPerRunMax: 50,
    responseBytesMax: 30_000_000,
  },
  organisations,
  disconnect,
  probe,
  catalogue,
  push: {},
  pull: { document: pullDocuments },
  network,
  webhook,
  sandbox: () => import('./sandbox/sandbox.ts'),
})
