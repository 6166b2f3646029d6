import { join } from 'node:path'
import type { Platform } from '#src/platform/platform.ts'
import { readFacts } from './demo-facts.ts'
import { startReceiver } from './receiver.ts'

type Config = Platform['config']

/** What stands around the server in a demonstration, and the settings by which it knows of it. */
export interface DemoGround {
  readonly config: Config
  readonly receiverUrl: string
  stop(): Promise<void>
}

export const demoFile = ({ dataDir }: Config): string => join(dataDir, 'demo.json')

/** Starts the webhook receiver on loopback and lets webhooks go to that one address, and no other private one. */
export async function prepareDemo(config: Config): Promise<DemoGround> {
  const facts = await readFacts(demoFile(config))
  const receiver = await startReceiver(facts?.receiverUrl)
  return {
    config: { ...config, webhookAllowedOrigins: [...config.webhookAllowedOrigins, new URL(receiver.url).origin] },
    receiverUrl: receiver.url,
    stop: () => receiver.stop(),
  }
}
