import { readConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { serveSmtp } from './intake/mail/serve-smtp.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { serveHttp } from './serve-http.ts'

/** The API and the pages alone; jobs are done by worker processes on the same DATABASE_URL (and REDIS_URL). */
await runUntilStopped(async () => {
  const { platform, close } = await buildDeps(readConfig())
  const http = await serveHttp(platform)
  const smtp = await serveSmtp(platform)
  process.stdout.write(`Bilag answers at ${http.url}\n`)
  return [http, ...(smtp ? [smtp] : []), { stop: close }]
})
