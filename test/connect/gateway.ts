import { expect } from 'vitest'
import { peppolGateway } from '#connectors/peppol-gateway/connector.ts'
import type { Sandbox, SandboxNetwork } from '#src/connect/sdk.ts'
import type { SteppedClock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { atEnd } from '#test/support/at-end.ts'
import { drain } from '#test/support/drain.ts'
import { newShop, type Shop } from '#test/support/invoices.ts'
import { testPlatform } from '#test/support/platform.ts'
import { giveConsent } from './bench.ts'

export interface Gateway {
  readonly platform: Platform
  readonly gateway: Sandbox
  readonly network: SandboxNetwork
  /** The worker does what is due. */
  work(): Promise<unknown>
  /** Connects a company to the network; answers the id of the connection. */
  connect(shop: Shop): Promise<string>
  /** A company that is connected, whose customer is a participant. */
  connectedShop(): Promise<Shop & { readonly connectionId: string }>
}

/** The sandbox of the connector to a network, and a platform that knows it. */
export async function startGateway(clock: SteppedClock): Promise<Gateway> {
  const sandbox = await peppolGateway.sandbox?.()
  if (!sandbox) throw new Error('the connector has no sandbox')
  const gateway = await sandbox.start({ clock: () => clock.now().getTime() })
  atEnd(() => gateway.close())
  if (!gateway.network) throw new Error('the sandbox is no network')
  const env = {
    PEPPOL_GATEWAY_URL: gateway.urls.gateway ?? '',
    PEPPOL_GATEWAY_CLIENT_ID: gateway.clientId,
    PEPPOL_GATEWAY_CLIENT_SECRET: gateway.clientSecret,
    PEPPOL_GATEWAY_WEBHOOK_KEY: gateway.webhookSecret,
  }
  const platform = await testPlatform({ clock, env })
  const work = () => drain({ platform })
  const connect = async (shop: Shop): Promise<string> => {
    const started = await shop.client.post(shop.at('connections'), { connector: 'peppol-gateway' })
    expect(started.status, started.text).toBe(201)
    const answer = await giveConsent(shop.client, String(started.json.authorizationUrl))
    expect(answer.status, answer.text).toBe(200)
    await work()
    return String(started.json.id)
  }
  const connectedShop = async () => {
    const shop = await newShop(platform)
    return { ...shop, connectionId: await connect(shop) }
  }
  return { platform, gateway, network: gateway.network, work, connect, connectedShop }
}
