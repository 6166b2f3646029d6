import { exchangeCode, refreshTokens, startAuthorization } from '../oauth.ts'
import { type Check, check } from './check.ts'
import { consent, expectThat, failureOf, REDIRECT_URI, type Stand } from './stand.ts'

const now = ({ clock }: Stand): Date => new Date(clock.nowMs)

/** Consent, tokens and their end. */
export const AUTH_CHECKS: readonly Check[] = [
  check('auth.pkce', 'the consent asks with S256, a state and exactly the scopes of the manifest', async (stand) => {
    const { url, state } = await startAuthorization(stand.connector, stand.app, REDIRECT_URI)
    const query = new URL(url).searchParams
    expectThat(
      query.get('code_challenge_method') === 'S256' && !!query.get('code_challenge'),
      'there is no S256 challenge',
    )
    expectThat(state.length >= 32 && query.get('state') === state, 'the state is short or missing')
    expectThat(query.get('scope') === stand.connector.auth.scopes.join(' '), 'the scopes are not those of the manifest')
    expectThat(!url.includes(stand.app.clientSecret ?? '-'), 'the client secret is in the address')
  }),
  check('auth.verifier', 'a code is worth nothing without the verifier that it was asked with', async (stand) => {
    const { url, state } = await startAuthorization(stand.connector, stand.app, REDIRECT_URI)
    const answer = await fetch(url, { redirect: 'manual' })
    const callbackUrl = new URL(answer.headers.get('location') ?? REDIRECT_URI)
    const returned = { callbackUrl, redirectUri: REDIRECT_URI, state, verifier: 'x'.repeat(43) }
    const error = await failureOf(() => exchangeCode(stand.connector, stand.app, returned, now(stand)))
    expectThat(error.fault.kind === 'auth_expired', `the fault is ${error.fault.kind}`)
  }),
  check('auth.rotation', 'a refresh gives a new pair and spends the old one', async (stand) => {
    const before = stand.tokens.current
    const after = await refreshTokens(stand.connector, stand.app, before, now(stand))
    expectThat(after.refreshToken !== before.refreshToken, 'the refresh token stayed the same')
    const error = await failureOf(() => refreshTokens(stand.connector, stand.app, before, now(stand)))
    expectThat(error.fault.kind === 'auth_expired', `a spent refresh token gives ${error.fault.kind}`)
  }),
  check('auth.expired', 'an expired access token is replaced once and the call succeeds', async (stand) => {
    stand.sandbox.expireTokens()
    const { organisationName } = await stand.connector.probe(stand.cx)
    expectThat(organisationName !== '', 'the call after the refresh gave nothing')
  }),
  check('auth.revoked', 'a withdrawn consent ends in auth_expired', async (stand) => {
    stand.sandbox.revokeConsent()
    const error = await failureOf(() => stand.connector.probe(stand.cx))
    expectThat(error.fault.kind === 'auth_expired', `the fault is ${error.fault.kind}`)
  }),
  check('auth.organisations', 'the consent names its organisations', async (stand) => {
    const organisations = await stand.connector.organisations(stand.cx)
    expectThat(organisations.length > 0 && organisations.every(({ externalId }) => externalId !== ''), 'there are none')
  }),
  check('auth.disconnect', 'a disconnect ends the consent at the vendor', async (stand) => {
    const [organisation] = await stand.connector.organisations(stand.cx)
    await stand.connector.disconnect(stand.cx, organisation?.grantId ?? '')
    const error = await failureOf(() => stand.connector.probe(stand.cx))
    expectThat(error.fault.kind === 'auth_expired', `the fault is ${error.fault.kind}`)
  }),
  check('auth.again', 'a new consent works after the old one ended', async (stand) => {
    stand.sandbox.revokeConsent()
    stand.tokens.current = await consent(stand.connector, stand.app, now(stand))
    const { organisationName } = await stand.connector.probe(stand.cx)
    expectThat(organisationName !== '', 'the call gave nothing')
  }),
]
