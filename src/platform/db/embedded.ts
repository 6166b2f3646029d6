import { randomBytes } from 'node:crypto'
import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from '../log.ts'
import { readOrMakePrivate } from '../private-file.ts'
import { findBinaries, REACHABLE_ROOT } from './embedded-binaries.ts'
import {
  type Cluster,
  clearLeftovers,
  createCluster,
  isAlive,
  OWNER,
  readPostmaster,
  startCluster,
  stopCluster,
} from './embedded-cluster.ts'
import { canReach, databaseUser, type SystemUser } from './system-user.ts'

export interface EmbeddedOptions {
  /** The folder that holds everything of this installation; made when missing. */
  readonly dataDir: string
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** Further server settings; tests turn the flush off. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  /** Connection string of the owner of database `bilag`. */
  readonly url: string
  readonly port: number
  /** Stops the server, unless another process of ours still uses it. */
  stop(): Promise<void>
}

const DATABASE = 'bilag'
const ATTEMPTS = 3
const ATTACH_TIMEOUT_MS = 60_000

/**
 * Real PostgreSQL out of the npm package, in `dataDir/postgres`. A server that outlived a killed process, or that a
 * second process of this installation started, is joined; the last one to leave stops it.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options
  await mkdir(dataDir, { recursive: true })
  const user = await databaseUser()
  const binaries = await findBinaries(user)
  const parent = await clusterParent(dataDir, user)
  if (parent !== resolve(dataDir) || binaries.copied) {
    log.warn(
      { dataDir, keptIn: parent },
      `user ${user?.name} cannot enter the data folder; PostgreSQL is kept elsewhere`,
    )
  }
  await clearLeftovers(parent)
  const password = await readOrMakePrivate(join(dataDir, 'postgres.password'), () =>
    randomBytes(24).toString('base64url'),
  )
  const cluster: Cluster = { folder: join(parent, 'postgres'), binaries, user, password }
  const leave = await enter(join(dataDir, 'postgres.users'))
  try {
    const port = await runningPort(cluster, parent, settings, log)
    await ensureDatabase(connectionUrl(password, port, 'postgres'))
    const stop = async () => {
      if (await leave()) await stopCluster(cluster)
    }
    return { url: connectionUrl(password, port, DATABASE), port, stop }
  } catch (error) {
    await leave()
    throw error
  }
}

const connectionUrl = (password: string, port: number, database: string) =>
  `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Joins the running server or starts one; a starter that loses the race against another joins the winner's. */
async function runningPort(
  cluster: Cluster,
  parent: string,
  settings: Readonly<Record<string, string>>,
  log: EmbeddedOptions['log'],
): Promise<number> {
  let failure: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const joined = await attach(cluster)
    if (joined !== undefined) {
      log.info({ port: joined }, 'joined the embedded PostgreSQL that was already running')
      return joined
    }
    try {
      const made = await createCluster(cluster, parent)
      await startCluster(cluster, settings)
      const started = await readPostmaster(cluster.folder)
      if (started !== undefined) {
        log.info({ port: started.port, made, folder: cluster.folder }, 'embedded PostgreSQL started')
        return started.port
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new Error(`embedded PostgreSQL in ${cluster.folder} stopped again at once`)
}

/** The port of the server that runs on this folder, once it answers; undefined when none does. */
async function attach(cluster: Cluster): Promise<number | undefined> {
  for (let waited = 0; waited < ATTACH_TIMEOUT_MS; waited += 100) {
    const running = await readPostmaster(cluster.folder)
    if (running === undefined) return undefined
    if (running.port > 0 && (await answers(connectionUrl(cluster.password, running.port, 'postgres')))) {
      return running.port
    }
    await sleep(100)
  }
  throw new Error(`a PostgreSQL runs on ${cluster.folder} but does not let us in; stop it and start again`)
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    const raced = error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505')
    if (!raced) throw error
  } finally {
    await client.end()
  }
}

/**
 * The folder that holds the cluster: `dataDir`, or when root keeps it where the database user cannot go, a folder of
 * its own under /var/lib/bilag whose name is noted in `dataDir`, so that an emptied `dataDir` starts from nothing.
 */
async function clusterParent(dataDir: string, user: SystemUser | undefined): Promise<string> {
  const folder = await realpath(dataDir)
  if (user === undefined || (await canReach(folder, user))) return resolve(dataDir)
  const name = await readOrMakePrivate(join(dataDir, 'postgres.location'), () => randomBytes(8).toString('hex'))
  const parent = join(REACHABLE_ROOT, name)
  await mkdir(parent, { recursive: true, mode: 0o711 })
  return parent
}

/** Notes this process as a user of the server. The answer's call takes the note away and says whether it was the last. */
async function enter(folder: string): Promise<() => Promise<boolean>> {
  await mkdir(folder, { recursive: true })
  const mine = `${process.pid}-${randomBytes(4).toString('hex')}`
  await writeFile(join(folder, mine), '')
  return async () => {
    await rm(join(folder, mine), { force: true })
    let others = 0
    for (const name of await readdir(folder)) {
      if (isAlive(Number.parseInt(name, 10))) others += 1
      else await rm(join(folder, name), { force: true })
    }
    return others === 0
  }
}
