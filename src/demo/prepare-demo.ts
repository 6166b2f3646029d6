import { join } from 'node:path'
import type { Connector } from '#src/connect/sdk.ts'
import type { Clock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'
import { readFacts } from './demo-facts.ts'
import { startReceiver } from './receiver.ts'
import { startSandboxes } from './sandboxes.ts'

type Config = Platform['config']

/** What stands around the server in a demonstration, and the settings by which it knows of it. */
export interface DemoGround {
  readonly config: Config
  readonly receiverUrl: string
  /** Ids of the connectors whose vendor is a sandbox of ours. */
  readonly sandboxes: readonly string[]
  stop(): Promise<void>
}

export const demoFile = ({ dataDir }: Config): string => join(dataDir, 'demo.json')

interface Around {
  readonly connectors: readonly Connector[]
  readonly clock: Clock
}

/**
 * Starts the webhook receiver on loopback and lets webhooks go to that one address, and no other private one; and
 * sandboxes in the place of vendors.
 */
export async function prepareDemo(config: Config, { connectors, clock }: Around): Promise<DemoGround> {
  const facts = await readFacts(demoFile(config))
  const receiver = await startReceiver(facts?.receiverUrl)
  const sandboxes = await startSandboxes(config, connectors, clock)
  return {
    config: {
      ...config,
      connectors: sandboxes.connectors,
      webhookAllowedOrigins: [...config.webhookAllowedOrigins, new URL(receiver.url).origin],
    },
    receiverUrl: receiver.url,
    sandboxes: sandboxes.ids,
    async stop() {
      await Promise.all([receiver.stop(), sandboxes.stop()])
    },
  }
}
