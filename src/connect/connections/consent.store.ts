import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Call, Cx } from '#src/platform/cx.ts'
import { defineSealedColumn } from '#src/platform/secrets/index.ts'

/** The PKCE verifier is sealed: with a state that was overheard it would be half of the consent. */
const { purpose } = defineSealedColumn({
  table: 'connection_consents',
  column: 'verifier',
  purpose: 'connection.verifier',
})

export const sealVerifier = ({ platform, companyId }: Cx, verifier: string): string =>
  platform.secrets.seal(verifier, { companyId, purpose })
export const openVerifier = ({ platform, companyId }: Call, { verifier }: Consent): string =>
  platform.secrets.open(verifier, { companyId, purpose })

/** How long a person has for the consent at the vendor. */
const CONSENT_MS = 30 * 60_000

const hashOf = (state: string): string => createHash('sha256').update(state).digest('base64url')

export interface Consent {
  readonly companyId: string
  readonly connectionId: string
  readonly connector: string
  /** Sealed. */
  readonly verifier: string
  readonly redirectUri: string
  readonly timeZone: string
}

export async function insertConsent(
  cx: Cx,
  consent: { connectionId: string; state: string; verifier: string; redirectUri: string },
): Promise<void> {
  await cx.sql(
    `insert into connection_consents (company_id, state_hash, connection_id, verifier, redirect_uri, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      cx.companyId,
      hashOf(consent.state),
      consent.connectionId,
      consent.verifier,
      consent.redirectUri,
      cx.now,
      new Date(cx.now.getTime() + CONSENT_MS),
    ],
  )
}

/** Whose consent a state belongs to; undefined for a state that was never given out. */
export async function findConsent(pool: Pool, state: string): Promise<Consent | undefined> {
  const { rows } = await pool.query<{
    company_id: string
    connection_id: string
    connector: string
    verifier: string
    redirect_uri: string
    time_zone: string
  }>('select * from app.find_consent($1)', [hashOf(state)])
  const row = rows[0]
  return (
    row && {
      companyId: row.company_id,
      connectionId: row.connection_id,
      connector: row.connector,
      verifier: row.verifier,
      redirectUri: row.redirect_uri,
      timeZone: row.time_zone,
    }
  )
}

/** Uses a state up. A second use, and one that comes too late, is refused. */
export async function useConsent(cx: Cx, state: string): Promise<void> {
  const rows = await cx.sql(
    `update connection_consents set used_at = $3
     where company_id = $1 and state_hash = $2 and used_at is null and expires_at > $3 returning state_hash`,
    [cx.companyId, hashOf(state), cx.now],
  )
  if (rows.length === 0) fail('consent_invalid', 'The consent was used already or came too late; connect again.')
}
