import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from '../log.ts'

const RECONNECT_MS = 1000
const KEEP_ALIVE_MS = 10_000

/**
 * Calls `heard` for every NOTIFY on the channel, over a connection of its own that is made again when it breaks.
 * A notification that falls into a gap is lost; whoever listens also polls.
 */
export async function listen(
  url: string,
  channel: string,
  log: Pick<Logger, 'warn'>,
  heard: () => void,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  let client: Client | undefined

  const connect = async (): Promise<Client> => {
    const fresh = new Client({
      connectionString: url,
      options: '-c role=bilag_worker',
      application_name: 'bilag-listen',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    })
    fresh.on('notification', heard)
    fresh.on('error', () => undefined)
    await fresh.connect()
    await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`)
    fresh.once('end', () => void reconnect())
    return fresh
  }
  const reconnect = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        client = await connect()
        heard()
        return
      } catch (error) {
        log.warn({ err: error, channel }, 'listening again failed')
        await sleep(RECONNECT_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }
  client = await connect()
  return {
    async stop() {
      stopping.abort()
      await client?.end().catch(() => undefined)
    },
  }
}
