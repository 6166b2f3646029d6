import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineSealedColumn } from '#src/platform/secrets/index.ts'
import type { TokenSet } from '../oauth.ts'

const { purpose } = defineSealedColumn({
  table: 'connection_credentials',
  column: 'sealed',
  purpose: 'connection.tokens',
})
const contextOf = ({ companyId }: Cx) => ({ companyId, purpose })

interface CredentialsRow {
  sealed: string
}

/** The tokens as JSON inside the seal: instants are text there. */
type JsonTokens = Omit<TokenSet, 'expiresAt'> & { expiresAt: string }

/** The tokens of a connection. With a lock, whoever else wants to refresh them waits for this transaction. */
export async function loadTokens(cx: Cx, connectionId: string, lock: '' | 'for update' = ''): Promise<TokenSet> {
  const [row] = await cx.sql<CredentialsRow>(
    `select sealed from connection_credentials where company_id = $1 and connection_id = $2 ${lock}`,
    [cx.companyId, connectionId],
    lock ? 'lock_tokens' : 'load_tokens',
  )
  if (!row) fail('connection_inactive', 'The connection has no consent yet; connect it before you use it.')
  const tokens = JSON.parse(cx.platform.secrets.open(row.sealed, contextOf(cx))) as JsonTokens
  return { ...tokens, expiresAt: new Date(tokens.expiresAt) }
}

export async function saveTokens(cx: Cx, connectionId: string, tokens: TokenSet): Promise<void> {
  await cx.sql(
    `insert into connection_credentials (company_id, connection_id, sealed, expires_at, refreshed_at)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, connection_id) do update
       set sealed = excluded.sealed, expires_at = excluded.expires_at, refreshed_at = excluded.refreshed_at`,
    [
      cx.companyId,
      connectionId,
      cx.platform.secrets.seal(JSON.stringify(tokens), contextOf(cx)),
      tokens.expiresAt,
      cx.now,
    ],
  )
}

export async function deleteTokens(cx: Cx, connectionId: string): Promise<void> {
  await cx.sql('delete from connection_credentials where company_id = $1 and connection_id = $2', [
    cx.companyId,
    connectionId,
  ])
}
