import { join } from 'node:path'
import type { Config } from '#src/config.ts'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'

export { type FileContent, FileDamaged, FileMissing, type FileStore, type StoredFile, sha256Of } from './file-store.ts'
export { folderStore } from './folder-store.ts'
export { s3Store } from './s3-store.ts'

/** The store that the configuration names: a bucket, or the folder `files` of the data folder. */
export const createFileStore = (config: Pick<Config, 's3' | 'dataDir'>): FileStore =>
  config.s3 === undefined ? folderStore(join(config.dataDir, 'files')) : s3Store(config.s3)
