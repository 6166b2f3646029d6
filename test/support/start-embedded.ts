import { startEmbeddedPostgres } from '#src/platform/db/embedded.ts'
import { createLogger } from '#src/platform/log.ts'

/** A process of its own that holds the embedded database of the folder in its first argument until its input ends. */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: createLogger('silent') })
process.stdout.write(`${server.url}\n`)
process.stdin.on('end', () => void server.stop().then(() => process.exit(0))).resume()
