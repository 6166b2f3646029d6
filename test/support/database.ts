import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createPools, type Pools } from '#src/platform/db/database.ts'
import { atEnd } from './at-end.ts'
import { asOwner, CLONE, withDatabase } from './database-server.ts'

export interface TestDatabase {
  /** Owner's connection string. */
  readonly url: string
  readonly pools: Pools
}

let current: Promise<TestDatabase> | undefined

/**
 * The database of this test file: a clone of the migrated template, made at the first call and dropped after the
 * file's last test. Call it in `beforeAll`, or anywhere before the tests.
 */
export function testDatabase(): Promise<TestDatabase> {
  current ??= cloneTemplate()
  return current
}

/** A further database of its own, for tests that disturb what others in the file rely on. */
export async function createDatabase(template?: string): Promise<{ url: string; drop(): Promise<void> }> {
  const serverUrl = inject('serverUrl')
  const name = `${CLONE}${process.ppid}_${randomBytes(6).toString('hex')}`
  const from = template === undefined ? '' : ` template ${template} strategy file_copy`
  await asOwner(serverUrl, (client) => client.query(`create database ${name}${from}`))
  const drop = () =>
    asOwner(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`)).then(() => undefined)
  return { url: withDatabase(serverUrl, name), drop }
}

async function cloneTemplate(): Promise<TestDatabase> {
  const { url, drop } = await createDatabase(inject('template'))
  const pools = createPools(url, { max: 10 })
  atEnd(async () => {
    current = undefined
    await pools.close()
    await drop()
  })
  return { url, pools }
}
