import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Config } from '#src/config.ts'

export interface FakeS3 {
  readonly config: S3Config
  /** Stored bytes by `/bucket/key`. */
  readonly objects: Map<string, Buffer>
  /** The next requests are answered with these statuses instead. */
  readonly failures: number[]
  stop(): Promise<void>
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

/** AWS Signature Version 4, computed on the server's side from the request as it arrived. */
function isSigned(request: IncomingMessage, body: Buffer, config: S3Config): boolean {
  const [, date = '', signedNames = '', signature = ''] =
    /Credential=[^/]+\/(\d{8})\/.*SignedHeaders=([^,]+),\s*Signature=(\w+)/.exec(request.headers.authorization ?? '') ??
    []
  const declared = String(request.headers['x-amz-content-sha256'] ?? '')
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body)) return false
  const headers = signedNames.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const canonical = [request.method, request.url, '', headers.join(''), signedNames, declared].join('\n')
  const scope = `${date}/${config.region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const dayKey = hmac(hmac(hmac(`AWS4${config.secretAccessKey}`, date), config.region), 's3')
  return hmac(hmac(dayKey, 'aws4_request'), toSign).toString('hex') === signature
}

/** An object store over real HTTP on loopback: PUT, GET, HEAD and DELETE of signed requests. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>()
  const failures: number[] = []
  const config = { endpoint: '', bucket: 'vouchers', region: 'auto', accessKeyId: 'key', secretAccessKey: 'secret' }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const failure = failures.shift()
    const path = request.url ?? ''
    if (failure !== undefined) return response.writeHead(failure).end()
    if (!isSigned(request, body, config)) return response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>')
    if (request.method === 'PUT') {
      objects.set(path, body)
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(path)
      return response.writeHead(204).end()
    }
    const found = objects.get(path)
    if (found === undefined) return response.writeHead(404).end()
    return response
      .writeHead(200, { 'content-length': found.length })
      .end(request.method === 'HEAD' ? undefined : found)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  config.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { config, objects, failures, stop }
}
