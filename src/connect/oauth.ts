import * as oauth from 'oauth4webapi'
import { ConnectorError } from './connector-error.ts'
import { addressOf, type Connector } from './sdk.ts'

/** The operator's registration at the vendor, and where the vendor is. Never set by a tenant. */
export interface VendorApp {
  readonly clientId: string
  /** Undefined = a public client: PKCE alone proves it. */
  readonly clientSecret: string | undefined
  readonly urls: Readonly<Record<string, string>>
}

export interface TokenSet {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: Date
  readonly scopes: readonly string[]
}

export interface Authorization {
  /** Where the person goes to consent. */
  readonly url: string
  readonly state: string
  /** PKCE secret (RFC 7636); kept until the code comes back. */
  readonly verifier: string
}

const TIMEOUT_MS = 20_000
/** Tokens of a vendor that says no lifetime. */
const LIFETIME_SECONDS = 600

/** Begins an authorization code grant with PKCE (RFC 6749 4.1, RFC 7636). */
export async function startAuthorization(
  connector: Connector,
  app: VendorApp,
  redirectUri: string,
): Promise<Authorization> {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const url = new URL(addressOf(connector.auth.authorizationUrl, app.urls))
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('client_id', app.clientId)
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('scope', connector.auth.scopes.join(' '))
  url.searchParams.set('state', state)
  url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier))
  url.searchParams.set('code_challenge_method', 'S256')
  return { url: url.href, state, verifier }
}

export interface Returned {
  /** The address that the vendor sent the person back to, with its query. */
  readonly callbackUrl: URL
  readonly redirectUri: string
  readonly state: string
  readonly verifier: string
}

/**
 * Turns the code into tokens. Throws ConnectorError: `rejected` when the person said no or the vendor refuses the
 * request, `auth_expired` when the code is used up or the verifier is wrong, `unavailable` otherwise.
 */
export async function exchangeCode(
  connector: Connector,
  app: VendorApp,
  returned: Returned,
  now: Date,
): Promise<TokenSet> {
  const { server, client, authentication, options } = parts(connector, app)
  return guarded(async () => {
    const params = oauth.validateAuthResponse(server, client, returned.callbackUrl, returned.state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      params,
      returned.redirectUri,
      returned.verifier,
      options,
    )
    return tokenSet(await oauth.processAuthorizationCodeResponse(server, client, response), now, null)
  })
}

/** A new pair of tokens; the old refresh token may be spent after this call, whatever comes back. */
export async function refreshTokens(
  connector: Connector,
  app: VendorApp,
  current: TokenSet,
  now: Date,
): Promise<TokenSet> {
  const { server, client, authentication, options } = parts(connector, app)
  return guarded(async () => {
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, current.refreshToken, options)
    return tokenSet(await oauth.processRefreshTokenResponse(server, client, response), now, current)
  })
}

/** Tells the vendor that the tokens are over (RFC 7009). */
export async function revokeTokens(connector: Connector, app: VendorApp, current: TokenSet): Promise<void> {
  const { server, client, authentication, options } = parts(connector, app)
  await guarded(async () => {
    const response = await oauth.revocationRequest(server, client, authentication, current.refreshToken, options)
    await oauth.processRevocationResponse(response)
  })
}

function parts(connector: Connector, app: VendorApp) {
  const token = addressOf(connector.auth.tokenUrl, app.urls)
  const server: oauth.AuthorizationServer = {
    issuer: new URL(token).origin,
    token_endpoint: token,
    revocation_endpoint: addressOf(connector.auth.revocationUrl, app.urls),
  }
  const client: oauth.Client = { client_id: app.clientId }
  const authentication = app.clientSecret ? oauth.ClientSecretBasic(app.clientSecret) : oauth.None()
  // Plain http happens only where the operator's settings say so: a stand-in on loopback.
  const options = {
    [oauth.allowInsecureRequests]: token.startsWith('http:'),
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  }
  return { server, client, authentication, options }
}

function tokenSet(answer: oauth.TokenEndpointResponse, now: Date, before: TokenSet | null): TokenSet {
  const refreshToken = answer.refresh_token ?? before?.refreshToken
  if (!refreshToken) throw new ConnectorError({ kind: 'auth_expired' })
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresAt: new Date(now.getTime() + (answer.expires_in ?? LIFETIME_SECONDS) * 1000),
    scopes: answer.scope ? answer.scope.split(' ') : (before?.scopes ?? []),
  }
}

async function guarded<T>(exchange: () => Promise<T>): Promise<T> {
  try {
    return await exchange()
  } catch (error) {
    throw faultOf(error)
  }
}

/** By the error code of RFC 6749 5.2 and 4.1.2.1; the answer itself is dropped, it may hold tokens. */
function faultOf(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (error instanceof oauth.ResponseBodyError) {
    if (error.error === 'invalid_grant') return new ConnectorError({ kind: 'auth_expired' }, error.status)
    return new ConnectorError({ kind: 'rejected', fields: [{ field: 'oauth', message: error.error }] }, error.status)
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    return new ConnectorError(
      { kind: 'rejected', fields: [{ field: 'oauth', message: 'invalid_client' }] },
      error.status,
    )
  }
  if (error instanceof oauth.AuthorizationResponseError) {
    return new ConnectorError({ kind: 'rejected', fields: [{ field: 'consent', message: error.error }] })
  }
  return new ConnectorError({ kind: 'unavailable' })
}
