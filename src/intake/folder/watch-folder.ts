import { mkdir, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { startPump } from '#src/platform/outbox/pump.ts'
import type { Platform } from '#src/platform/platform.ts'
import { RestWatch } from './at-rest.ts'
import { type FolderOwner, ownerOfFolder } from './destination.ts'
import { type Claimed, claim, claimedOf, PLACES, preparePlaces } from './places.ts'
import { takeFromFolder } from './take-file.ts'

const POLL_MS = 2000
/** Sub-folders that are looked into, and files of one that are taken before the next has its turn. */
const FOLDERS_MAX = 5000
const FILES_PER_TURN = 50
/** A file that cannot be taken for a reason of ours is tried again after this, doubled each time. Milliseconds. */
const PAUSE_MS = 5000
const PAUSE_MS_MAX = 10 * 60_000

/** Looks at INTAKE_FOLDER again and again; resolves to nothing when that is not set. */
export async function watchFolder(platform: Platform): Promise<{ stop(): Promise<void> } | undefined> {
  const { intakeFolder } = platform.config
  if (intakeFolder === undefined) return undefined
  await mkdir(intakeFolder, { recursive: true })
  const watch = new FolderWatch(platform, await realpath(intakeFolder))
  platform.log.info({ folder: intakeFolder }, 'files of a folder are taken')
  return startPump({ name: 'intake folder', pollMs: POLL_MS, log: platform.log, pass: () => watch.pass() })
}

/** One worker's eye on the folder. Any number of workers may look at the same one. */
export class FolderWatch {
  readonly #platform: Platform
  readonly #root: string
  readonly #watches = new Map<string, RestWatch>()
  readonly #pauses = new Map<string, { readonly untilMs: number; readonly nextMs: number }>()
  readonly #told = new Map<string, string>()

  constructor(platform: Platform, root: string) {
    this.#platform = platform
    this.#root = root
  }

  /** One look at every sub-folder. True when files were left for the next look. */
  async pass(): Promise<boolean> {
    let hasMore = false
    const entries = await readdir(this.#root, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory()).slice(0, FOLDERS_MAX)
    for (const { name } of folders) {
      try {
        if (await this.#look(name)) hasMore = true
      } catch (error) {
        this.#tellOnce(name, String(error), error)
      }
    }
    return hasMore
  }

  async #look(folderName: string): Promise<boolean> {
    const folder = join(this.#root, folderName)
    const resting = await this.#watchOf(folderName).atRest(folder, this.#nowMs())
    const left = await this.#leftBehind(folder)
    // The database is asked only about folders in which there is something to take.
    if (resting.length === 0 && left.length === 0) return false
    const owner = await ownerOfFolder(this.#platform, folderName)
    if (!owner) {
      // Its files stay where they are; they are taken when the folder gets the right name.
      this.#tellOnce(folderName, 'it belongs to no company')
      return false
    }
    await preparePlaces(folder)
    for (const claimed of left) await this.#take(owner, folderName, claimed)
    for (const name of resting.slice(0, FILES_PER_TURN)) {
      const claimed = await claim(folder, name)
      if (claimed) await this.#take(owner, folderName, claimed)
    }
    return resting.length > FILES_PER_TURN
  }

  /** Claimed files that wait for another try, or whose worker died. */
  async #leftBehind(folder: string): Promise<Claimed[]> {
    const names = await readdir(join(folder, PLACES.taking)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return names.flatMap((name) => claimedOf(name) ?? [])
  }

  /** A folder that cannot be used is met at every look; its trouble is told when it is new. */
  #tellOnce(folder: string, trouble: string, error?: unknown): void {
    if (this.#told.get(folder) === trouble) return
    this.#told.set(folder, trouble)
    this.#platform.log.error({ err: error, folder, trouble }, 'a folder cannot be looked into')
  }

  #watchOf(folderName: string): RestWatch {
    const watch = this.#watches.get(folderName) ?? new RestWatch()
    this.#watches.set(folderName, watch)
    return watch
  }

  async #take(owner: FolderOwner, folderName: string, claimed: Claimed): Promise<void> {
    const pause = this.#pauses.get(claimed.name)
    if (pause && pause.untilMs > this.#nowMs()) return
    try {
      await takeFromFolder({ owner, folder: join(this.#root, folderName), folderName, claimed })
      this.#pauses.delete(claimed.name)
    } catch (error) {
      const waitMs = pause?.nextMs ?? PAUSE_MS
      const nextMs = Math.min(PAUSE_MS_MAX, waitMs * 2)
      this.#pauses.set(claimed.name, { untilMs: this.#nowMs() + waitMs, nextMs })
      this.#platform.log.error({ err: error, folder: folderName, file: claimed.original }, 'a file cannot be taken')
    }
  }

  #nowMs(): number {
    return this.#platform.clock.now().getTime()
  }
}
