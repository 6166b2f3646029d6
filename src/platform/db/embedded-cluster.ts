import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { systemClock } from '../clock.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { SystemUser } from './system-user.ts'

const run = promisify(execFile)
const START_TIMEOUT_SECONDS = 300
const OUTPUT_LIMIT_BYTES = 4 * 1024 * 1024

/** One data folder of PostgreSQL together with the programs and the system user that may touch it. */
export interface Cluster {
  readonly folder: string
  readonly binaries: Binaries
  readonly user: SystemUser | undefined
  readonly password: string
}

export const OWNER = 'bilag_owner'

/** Settings of a database that holds real books: nothing here trades durability for speed. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  // Statistics of tables that have just begun to grow: plans made before them are made anew.
  autovacuum_naptime: '10s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Refused statements are told to whoever sent them; their text and values have no place in a file of their own.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

function execAs(cluster: Cluster, program: string, args: string[], cwd: string): Promise<{ stdout: string }> {
  return run(program, args, {
    cwd,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    maxBuffer: OUTPUT_LIMIT_BYTES,
    ...(cluster.user === undefined ? {} : { uid: cluster.user.uid, gid: cluster.user.gid }),
  })
}

/**
 * Makes the data folder when there is none. It is built beside its place and renamed into it, so that neither a crash
 * nor a second starter ever sees half a cluster. Answers whether it was made now.
 */
export async function createCluster(cluster: Cluster, parent: string): Promise<boolean> {
  if ((await stat(join(cluster.folder, 'PG_VERSION')).catch(() => undefined)) !== undefined) return false
  const fresh = join(parent, `postgres.new-${randomBytes(6).toString('hex')}`)
  const passwordFile = `${fresh}.pw`
  try {
    await mkdir(fresh, { mode: 0o700 })
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
    if (cluster.user !== undefined) {
      await chown(fresh, cluster.user.uid, cluster.user.gid)
      await chown(passwordFile, cluster.user.uid, cluster.user.gid)
    }
    await execAs(cluster, cluster.binaries.initdb, initArguments(fresh, passwordFile), fresh)
    await rename(fresh, cluster.folder)
    return true
  } catch (error) {
    if ((await stat(join(cluster.folder, 'PG_VERSION')).catch(() => undefined)) !== undefined) return false
    throw error
  } finally {
    await rm(passwordFile, { force: true })
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Order by code point on every machine, with upper and lower case of Unicode: PostgreSQL's built-in C.UTF-8. */
const initArguments = (folder: string, passwordFile: string): string[] => [
  `--pgdata=${folder}`,
  `--username=${OWNER}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
]

/** Folders of starters that were killed in the middle of making a cluster; an hour old is surely dead. */
export async function clearLeftovers(parent: string): Promise<void> {
  const hourAgo = systemClock.now().getTime() - 3_600_000
  for (const name of await readdir(parent)) {
    if (!name.startsWith('postgres.new-')) continue
    const { mtimeMs } = await stat(join(parent, name))
    if (mtimeMs < hourAgo) await rm(join(parent, name), { recursive: true, force: true })
  }
}

/** Starts the server and waits until it takes connections. Throws with the end of the server's log when it does not. */
export async function startCluster(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const port = await freePort()
  const flags = Object.entries({ ...SETTINGS, ...settings }).map(([key, value]) => `-c ${key}='${value}'`)
  const log = join(cluster.folder, 'server.log')
  await rm(log, { force: true })
  const timeout = String(START_TIMEOUT_SECONDS)
  const options = [`-p ${port}`, ...flags].join(' ')
  const args = ['start', '-w', '-s', '-t', timeout, '-D', cluster.folder, '-l', log, '-o', options]
  try {
    await execAs(cluster, cluster.binaries.pgCtl, args, cluster.folder)
  } catch (cause) {
    const said = await readFile(log, 'utf8').catch(() => '')
    throw new Error(`embedded PostgreSQL did not start: ${said.slice(-2000).trim()}`, { cause })
  }
}

/** Fast stop: running transactions roll back, everything committed is checkpointed. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const args = ['stop', '-w', '-s', '-m', 'fast', '-t', '60', '-D', cluster.folder]
  await execAs(cluster, cluster.binaries.pgCtl, args, cluster.folder)
}

export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** What postmaster.pid says; undefined without one or when the process it names is gone or is something else. */
export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (isAlive(pid) && (await isPostgres(pid))) return { pid, port: Number(lines[3]) }
  await rm(file, { force: true })
  return undefined
}

/** Whether a process with this id exists (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** After a reboot the id in a left-over pid file may belong to any program. */
async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(async () => {
    const listed = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: 'postgres' }))
    return listed.stdout
  })
  return command.includes('postgres')
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address === null || typeof address === 'string' ? reject(address) : settle(address.port)))
    })
  })
}
