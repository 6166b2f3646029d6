import { once } from 'node:events'
import { CONNECTORS } from '#src/connectors.ts'
import type { CliCommand } from '#src/platform/cli.ts'
import { systemClock } from '#src/platform/clock.ts'

const PORT_DEFAULT = '4400'

/**
 * `sandbox CONNECTOR [PORT]` runs a stand-in for the vendor on loopback until it is stopped, and prints the settings
 * with which Bilag uses it in the vendor's place.
 */
export const sandboxCommand: CliCommand = {
  name: 'sandbox',
  usage: 'sandbox CONNECTOR [PORT]',
  async run([id, port = PORT_DEFAULT, ...rest], io) {
    const connector = CONNECTORS.find((one) => one.id === id)
    if (!connector?.sandbox || !/^\d{1,5}$/.test(port) || rest.length > 0) {
      io.err(`usage: ${this.usage}\n`)
      return 2
    }
    const { start } = await connector.sandbox()
    const sandbox = await start({ clock: () => systemClock.now().getTime(), port: Number(port) })
    const prefix = connector.id.toUpperCase().replaceAll('-', '_')
    const urls = Object.entries(connector.urls).map(([name, { setting }]) => [setting, sandbox.urls[name]] as const)
    for (const [setting, url] of new Map(urls)) io.out(`${prefix}_${setting}=${url}`)
    io.out(`${prefix}_CLIENT_ID=${sandbox.clientId}`)
    io.out(`${prefix}_CLIENT_SECRET=${sandbox.clientSecret}`)
    io.out(`${prefix}_WEBHOOK_KEY=${sandbox.webhookSecret}`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await sandbox.close()
    return 0
  },
}
