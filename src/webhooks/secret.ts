import { defineSealedColumn, type SecretContext } from '#src/platform/secrets/index.ts'

const { purpose } = defineSealedColumn({ table: 'webhook_secrets', column: 'sealed', purpose: 'webhook.signing' })

/** What a stored signing secret is bound to. */
export const secretContext = (companyId: string): SecretContext => ({ companyId, purpose })
