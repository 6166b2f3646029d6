import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) }
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL refuses to run as root. As root it runs as `postgres`, which is made when missing (as the package's own
 * option `createPostgresUser` does), and as `nobody` where users cannot be made. Undefined: we are not root.
 */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const existing = await lookUp('postgres')
  if (existing !== undefined) return existing
  await run('groupadd', ['--force', 'postgres']).catch(() => undefined)
  await run('useradd', ['--gid', 'postgres', '--shell', '/bin/false', 'postgres']).catch(() => undefined)
  const made = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  if (made === undefined) {
    throw new Error('PostgreSQL cannot run as root and no user could be made for it; run as an ordinary user')
  }
  return made
}

/** Whether `user` may pass through every folder above `path` and enter `path` itself. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}
