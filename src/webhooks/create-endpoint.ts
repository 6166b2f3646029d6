import { newId } from '#src/kernel/id.ts'
import { command, type Verb } from '#src/platform/command/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { insertEndpoint, insertSecret, loadEndpoint } from './endpoint.store.ts'
import { demandEventTypes } from './event-types.ts'
import { secretContext } from './secret.ts'
import { newSecret } from './sign.ts'
import { demandTarget, resolveByDns, type TargetRules } from './target.ts'
import { endpointCreated } from './webhook.events.ts'
import type { Endpoint } from './webhook.ts'

export interface CreateEndpoint {
  readonly url: string
  readonly description: string
  /** Types or "noun.*"; empty = every type. */
  readonly eventTypes: readonly string[]
  /** Requests under way at the same time, 1 to 50. */
  readonly maxInFlight: number
}

export interface EndpointWithSecret {
  readonly endpoint: Endpoint
  /** Shown this once. */
  readonly secret: string
}

export const targetRules = ({ config }: Pick<Platform, 'config'>, resolve = resolveByDns): TargetRules => ({
  allowPrivate: config.webhookAllowPrivate,
  allowedOrigins: config.webhookAllowedOrigins,
  resolve,
})

const create = command(
  'webhookEndpoint.create',
  { can: 'webhooks:write' },
  async (cx, input: CreateEndpoint): Promise<EndpointWithSecret> => {
    demandEventTypes(input.eventTypes)
    const id = newId('webhookEndpoint')
    const secret = newSecret()
    await insertEndpoint(cx, { id, ...input })
    await insertSecret(cx, id, cx.platform.secrets.seal(secret, secretContext(cx.companyId)), cx.now)
    cx.audit({ kind: 'webhookEndpoint', id }, input)
    cx.emit(endpointCreated, { id, version: 1 })
    return { endpoint: await loadEndpoint(cx, id), secret }
  },
)

/**
 * Adds an endpoint that hears the company's events from now on, with a signing secret that is shown once.
 * Problems: webhook_url_refused, webhook_url_unresolved, event_type_unknown, webhook_endpoint_limit.
 */
export const createEndpoint: Verb<CreateEndpoint, EndpointWithSecret> = async (call, input) => {
  // The name is looked up before the transaction: no row lock waits for somebody's name server.
  await demandTarget(input.url, targetRules(call.platform))
  return create(call, input)
}
