import type { Context, Hono } from 'hono'
import { isId } from '#src/kernel/id.ts'
import { fail, Problem } from '#src/kernel/problem.ts'
import { systemActor } from '../actor.ts'
import { ReplayedAnswer } from '../command/index.ts'
import type { Call, RenderedAnswer } from '../cx.ts'
import { bodyTag, type FileAnswer, versionOfTag } from './answer.ts'
import type { Operation, z } from './contract.ts'
import { countAddress, countRequest } from './count-request.ts'
import type { HttpEnv } from './http-env.ts'
import { type ReceivedFile, readBody, readParams, readQuery, requestHash } from './read-request.ts'
import { requestHeader } from './request-header.ts'
import { respond } from './respond.ts'

/** What a handler gets: the parsed parts of the request. */
export interface Request<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly file: ReceivedFile | undefined
  readonly files: readonly ReceivedFile[]
  /** The header, for answers that are for people. */
  readonly acceptLanguage: string | undefined
}

export interface Handler<Params, Query, Body, Out> {
  /** Calls the verb and returns that verb's own promise, so that the pipeline can keep the answer for replays. */
  readonly call: (call: Call, request: Request<Params, Query, Body>) => Promise<Out>
  readonly answer: (out: Out) => RenderedAnswer | FileAnswer
}

/** One operation bound to its verb. */
export interface Route {
  readonly operation: Operation
  readonly mount: (app: Hono<HttpEnv>) => void
}

type Infer<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export function bind<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Out>(
  operation: Operation<Params, Query, Body>,
  handler: Handler<Infer<Params>, Infer<Query>, Infer<Body>, Out>,
): Route {
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1')
  const handle = (c: Context<HttpEnv>): Promise<Response> =>
    handleRequest(c, operation as Operation, handler as Handler<unknown, unknown, unknown, unknown>)
  return {
    operation: operation as Operation,
    mount: (app) => {
      app.on(operation.method.toUpperCase(), path, handle)
    },
  }
}

async function handleRequest(
  c: Context<HttpEnv>,
  operation: Operation,
  handler: Handler<unknown, unknown, unknown, unknown>,
): Promise<Response> {
  const call = await openCall(c, operation)
  const params = readParams(c, operation)
  const query = readQuery(c, operation)
  const { body, files, hashed } = await readBody(c, operation)
  const isWrite = operation.method !== 'get'
  let rendered: RenderedAnswer | undefined
  const render = (out: unknown): RenderedAnswer => {
    const answer = handler.answer(out)
    if ('bytes' in answer) throw new Error(`${operation.id} writes and cannot answer a file`)
    rendered = answer
    return answer
  }
  const key = isWrite ? idempotencyKey(c) : undefined
  const full: Call = {
    ...call,
    ...(isWrite ? { render } : {}),
    ...(key ? { idempotency: { key, requestHash: requestHash(operation.id, c.req.path, hashed) } } : {}),
  }
  try {
    const acceptLanguage = requestHeader(c, 'accept-language')
    const out = await handler.call(full, { params, query, body, file: files[0], files, acceptLanguage })
    return toResponse(c, rendered ?? handler.answer(out), isWrite)
  } catch (error) {
    if (!(error instanceof ReplayedAnswer)) throw error
    const { headers, ...rest } = error.rendered
    return toResponse(c, { ...rest, headers: { ...headers, 'idempotent-replayed': 'true' } }, true)
  }
}

/** Authenticates, checks the scope and counts the request, before anything of it is parsed. */
export async function openCall(c: Context<HttpEnv>, operation: Operation): Promise<Call> {
  const { platform, authenticator, limiter } = c.get('http')
  const companyId = c.req.param('companyId') ?? ''
  if (companyId !== '' && !isId('company', companyId)) fail('not_found', 'There is no such company.')
  const authorization = requestHeader(c, 'authorization')
  if (operation.scope === 'public' && authorization === undefined) return publicCall(c)
  const credentials = {
    authorization,
    cookie: requestHeader(c, 'cookie'),
    csrfToken: requestHeader(c, 'x-csrf-token'),
    isWrite: operation.method !== 'get',
  }
  const { actor, timeZone, credentialId } = await authenticator.authenticate(credentials, companyId)
  countRequest(c, limiter, credentialId)
  if (operation.scope !== null && operation.scope !== 'public' && !actor.scopes.has(operation.scope)) {
    const { scope } = operation
    fail('scope_missing', `The credential needs the scope ${scope} for this.`, { members: { scope } })
  }
  const ifMatch = versionOfTag(requestHeader(c, 'if-match'))
  if (ifMatch === null) fail('version_stale', 'If-Match names no version of this resource; read it again.')
  return {
    platform,
    actor,
    companyId,
    timeZone,
    requestId: c.get('requestId'),
    dryRun: isDryRun(c),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  }
}

/** Operations that need no company and no account, such as judging an e-invoice: nothing of a tenant is in reach. */
function publicCall(c: Context<HttpEnv>): Call {
  const { platform } = c.get('http')
  countAddress(c)
  const actor = { ...systemActor('public'), scopes: new Set<never>() }
  return { platform, actor, companyId: '', timeZone: 'UTC', requestId: c.get('requestId'), dryRun: false }
}

const isDryRun = (c: Context<HttpEnv>): boolean =>
  c.req.query('dryRun') === 'true' || /(^|[,;\s])dry-run($|[,;\s])/.test(requestHeader(c, 'prefer') ?? '')

function idempotencyKey(c: Context<HttpEnv>): string | undefined {
  const key = requestHeader(c, 'idempotency-key')?.replace(/^"(.*)"$/, '$1')
  if (key === undefined) return undefined
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new Problem('idempotency_key_invalid', 'Idempotency-Key must be 1 to 200 visible ASCII characters.')
}

function toResponse(c: Context<HttpEnv>, answer: RenderedAnswer | FileAnswer, isWrite: boolean): Response {
  if ('bytes' in answer || isWrite || answer.status === 204) return respond(c, answer)
  const tag = answer.headers.etag ?? bodyTag(answer.body)
  const tagged = { ...answer, headers: { ...answer.headers, etag: tag } }
  return respond(c, requestHeader(c, 'if-none-match') === tag ? { ...tagged, status: 304, body: null } : tagged)
}
