import { command } from '#src/platform/command/index.ts'
import type { EndpointWithSecret } from './create-endpoint.ts'
import { changeEndpointRow, insertSecret, loadEndpoint } from './endpoint.store.ts'
import { secretContext } from './secret.ts'
import { newSecret } from './sign.ts'
import { endpointUpdated } from './webhook.events.ts'
import { SECRET_OVERLAP_MS } from './webhook.ts'

/** Gives the endpoint a new secret, shown this once. The one before signs beside it for 24 hours. */
export const rotateSecret = command(
  'webhookEndpoint.rotateSecret',
  { can: 'webhooks:write' },
  async (cx, { endpointId }: { endpointId: string }): Promise<EndpointWithSecret> => {
    const before = await loadEndpoint(cx, endpointId)
    const secret = newSecret()
    const oldOnesEnd = new Date(cx.now.getTime() + SECRET_OVERLAP_MS)
    await changeEndpointRow(cx, before)
    await insertSecret(cx, endpointId, cx.platform.secrets.seal(secret, secretContext(cx.companyId)), oldOnesEnd)
    const endpoint = await loadEndpoint(cx, endpointId)
    cx.audit({ kind: 'webhookEndpoint', id: endpointId }, { oldOnesEnd })
    cx.emit(endpointUpdated, { id: endpointId, version: endpoint.version })
    return { endpoint, secret }
  },
)
