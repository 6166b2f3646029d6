import { readConfig } from '#src/config.ts'
import { connectPlatform } from '#src/deps.ts'
import { createLogger } from '#src/platform/log.ts'
import { startWebhooks } from '#src/webhooks/dispatch/dispatcher.ts'

/** A worker that only sends webhooks, for a test that kills it: database URL and data folder as arguments. */
const [databaseUrl = '', dataDir = ''] = process.argv.slice(2)
const config = readConfig({ DATA_DIR: dataDir, WEBHOOK_ALLOW_PRIVATE: '1', LOG_LEVEL: 'error' })
const { platform } = await connectPlatform(config, databaseUrl, createLogger('error'))
startWebhooks(platform)
