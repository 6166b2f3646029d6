import { AwsClient } from 'aws4fetch'
import type { S3Config } from '#src/config.ts'
import { assertSha256, type FileContent, FileDamaged, FileMissing, type FileStore, sha256Of } from './file-store.ts'

const TIMEOUT_MS = 30_000
const RETRIES = 3

/** Files as objects `ab/<sha256>` of a bucket; the request names the body's hash, so the store refuses a torn upload. */
export function s3Store(config: S3Config): FileStore {
  const client = new AwsClient({
    accessKeyId: config.accessKeyId,
    secretAccessKey: config.secretAccessKey,
    region: config.region,
    service: 's3',
    retries: RETRIES,
    initRetryMs: 200,
  })
  const addressOf = (sha256: string) => `${config.endpoint}/${config.bucket}/${sha256.slice(0, 2)}/${sha256}`
  const send = (method: string, sha256: string, init: { body?: Uint8Array<ArrayBuffer>; headers?: HeadersInit } = {}) =>
    client.fetch(addressOf(sha256), { ...init, method, signal: AbortSignal.timeout(TIMEOUT_MS) })

  const has = async (sha256: string): Promise<boolean> => {
    assertSha256(sha256)
    const response = await send('HEAD', sha256)
    if (response.status !== 404 && !response.ok) throw unexpected('HEAD', response)
    return response.ok
  }
  return {
    has,

    async put(content) {
      const bytes = await collect(content)
      const sha256 = sha256Of(bytes)
      if (!(await has(sha256))) {
        const response = await send('PUT', sha256, { body: bytes, headers: { 'x-amz-content-sha256': sha256 } })
        if (!response.ok) throw unexpected('PUT', response)
      }
      return { sha256, size: bytes.length }
    },

    async remove(sha256) {
      assertSha256(sha256)
      const response = await send('DELETE', sha256)
      if (!response.ok && response.status !== 404) throw unexpected('DELETE', response)
    },

    async get(sha256) {
      assertSha256(sha256)
      const response = await send('GET', sha256)
      if (response.status === 404) throw new FileMissing(sha256)
      if (!response.ok) throw unexpected('GET', response)
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (sha256Of(bytes) !== sha256) throw new FileDamaged(sha256)
      return bytes
    },
  }
}

const unexpected = (method: string, response: Response) =>
  new Error(`the object store answered ${method} with status ${response.status}`)

/** The signature needs the hash before the first byte goes out; request size limits bound what is held here. */
async function collect(content: FileContent): Promise<Uint8Array<ArrayBuffer>> {
  if (content instanceof Uint8Array) return new Uint8Array(content)
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
