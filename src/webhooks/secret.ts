import type { SecretContext } from '#src/platform/secrets/index.ts'

/** What a stored signing secret is bound to. */
export const secretContext = (companyId: string): SecretContext => ({ companyId, purpose: 'webhook.signing' })
