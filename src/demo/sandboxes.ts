import type { Connector, Sandbox } from '#src/connect/sdk.ts'
import type { Clock } from '#src/platform/clock.ts'
import type { Platform } from '#src/platform/platform.ts'

type Config = Platform['config']

export interface Sandboxes {
  /** The settings with each sandbox in its vendor's place. */
  readonly connectors: Config['connectors']
  /** Ids of the connectors that have one. */
  readonly ids: readonly string[]
  stop(): Promise<void>
}

/**
 * Starts a stand-in on loopback for every vendor that the operator has not registered with, and puts it in the
 * vendor's place. What a sandbox holds is gone when the server stops.
 */
export async function startSandboxes(
  config: Config,
  connectors: readonly Connector[],
  clock: Clock,
): Promise<Sandboxes> {
  const started = await Promise.all(
    connectors
      .filter(({ id }) => !config.connectors[id]?.clientId)
      .map(async (connector) => ({ connector, sandbox: await startOne(connector, clock) })),
  )
  const running = started.flatMap(({ connector, sandbox }) => (sandbox ? [{ connector, sandbox }] : []))
  const settings = running.map(({ connector, sandbox }) => [connector.id, settingsOf(connector, sandbox)] as const)
  return {
    connectors: { ...config.connectors, ...Object.fromEntries(settings) },
    ids: running.map(({ connector }) => connector.id),
    stop: async () => {
      await Promise.all(running.map(({ sandbox }) => sandbox.close()))
    },
  }
}

async function startOne({ sandbox }: Connector, clock: Clock): Promise<Sandbox | undefined> {
  return (await sandbox?.())?.start({ clock: () => clock.now().getTime() })
}

const settingsOf = ({ urls }: Connector, sandbox: Sandbox): Config['connectors'][string] => ({
  clientId: sandbox.clientId,
  clientSecret: sandbox.clientSecret,
  webhookKey: sandbox.webhookSecret,
  urls: Object.fromEntries(Object.entries(urls).map(([name, { setting }]) => [setting, sandbox.urls[name]])),
})
