import type { Cx } from '#src/platform/cx.ts'
import { defineSealedColumn, type SecretContext } from '#src/platform/secrets/index.ts'

const { purpose } = defineSealedColumn({ table: 'intake_secrets', column: 'sealed', purpose: 'intake.signing' })

/** What a stored signing secret is bound to. */
const contextOf = (companyId: string): SecretContext => ({ companyId, purpose })

/** Keeps a new secret; the ones before it end at `oldUntil` or when they would have ended anyway. */
export async function insertSecret(cx: Cx, secret: string, oldUntil: Date): Promise<void> {
  const { companyId, now, platform } = cx
  await cx.sql('update intake_secrets set expires_at = least(expires_at, $2) where company_id = $1', [
    companyId,
    oldUntil,
  ])
  await cx.sql(
    `insert into intake_secrets (company_id, number, sealed, created_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3 from intake_secrets where company_id = $1`,
    [companyId, platform.secrets.seal(secret, contextOf(companyId)), now],
  )
}

/** Secrets that are good now, the newest first. */
export async function goodSecrets(cx: Cx): Promise<string[]> {
  const rows = await cx.sql<{ sealed: string }>(
    `select sealed from intake_secrets where company_id = $1 and (expires_at is null or expires_at > $2)
     order by number desc limit 2`,
    [cx.companyId, cx.now],
  )
  return rows.map(({ sealed }) => cx.platform.secrets.open(sealed, contextOf(cx.companyId)))
}
