import type { ModelKind, Models, NetworkDocument, PulledRecords, PullKind, Transmission } from './models.ts'

/**
 * All that a connector may see. A connector knows one vendor's words; tokens, limits, retries, paging bounds, the run
 * log and what is kept are the runner's. A connector touches no database and no environment.
 */
export {
  ConnectorError,
  type ConnectorFault,
  isConnectorError,
  type RejectedField,
  rejected,
} from './connector-error.ts'
export type * from './models.ts'

export interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** An address below one of the connector's own base addresses; the runner refuses any other. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface VendorResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface ConnectorContext {
  /**
   * One call to the vendor. The runner adds the access token (a connector never holds it), keeps the vendor's limits,
   * times out and writes the call log. Resolves with whatever status the vendor answers, 401 only after a refresh did
   * not help. Throws ConnectorError: `rate_limited` when our own budget is used up, `auth_expired` when there is no
   * usable token, `unavailable` when nothing was sent, `unknown_outcome` when a write was sent and no answer came.
   */
  readonly request: (request: VendorRequest) => Promise<VendorResponse>
  /** The connector's base addresses by name, without a slash at the end. */
  readonly urls: Readonly<Record<string, string>>
  /** The vendor's id of the organisation that this connection is about; "" before one is chosen. */
  readonly organisation: string
  readonly now: () => Date
}

/** A record at the vendor. */
export interface ExternalRecord {
  readonly externalId: string
  /** What the vendor's own screens call it. */
  readonly label: string
}

/** A field in which the vendor's record is not what we sent. */
export interface Difference {
  readonly field: string
  readonly ours: string
  readonly theirs: string
}

/** How one kind of record goes out. The runner calls `find` before any `create` that may be a repetition. */
export interface Push<M> {
  /** Looks for the record by what identifies it there; null when there is none. */
  readonly find: (cx: ConnectorContext, model: M) => Promise<ExternalRecord | null>
  /** `requestKey` is the same in every repetition of this write. */
  readonly create: (cx: ConnectorContext, model: M, requestKey: string) => Promise<ExternalRecord>
  /** Reads the record back and says where it differs; throws `not_found` when it is not there. */
  readonly verify: (cx: ConnectorContext, model: M, externalId: string) => Promise<readonly Difference[]>
}

/** Where the next pull resumes; the connector's own words, kept by the runner. */
export type Checkpoint = Readonly<Record<string, string>>

export interface PullPage<R> {
  readonly records: readonly R[]
  /** Valid once the records of this page are kept. */
  readonly checkpoint: Checkpoint
}

/** How one kind of record comes in: page by page, each page with the checkpoint that follows it. */
export type Pull<R> = (cx: ConnectorContext, checkpoint: Checkpoint | null) => AsyncIterable<PullPage<R>>

/** Sending through a network in which participants have addresses. The runner calls `find` before any `send`. */
export interface Network {
  /** The document types that a participant takes; none when it is not registered. */
  readonly lookup: (
    cx: ConnectorContext,
    participant: string,
  ) => Promise<{ readonly canReceive: readonly string[]; readonly answer: string }>
  /** The transmission that was begun under our reference; null when there is none. */
  readonly find: (cx: ConnectorContext, reference: string) => Promise<Transmission | null>
  readonly send: (cx: ConnectorContext, document: NetworkDocument) => Promise<Transmission>
  readonly status: (cx: ConnectorContext, transmissionId: string) => Promise<Transmission>
}

export interface Organisation {
  readonly externalId: string
  readonly name: string
  /** The vendor's id of its side of the connection, where it has one. */
  readonly grantId: string | null
}

/** What a sample read of the doctor learned. */
export interface Probe {
  readonly organisationName: string
  readonly baseCurrency: string | null
  /** The vendor's clock, from its answer; null when it does not say. */
  readonly vendorNow: Date | null
}

/** The vendor's codes that a mapping can point to. */
export interface Catalogue {
  readonly accounts: readonly { readonly code: string; readonly name: string; readonly isBank: boolean }[]
  readonly taxCodes: readonly {
    readonly code: string
    readonly name: string
    /** Parts per million: 250000 is 25 %. */
    readonly ratePpm: number
    readonly use: 'purchases' | 'sales' | 'both'
  }[]
}

export interface InboundWebhook {
  /** Whether the raw bytes carry the vendor's signature. Constant time. */
  readonly verify: (raw: Uint8Array, header: (name: string) => string | undefined, secret: string) => boolean
  /** Which pulls of which organisation the message wakes; a message never changes the books by itself. */
  readonly wakes: (raw: Uint8Array) => readonly { readonly organisation: string; readonly pull: PullKind }[]
}

/** Limits as the vendor publishes them; the runner enforces them per connection. */
export interface Limits {
  readonly concurrent: number
  readonly perMinute: number
  readonly perDay: number
  readonly timeoutMs: number
  readonly pagesPerRunMax: number
  readonly responseBytesMax: number
}

export interface OAuth2 {
  readonly kind: 'oauth2'
  /** Addresses; `{name}` stands for a base address of `urls`. */
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly revocationUrl: string
  readonly scopes: readonly string[]
  readonly pkce: 'S256'
}

export interface BaseUrl {
  readonly url: string
  /** Operator's setting that replaces it, after the connector's id: `API_URL` is read as XERO_API_URL. */
  readonly setting: string
}

