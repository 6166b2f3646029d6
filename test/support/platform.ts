import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '#src/config.ts'
import { connectPlatform } from '#src/deps.ts'
import { type Clock, systemClock } from '#src/platform/clock.ts'
import { createLogger } from '#src/platform/log.ts'
import type { Platform } from '#src/platform/platform.ts'
import { wireRooms } from '#src/wiring.ts'
import { atEnd } from './at-end.ts'
import { testDatabase } from './database.ts'

export interface TestPlatformOptions {
  readonly clock?: Clock
  readonly env?: Readonly<Record<string, string>>
}

/** A real platform on this file's database clone, with a data folder of its own. Closed after the file's last test. */
export async function testPlatform({ clock = systemClock, env = {} }: TestPlatformOptions = {}): Promise<Platform> {
  wireRooms()
  const dataDir = mkdtempSync(join(tmpdir(), 'bilag-data-'))
  const { url } = await testDatabase()
  const config: Config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', DATABASE_POOL: '10', ...env })
  const { platform, close } = await connectPlatform(config, url, createLogger('error'), clock)
  atEnd(async () => {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return platform
}
