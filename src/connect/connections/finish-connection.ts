import { fail } from '#src/kernel/problem.ts'
import { systemActor } from '#src/platform/actor.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import type { Platform } from '#src/platform/platform.ts'
import { connectionConnected } from '../connect.events.ts'
import { wakeConnection } from '../connect.jobs.ts'
import { isConnectorError } from '../connector-error.ts'
import { contextOf } from '../context.ts'
import { exchangeCode, type TokenSet } from '../oauth.ts'
import type { Organisation } from '../sdk.ts'
import { connectorOf, vendorAppOf } from '../vendor-app.ts'
import { loadConnection, moveConnection } from './connection.store.ts'
import { assertMove, type Connection } from './connection.ts'
import { type Consent, findConsent, openVerifier, useConsent } from './consent.store.ts'
import { saveTokens } from './credentials.store.ts'
import { freshTokenSource } from './refresh-tokens.ts'

/**
 * The person is back from the vendor with a code. The state is used up first, so that a code is exchanged once; then
 * the tokens are kept and the organisation is found. Refuses with `consent_invalid`, `consent_refused` or
 * `vendor_unavailable`.
 */
export async function finishConnection(
  platform: Platform,
  { connectorId, callbackUrl, requestId }: { connectorId: string; callbackUrl: URL; requestId: string },
): Promise<Connection> {
  const state = callbackUrl.searchParams.get('state') ?? ''
  const consent = await findConsent(platform.db.app, state)
  if (consent?.connector !== connectorId) {
    fail('consent_invalid', 'The consent is not one that was asked for here; connect again.')
  }
  const { companyId, connectionId, timeZone } = consent
  const actor = systemActor('connect')
  const call: Call = { platform, actor, companyId, timeZone, requestId, dryRun: false }
  await claimConsent(call, { connectionId, state })
  const tokens = await exchange(call, consent, callbackUrl, state)
  const connection = await readConnection(call, connectionId)
  const organisations = await organisationsOf(call, connection, tokens)
  return connect(call, { connectionId, tokens, organisations })
}

const readConnection = query('connection.read', { can: 'connections:manage' }, (cx, id: string) =>
  loadConnection(cx, id),
)

const claimConsent = command(
  'connection.claim_consent',
  { can: 'connections:manage' },
  async (cx, { connectionId, state }: { connectionId: string; state: string }): Promise<void> => {
    await useConsent(cx, state)
    cx.audit({ kind: 'connection', id: connectionId })
  },
)

async function exchange(call: Call, consent: Consent, callbackUrl: URL, state: string): Promise<TokenSet> {
  const { config, clock } = call.platform
  const connector = connectorOf(consent.connector)
  const { redirectUri } = consent
  const returned = { callbackUrl, redirectUri, state, verifier: openVerifier(call, consent) }
  try {
    return await exchangeCode(connector, vendorAppOf(config, connector), returned, clock.now())
  } catch (error) {
    if (!isConnectorError(error)) throw error
    if (error.fault.kind === 'unavailable')
      fail('vendor_unavailable', `${connector.name} did not answer; connect again.`)
    fail('consent_refused', `${connector.name} gave no consent (${error.message}); connect again.`)
  }
}

async function organisationsOf(call: Call, connection: Connection, tokens: TokenSet): Promise<readonly Organisation[]> {
  const connector = connectorOf(connection.connector)
  const cx = contextOf(call, connection, { causeId: null, tokens: freshTokenSource(tokens) })
  try {
    return await connector.organisations(cx)
  } catch (error) {
    if (!isConnectorError(error)) throw error
    fail('vendor_unavailable', `${connector.name} did not say which organisations the consent covers; connect again.`)
  }
}

interface Finished {
  readonly connectionId: string
  readonly tokens: TokenSet
  readonly organisations: readonly Organisation[]
}

const connect = command(
  'connection.connect',
  { can: 'connections:manage' },
  async (cx, { connectionId, tokens, organisations }: Finished): Promise<Connection> => {
    const before = await loadConnection(cx, connectionId, 'for update')
    assertMove(before, 'active')
    await saveTokens(cx, connectionId, tokens)
    const { scopes } = tokens
    const known = before.organisation?.externalId
    const chosen = known
      ? organisations.find(({ externalId }) => externalId === known)
      : organisations.length === 1
        ? organisations[0]
        : undefined
    if (known && !chosen) {
      fail(
        'connection_organisation_unknown',
        `The consent does not cover ${before.organisation?.name}; choose it at the vendor.`,
      )
    }
    if (organisations.length === 0) {
      fail('connection_organisation_unknown', 'The consent covers no organisation; choose one at the vendor.')
    }
    if (chosen) return activate(cx, before, chosen, scopes)
    const waiting = await moveConnection(cx, before, before.status, { choices: organisations, scopes })
    cx.audit({ kind: 'connection', id: connectionId }, { choices: organisations.length })
    return waiting
  },
)

/** Chooses the organisation of a consent that covers several. */
export const chooseOrganisation = command(
  'connection.choose',
  { can: 'connections:manage' },
  async (cx, { connectionId, externalId }: { connectionId: string; externalId: string }): Promise<Connection> => {
    const before = await loadConnection(cx, connectionId, 'for update')
    const chosen = before.choices.find((choice) => choice.externalId === externalId)
    if (before.status !== 'pending' || !chosen) {
      fail('connection_organisation_unknown', 'The consent does not wait for a choice of this organisation.')
    }
    return activate(cx, before, chosen, before.scopes)
  },
)

async function activate(
  cx: Cx,
  before: Connection,
  { externalId, name, grantId }: Organisation,
  scopes: readonly string[],
): Promise<Connection> {
  const connection = await moveConnection(cx, before, 'active', {
    organisation: { externalId, name },
    grantId,
    choices: [],
    scopes,
    connectedAt: cx.now,
  })
  const { id, version, connector } = connection
  cx.audit({ kind: 'connection', id }, { organisation: externalId })
  cx.emit(connectionConnected, { id, version, connector })
  cx.enqueue(wakeConnection, { connectionId: id })
  return connection
}