export interface Connector {
  readonly id: string
  readonly name: string
  readonly category: 'accounting' | 'collection' | 'webshop' | 'pointOfSale' | 'bank' | 'facts' | 'network'
  readonly summary: string
  readonly website: string
  readonly urls: Readonly<Record<string, BaseUrl>>
  readonly auth: OAuth2
  readonly limits: Limits
  /** Organisations that the consent covers. */
  readonly organisations: (cx: ConnectorContext) => Promise<readonly Organisation[]>
  /** Tells the vendor that the connection is over. */
  readonly disconnect: (cx: ConnectorContext, grantId: string) => Promise<void>
  readonly probe: (cx: ConnectorContext) => Promise<Probe>
  readonly catalogue: (cx: ConnectorContext) => Promise<Catalogue>
  readonly push: { readonly [K in ModelKind]?: Push<Models[K]> }
  readonly pull: { readonly [K in PullKind]?: Pull<PulledRecords[K]> }
  /** Left out where the vendor is no network. */
  readonly network?: Network
  readonly webhook: InboundWebhook | null
  /** A stand-in for the vendor that speaks its protocol on loopback, for conformance, demo and development. */
  readonly sandbox: (() => Promise<SandboxModule>) | null
}

/** What the conformance kit may do to a stand-in for a vendor. */
export type Fault =
  | { readonly kind: 'rateLimited'; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'unavailable' }
  /** The work is done and the answer gets lost: the line breaks, or (`isSilent`) stays open without a word. */
  | { readonly kind: 'answerLost'; readonly isSilent: boolean }
  | { readonly kind: 'refused' }

export interface Sandbox {
  /** The vendor's id of the one organisation that it holds. */
  readonly organisation: string
  /** What `inspect` found, in order. */
  readonly violations: readonly string[]
  /** Calls of the API in order, as "GET /Invoices"; those of OAuth are not among them. */
  readonly calls: readonly string[]
  /** How often tokens were refreshed, and how often a spent refresh token was tried. */
  readonly refreshes: () => { readonly granted: number; readonly reused: number }
  /** Base addresses by the names of the manifest. */
  readonly urls: Readonly<Record<string, string>>
  readonly clientId: string
  readonly clientSecret: string
  readonly webhookSecret: string
  /** Faults for the next calls that write (or read), in order. */
  readonly failNext: (on: 'read' | 'write', ...faults: readonly Fault[]) => void
  /** Makes every access token expired, as after half an hour. */
  readonly expireTokens: () => void
  /** Withdraws the consent: no token of it works again. */
  readonly revokeConsent: () => void
  /** How many records of the kind the vendor holds. */
  readonly count: (kind: ModelKind) => number
  /** A payment that somebody makes at the vendor; the record's external id. */
  readonly pay: (externalId: string, amount: string, paidOn: string) => string
  readonly deletePayment: (externalId: string) => void
  /** Only where the vendor is a network. */
  readonly network?: SandboxNetwork
  /** The body and headers of a message as the vendor would send them. */
  readonly webhook: (kind: 'update' | 'handshake') => {
    readonly raw: Uint8Array
    readonly headers: Record<string, string>
  }
  readonly close: () => Promise<void>
}

/** The other participants of a network, as a test moves them. */
export interface SandboxNetwork {
  /** One that takes every document type that `send` is tried with, and one that is not registered. */
  readonly receiver: string
  readonly stranger: string
  /** What was sent under this reference, in order. */
  readonly sent: (reference: string) => readonly NetworkDocument[]
  /** Somebody sends a document to the organisation; the transmission's id. */
  readonly arrive: (sender: string, bytes: Uint8Array) => string
  /** The receiving side acknowledges a transmission, or never will. */
  readonly settle: (transmissionId: string, status: 'delivered' | 'failed') => void
}

/** A request as a sandbox sees it; `path` is below the base address of the vendor's API. */
export interface SandboxRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface SandboxAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON; undefined sends no body. */
  readonly json?: unknown
}

export interface SandboxOptions {
  readonly clock: () => number
  /** Left out, a free one. */
  readonly port?: number
  /** How many organisations a consent covers; 1 when left out. Only the first one has books. */
  readonly organisations?: number
  /** Looks at every call of the API, then at its answer; what it returns is refused as the vendor refuses nonsense. */
  readonly inspect?: (asked: SandboxRequest, answer: SandboxAnswer | null) => readonly string[]
}

export interface SandboxModule {
  readonly start: (options: SandboxOptions) => Promise<Sandbox>
  /** Codes that exist in the sandbox's chart, for samples. */
  readonly codes: {
    readonly expense: string
    readonly income: string
    readonly bank: string
    readonly inputVat: string
    readonly outputVat: string
  }
}

/** Checks what a type cannot: a manifest with a mistake must not start. Throws TypeError. */
export function defineConnector(connector: Connector): Connector {
  const wrong = (what: string): never => {
    throw new TypeError(`connector ${connector.id}: ${what}`)
  }
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(connector.id)) wrong('the id is a short word of small letters')
  if (new Set(connector.auth.scopes).size !== connector.auth.scopes.length) wrong('a scope is named twice')
  for (const limit of Object.values(connector.limits)) if (!(limit > 0)) wrong('every limit is a positive number')
  for (const address of [connector.auth.authorizationUrl, connector.auth.tokenUrl, connector.auth.revocationUrl]) {
    const base = /^\{(\w+)\}\//.exec(address)?.[1]
    if (!base || !connector.urls[base]) wrong(`${address} does not begin with a base address of the manifest`)
  }
  for (const { url } of Object.values(connector.urls))
    if (!/^https:\/\/[^/]+$/.test(url)) wrong(`${url} is no https origin`)
  return connector
}

/** Fills the base addresses into an address of the manifest. */
export const addressOf = (template: string, urls: Readonly<Record<string, string>>): string =>
  template.replace(/^\{(\w+)\}/, (_, name: string) => urls[name] ?? '')
