import { ConnectorError } from '../connector-error.ts'
import { exchangeCode, refreshTokens, startAuthorization, type TokenSet, type VendorApp } from '../oauth.ts'
import type { Connector, ConnectorContext, Sandbox, SandboxModule } from '../sdk.ts'
import { type CallGate, type TokenSource, vendorHttp } from '../vendor-http.ts'

/** A connector on a stand of its own: its sandbox, consent given, tokens in memory. */
export interface Stand {
  readonly connector: Connector
  readonly sandbox: Sandbox
  readonly codes: SandboxModule['codes']
  readonly app: VendorApp
  readonly cx: ConnectorContext
  readonly tokens: { current: TokenSet }
  /** Credentials that were ever in use here: none of them may show up anywhere. */
  readonly secrets: Set<string>
  /** The sandbox's clock. */
  readonly clock: { nowMs: number }
}

export const REDIRECT_URI = 'http://127.0.0.1/connect/callback'
export async function openStand(connector: Connector): Promise<Stand> {
  if (!connector.sandbox) throw new TypeError(`connector ${connector.id} has no sandbox to be tested on`)
  const sandboxModule = await connector.sandbox()
  const clock = { nowMs: Date.parse('2026-03-02T09:00:00Z') }
  const sandbox = await sandboxModule.start({ clock: () => clock.nowMs })
  try {
    const { clientId, clientSecret, urls } = sandbox
    const app: VendorApp = { clientId, clientSecret, urls }
    const tokens = { current: await consent(connector, app, new Date(clock.nowMs)) }
    const secrets = new Set([clientSecret, tokens.current.accessToken, tokens.current.refreshToken])
    const stand = { connector, sandbox, codes: sandboxModule.codes, app, tokens, secrets, clock }
    const cx = contextOf(stand, '')
    const [organisation] = await connector.organisations(cx)
    return { ...stand, cx: contextOf(stand, organisation?.externalId ?? '') }
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

/** Goes through the consent as a browser would, without following the way back. */
export async function consent(connector: Connector, app: VendorApp, now: Date): Promise<TokenSet> {
  const { url, state, verifier } = await startAuthorization(connector, app, REDIRECT_URI)
  const answer = await fetch(url, { redirect: 'manual' })
  const callbackUrl = new URL(answer.headers.get('location') ?? REDIRECT_URI)
  return exchangeCode(connector, app, { callbackUrl, redirectUri: REDIRECT_URI, state, verifier }, now)
}

function contextOf(stand: Omit<Stand, 'cx'>, organisation: string): ConnectorContext {
  const { connector, app, clock } = stand
  return {
    request: vendorHttp({ urls: app.urls, limits: connector.limits, tokens: tokensOf(stand), gate: OPEN_GATE }),
    urls: app.urls,
    organisation,
    now: () => new Date(clock.nowMs),
  }
}

const OPEN_GATE: CallGate = { enter: async () => async () => undefined }

function tokensOf({ connector, app, tokens, secrets, clock }: Omit<Stand, 'cx'>): TokenSource {
  return {
    access: async () => tokens.current.accessToken,
    replace: async () => {
      tokens.current = await refreshTokens(connector, app, tokens.current, new Date(clock.nowMs))
      secrets.add(tokens.current.accessToken).add(tokens.current.refreshToken)
      return tokens.current.accessToken
    },
  }
}

/** What is wrong with a connector; its message is the check's detail. */
export class Shortfall extends Error {}

export function expectThat(isSo: boolean, detail: string): asserts isSo {
  if (!isSo) throw new Shortfall(detail)
}

/** Runs what must fail and gives the ConnectorError that it failed with. */
export async function failureOf(run: () => Promise<unknown>): Promise<ConnectorError> {
  try {
    await run()
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw new Shortfall(`threw ${error instanceof Error ? error.name : typeof error} instead of a ConnectorError`)
  }
  throw new Shortfall('succeeded where it had to fail')
}
