import type { Pool } from 'pg'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Scope } from '#src/platform/scopes.ts'
import type { ApiKey } from './identity.ts'
import type { KeyMode } from './token.ts'

interface ApiKeyRow {
  id: string
  name: string
  mode: KeyMode
  token_hint: string
  scopes: Scope[]
  person_id: string | null
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
  version: number
}

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  mode: row.mode,
  hint: row.token_hint,
  scopes: row.scopes,
  personId: row.person_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  version: row.version,
})

const COLUMNS = 'id, name, mode, token_hint, scopes, person_id, created_at, expires_at, revoked_at, version'

export async function insertApiKey(
  cx: Cx,
  owner: string,
  key: Omit<ApiKey, 'revokedAt' | 'version' | 'createdAt'> & { tokenHash: string },
): Promise<ApiKey> {
  const [row] = await cx.sql<ApiKeyRow>(
    `insert into api_keys (company_id, id, person_id, name, token_hash, token_hint, mode, scopes, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${COLUMNS}`,
    [
      owner,
      key.id,
      key.personId,
      key.name,
      key.tokenHash,
      key.hint,
      key.mode,
      key.scopes,
      cx.actor.id,
      cx.now,
      key.expiresAt,
    ],
  )
  return row ? toApiKey(row) : fail('internal_error', 'The key was not kept.')
}

export async function listApiKeyRows(
  cx: Cx,
  owner: string,
  after: string | undefined,
  limit: number,
): Promise<ApiKey[]> {
  const rows = await cx.sql<ApiKeyRow>(
    `select ${COLUMNS} from api_keys where company_id = $1 and id > $2 order by id limit $3`,
    [owner, after ?? '', limit],
  )
  return rows.map(toApiKey)
}

export async function revokeApiKeyRow(cx: Cx, owner: string, keyId: string): Promise<ApiKey> {
  const [row] = await cx.sql<ApiKeyRow>(
    `update api_keys set revoked_at = $3, version = version + 1
     where company_id = $1 and id = $2 and revoked_at is null returning ${COLUMNS}`,
    [owner, keyId, cx.now],
  )
  if (row) return toApiKey(row)
  const known = await cx.sql('select id from api_keys where company_id = $1 and id = $2', [owner, keyId])
  fail(
    known.length > 0 ? 'api_key_revoked' : 'not_found',
    known.length > 0 ? 'The key is revoked already.' : 'There is no such key.',
  )
}

export interface KnownKey {
  readonly id: string
  readonly ownerId: string
  readonly personId: string | null
  readonly personName: string | null
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

interface KnownKeyRow {
  id: string
  owner_id: string
  person_id: string | null
  person_name: string | null
  name: string
  scopes: Scope[]
  expires_at: Date | null
  revoked_at: Date | null
}

export async function findKey(pool: Pool, tokenHash: string): Promise<KnownKey | undefined> {
  const { rows } = await pool.query<KnownKeyRow>('select * from app.find_api_key($1)', [tokenHash])
  const [row] = rows
  return (
    row && {
      id: row.id,
      ownerId: row.owner_id,
      personId: row.person_id,
      personName: row.person_name,
      name: row.name,
      scopes: row.scopes,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    }
  )
}
