import type { AccountingApi } from 'xero-node'
import { type ConnectorContext, ConnectorError, isConnectorError, type VendorRequest } from '#src/connect/sdk.ts'
import { faultOf } from './fault.ts'

type Authentication = Parameters<AccountingApi['setDefaultAuthentication']>[0]
type Config = Parameters<Authentication['applyToRequest']>[0]
type Adapter = Extract<NonNullable<Config['adapter']>, (...args: never[]) => unknown>

export type Sdk = typeof import('xero-node')

/** The SDK takes half a second to load, so only a process that calls Xero loads it. */
let loading: Promise<Sdk> | undefined
const loadSdk = (): Promise<Sdk> => {
  loading ??= import('xero-node')
  return loading
}

/**
 * One call through the SDK: `call` gets an API object whose requests travel through `cx.request`, so the SDK never
 * sees an access token, and limits and timeouts are the runner's.
 *
 * The SDK rejects with a JSON *string* (https://github.com/XeroAPI/xero-node/issues/741), in older versions with the
 * bearer token in it. That string is never read: the answer was judged on its way in, and only that judgement, a
 * ConnectorError without the request, leaves this function.
 */
export async function callXero<T>(
  cx: ConnectorContext,
  call: (api: AccountingApi, sdk: Sdk) => Promise<{ body: T }>,
): Promise<T> {
  const sdk = await loadSdk()
  const api = new sdk.AccountingApi(`${cx.urls.api}/api.xro/2.0`)
  let fault: ConnectorError | undefined
  let isWrite = false
  const adapter: Adapter = async (config) => {
    const request = requestOf(config)
    isWrite = request.method !== 'GET'
    try {
      const answer = await cx.request(request)
      if (answer.status >= 400) throw faultOf(answer, isWrite)
      const data = new TextDecoder().decode(answer.body)
      return { data, status: answer.status, statusText: '', headers: { ...answer.headers }, config }
    } catch (error) {
      fault = isConnectorError(error) ? error : outcomeUnknown(isWrite)
      throw fault
    }
  }
  const throughRunner: Authentication = {
    applyToRequest: (config: Config) => {
      config.adapter = adapter
    },
  }
  api.setDefaultAuthentication(throughRunner)
  try {
    return (await call(api, sdk)).body
  } catch {
    throw fault ?? outcomeUnknown(isWrite)
  }
}

/** A success that cannot be read leaves a write in doubt and a read undone. */
export const outcomeUnknown = (isWrite: boolean): ConnectorError =>
  new ConnectorError({ kind: isWrite ? 'unknown_outcome' : 'unavailable' })

function requestOf(config: Parameters<Adapter>[0]): VendorRequest {
  const url = new URL(config.url ?? '')
  for (const [name, value] of Object.entries<unknown>(config.params ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(config.headers)) {
    // The runner signs; what the SDK would send is an empty bearer.
    if (typeof value === 'string' && name.toLowerCase() !== 'authorization') headers[name] = value
  }
  const method = (config.method ?? 'get').toUpperCase()
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT' && method !== 'DELETE') throw outcomeUnknown(false)
  const body: unknown = config.data
  const content = typeof body === 'string' || body instanceof Uint8Array ? { body } : {}
  return { method, url: url.href, headers, ...content }
}
