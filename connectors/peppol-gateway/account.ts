import type { Catalogue, ConnectorContext, Organisation, Probe } from '#src/connect/sdk.ts'
import { ask, askJson, listOf, textOf } from './client.ts'

/** The participants that the consent covers; the consent's own id ends it. */
export async function organisations(cx: ConnectorContext): Promise<Organisation[]> {
  const said = await askJson(cx, { method: 'GET', path: '/v1/account' })
  return listOf(said.participants).map(({ participant, name }) => ({
    externalId: textOf(participant),
    name: textOf(name),
    grantId: textOf(said.consentId),
  }))
}

export async function disconnect(cx: ConnectorContext, grantId: string): Promise<void> {
  await ask(cx, { method: 'DELETE', path: `/v1/consents/${encodeURIComponent(grantId)}` })
}

export async function probe(cx: ConnectorContext): Promise<Probe> {
  const said = await askJson(cx, { method: 'GET', path: '/v1/account' })
  const mine = listOf(said.participants).find(({ participant }) => participant === cx.organisation)
  const now = new Date(textOf(said.now))
  return {
    organisationName: textOf(mine?.name),
    baseCurrency: null,
    vendorNow: Number.isNaN(now.getTime()) ? null : now,
  }
}

/** A network keeps no books. */
export const catalogue = async (): Promise<Catalogue> => ({ accounts: [], taxCodes: [] })
