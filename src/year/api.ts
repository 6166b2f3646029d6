import { randomUUID } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'

/** What the API answered instead of what was asked for; `code` and `message` are its own words. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  /** The members of the problem besides, such as existingId. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(status: number, body: unknown) {
    const { code, detail, title, ...members } = Problem.parse(body ?? {})
    super(detail ?? title ?? `The server answered ${status}.`)
    this.status = status
    this.code = code ?? 'unexpected_answer'
    this.members = members
  }
}

const Problem = z.looseObject({
  code: z.string().optional(),
  detail: z.string().optional(),
  title: z.string().optional(),
})

/** A file as it is sent: the bytes are the body. */
export interface SentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The API below one company. Every answer is read by a schema; what is refused is thrown as an ApiProblem. */
export interface CompanyApi {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>
  /** All pages of a list. */
  all<T>(path: string, item: z.ZodType<T>): Promise<T[]>
  send<T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: object | SentFile, schema: z.ZodType<T>): Promise<T>
  close(): Promise<void>
}

const PAGE = 200
const ATTEMPTS = 6
const WAIT_MS = 300
const CONNECTIONS = 8

interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly headers: Record<string, string>
  readonly body?: Uint8Array | string
}

/**
 * Speaks HTTP with a key. A request that got no answer, came too fast (429) or met a server that stops (503) is sent
 * again under the same Idempotency-Key, so that it is done once.
 */
export function companyApi(url: string, key: string, companyId: string): CompanyApi {
  const dispatcher = new Agent({ connections: CONNECTIONS })
  const root = `${url.replace(/\/+$/, '')}/v1/companies/${encodeURIComponent(companyId)}`
  const authorization = `Bearer ${key}`

  async function once(path: string, sent: Sent): Promise<unknown> {
    const { statusCode, headers, body } = await request(root + path, { dispatcher, ...sent })
    const text = await body.text()
    const isJson = String(headers['content-type'] ?? '').includes('json')
    const answer: unknown = isJson ? JSON.parse(text) : undefined
    if (statusCode >= 300) throw new Refused(new ApiProblem(statusCode, answer), headers['retry-after'])
    return answer
  }

  async function call(path: string, sent: Sent): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(path, sent)
      } catch (error) {
        const waitMs = waitAfter(error, attempt)
        if (waitMs === undefined) throw error instanceof Refused ? error.problem : error
        await new Promise((resume) => setTimeout(resume, waitMs))
      }
    }
  }

  const get: CompanyApi['get'] = async (path, schema) =>
    schema.parse(await call(path, { method: 'GET', headers: { authorization } }))

  return {
    get,
    async all(path, item) {
      const page = z.object({ data: z.array(item), nextCursor: z.string().nullable() })
      const found: z.infer<typeof item>[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const more: string = `${path.includes('?') ? '&' : '?'}limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
        const { data, nextCursor } = await get(path + more, page)
        found.push(...data)
        cursor = nextCursor
      }
      return found
    },
    async send(method, path, body, schema) {
      const once = { authorization, 'idempotency-key': randomUUID() }
      return schema.parse(await call(path, { method, ...bodyOf(body, once) }))
    },
    close: () => dispatcher.close(),
  }
}

const bodyOf = (body: object | SentFile, headers: Record<string, string>): Omit<Sent, 'method'> =>
  'bytes' in body
    ? {
        headers: {
          ...headers,
          'content-type': 'application/xml',
          'content-disposition': `attachment; filename="${body.name.replace(/[^\w.-]/g, '_')}"`,
        },
        body: body.bytes,
      }
    : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }

class Refused extends Error {
  readonly problem: ApiProblem
  readonly retryAfter: string | string[] | undefined

  constructor(problem: ApiProblem, retryAfter: string | string[] | undefined) {
    super(problem.message)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** How long to wait before the same request is sent again; undefined = that would not help. */
function waitAfter(error: unknown, attempt: number): number | undefined {
  if (attempt >= ATTEMPTS) return undefined
  const backoffMs = WAIT_MS * 2 ** (attempt - 1)
  if (!(error instanceof Refused)) return error instanceof Error && 'code' in error ? backoffMs : undefined
  const { status, code } = error.problem
  const isPassing = status === 429 || status === 503 || code === 'idempotency_in_flight'
  const saidMs = Number(error.retryAfter) * 1000
  return isPassing ? Math.max(backoffMs, Number.isFinite(saidMs) ? saidMs : 0) : undefined
}
