import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FileDamaged, FileMissing, type FileStore, folderStore, s3Store } from '#src/platform/files/index.ts'
import { type FakeS3, startFakeS3 } from '#test/support/fake-s3.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What every file store keeps to. */
function describeFileStore(open: () => FileStore): void {
  it('gives back what was put, byte for byte', async () => {
    const bytes = randomBytes(70_000)
    const stored = await open().put(bytes)
    expect(stored).toEqual({ sha256: hashOf(bytes), size: 70_000 })
    expect(Buffer.from(await open().get(stored.sha256)).equals(bytes)).toBe(true)
    expect(await open().has(stored.sha256)).toBe(true)
  })

  it('takes a stream', async () => {
    const parts = [randomBytes(10), randomBytes(100_000), randomBytes(1)]
    const stored = await open().put(
      (async function* () {
        yield* parts
      })(),
    )
    expect(stored).toEqual({ sha256: hashOf(Buffer.concat(parts)), size: 100_011 })
    expect(await open().get(stored.sha256)).toHaveLength(100_011)
  })

  it('keeps one copy of the same bytes, also when they come at the same moment', async () => {
    const bytes = randomBytes(5000)
    const stored = await Promise.all(Array.from({ length: 8 }, () => open().put(bytes)))
    expect(new Set(stored.map((file) => file.sha256)).size).toBe(1)
    expect(await open().get(hashOf(bytes))).toHaveLength(5000)
  })

  it('says that a file is missing', async () => {
    const absent = hashOf(randomBytes(8))
    expect(await open().has(absent)).toBe(false)
    await expect(open().get(absent)).rejects.toThrow(FileMissing)
  })

  it('takes a file away, once and for all, and takes the same bytes again', async () => {
    const bytes = randomBytes(64)
    const { sha256 } = await open().put(bytes)
    await open().remove(sha256)
    await open().remove(sha256)
    expect(await open().has(sha256)).toBe(false)
    await open().put(bytes)
    expect(await open().get(sha256)).toHaveLength(64)
  })

  it('refuses a name that is no hash', async () => {
    await expect(open().get('../../etc/passwd')).rejects.toThrow('is no SHA-256')
  })

  it('keeps an empty file', async () => {
    const stored = await open().put(new Uint8Array())
    expect(stored.size).toBe(0)
    expect(await open().get(stored.sha256)).toHaveLength(0)
  })
}

describe('folder store', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bilag-files-'))
  })
  afterAll(() => rm(root, { recursive: true }))

  describeFileStore(() => folderStore(root))

  it('notices a file that was changed on the disk', async () => {
    const { sha256 } = await folderStore(root).put(randomBytes(100))
    await writeFile(join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'tampered')
    await expect(folderStore(root).get(sha256)).rejects.toThrow(FileDamaged)
  })

  it('leaves nothing half-written when the source breaks off', async () => {
    async function* broken() {
      yield randomBytes(10)
      throw new Error('connection lost')
    }
    await expect(folderStore(root).put(broken())).rejects.toThrow('connection lost')
    expect(await readdir(join(root, 'partial'))).toEqual([])
  })
})

describe('S3 store', () => {
  let s3: FakeS3
  beforeAll(async () => {
    s3 = await startFakeS3()
  })
  afterAll(() => s3.stop())

  describeFileStore(() => s3Store(s3.config))

  it('notices an object that was changed in the bucket', async () => {
    const { sha256 } = await s3Store(s3.config).put(randomBytes(100))
    s3.objects.set(`/vouchers/${sha256.slice(0, 2)}/${sha256}`, Buffer.from('tampered'))
    await expect(s3Store(s3.config).get(sha256)).rejects.toThrow(FileDamaged)
  })

  it('tries again when the store is briefly unavailable', async () => {
    const bytes = randomBytes(10)
    s3.failures.push(503, 503)
    await s3Store(s3.config).put(bytes)
    expect(await s3Store(s3.config).has(hashOf(bytes))).toBe(true)
  })

  it('reports a refused signature instead of a missing file', async () => {
    const stranger = s3Store({ ...s3.config, secretAccessKey: 'wrong' })
    await expect(stranger.put(randomBytes(10))).rejects.toThrow('status 403')
    await expect(stranger.has(hashOf(randomBytes(10)))).rejects.toThrow('status 403')
  })
})
