import type { Catalogue, ConnectorContext, Organisation, Probe } from '#src/connect/sdk.ts'
import { decimal, multiply, round } from '#src/kernel/decimal.ts'
import { callXero, outcomeUnknown } from './client.ts'
import { faultOf } from './fault.ts'
import { textOf } from './numbers.ts'

/**
 * Organisations of the consent. The SDK's own call for it has Xero's address written in, so this one is plain HTTP
 * (https://developer.xero.com/documentation/guides/oauth2/tenants/).
 */
export async function organisations(cx: ConnectorContext): Promise<Organisation[]> {
  const answer = await cx.request({
    method: 'GET',
    url: `${cx.urls.api}/connections`,
    headers: { accept: 'application/json' },
  })
  if (answer.status >= 400) throw faultOf(answer, false)
  return jsonList(answer.body)
    .filter(({ tenantId, tenantType }) => typeof tenantId === 'string' && tenantType === 'ORGANISATION')
    .map(({ id, tenantId, tenantName }) => ({
      externalId: String(tenantId),
      name: String(tenantName ?? tenantId),
      grantId: typeof id === 'string' ? id : null,
    }))
}

interface Entry {
  id?: unknown
  tenantId?: unknown
  tenantName?: unknown
  tenantType?: unknown
}

function jsonList(body: Uint8Array): Entry[] {
  try {
    const listed: unknown = JSON.parse(new TextDecoder().decode(body))
    if (Array.isArray(listed)) return listed.map((entry) => Object(entry) as Entry)
  } catch {
    // Falls through: an answer that is no list is no answer.
  }
  throw outcomeUnknown(false)
}

/** Ends the connection on Xero's side; one that is gone already is as good. */
export async function disconnect(cx: ConnectorContext, grantId: string): Promise<void> {
  const url = `${cx.urls.api}/connections/${encodeURIComponent(grantId)}`
  const answer = await cx.request({ method: 'DELETE', url })
  if (answer.status >= 400 && answer.status !== 404) throw faultOf(answer, true)
}

/** Reads the organisation: proves token, tenant and scope in one call. */
export async function probe(cx: ConnectorContext): Promise<Probe> {
  let vendorNow: Date | null = null
  const watching: ConnectorContext = {
    ...cx,
    request: async (request) => {
      const answer = await cx.request(request)
      const date = Date.parse(answer.headers.date ?? '')
      vendorNow = Number.isNaN(date) ? null : new Date(date)
      return answer
    },
  }
  const body = await callXero(watching, (api) => api.getOrganisations(cx.organisation))
  const [organisation] = body.organisations ?? []
  if (!organisation) throw outcomeUnknown(false)
  const { name, baseCurrency } = organisation
  return {
    organisationName: name ?? '',
    baseCurrency: baseCurrency === undefined ? null : String(baseCurrency),
    vendorNow,
  }
}

/** Active accounts and tax rates, for the mappings. */
export async function catalogue(cx: ConnectorContext): Promise<Catalogue> {
  const { accounts } = await callXero(cx, (api) => api.getAccounts(cx.organisation, undefined, 'Status=="ACTIVE"'))
  const { taxRates } = await callXero(cx, (api) => api.getTaxRates(cx.organisation))
  return {
    accounts: (accounts ?? []).flatMap(({ code, name, type }) =>
      code ? [{ code, name: name ?? code, isBank: String(type) === 'BANK' }] : [],
    ),
    taxCodes: (taxRates ?? []).flatMap((rate) => {
      if (!rate.taxType || String(rate.status) !== 'ACTIVE') return []
      const forPurchases = rate.canApplyToExpenses === true
      const forSales = rate.canApplyToRevenue === true
      if (!forPurchases && !forSales) return []
      const use = forPurchases && forSales ? 'both' : forPurchases ? 'purchases' : 'sales'
      // Percent to parts per million.
      const ratePpm = Number(round(multiply(decimal(textOf(rate.effectiveRate)), decimal(10_000)), 0).units)
      return [{ code: rate.taxType, name: rate.name ?? rate.taxType, ratePpm, use } as const]
    }),
  }
}
