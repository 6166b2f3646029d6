import { createHash } from 'node:crypto'

/** Where a stored file is found again: the SHA-256 of its bytes, lower-case hex. */
export interface StoredFile {
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

export type FileContent = Uint8Array | AsyncIterable<Uint8Array>

/**
 * Original documents by the hash of their bytes. A store never changes a file; putting the same bytes twice keeps one
 * copy. Who may see a file is decided by the rows that name its hash, not here.
 */
export interface FileStore {
  /** Keeps the bytes safely (flushed to disk, or acknowledged by the object store) before it answers. */
  put(content: FileContent): Promise<StoredFile>
  /** The bytes, proven against the hash. Throws FileMissing or FileDamaged. */
  get(sha256: string): Promise<Uint8Array>
  has(sha256: string): Promise<boolean>
  /** Takes the bytes away for good; a file that is not there is no error. Only retention does, when no row names them. */
  remove(sha256: string): Promise<void>
}

export class FileMissing extends Error {
  override readonly name = 'FileMissing'
  constructor(sha256: string) {
    super(`the file store has no file ${sha256}`)
  }
}

export class FileDamaged extends Error {
  override readonly name = 'FileDamaged'
  constructor(sha256: string) {
    super(`the stored bytes of file ${sha256} are not the bytes that were put there`)
  }
}

export function assertSha256(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${JSON.stringify(sha256.slice(0, 80))} is no SHA-256`)
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
