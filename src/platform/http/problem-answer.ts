import type { z } from '@hono/zod-openapi'
import { toJson } from '#src/kernel/json.ts'
import { type FieldError, isProblem, Problem } from '#src/kernel/problem.ts'
import type { RenderedAnswer } from '../cx.ts'
import type { Logger } from '../log.ts'

export interface ProblemContext {
  readonly requestId: string
  readonly publicUrl: string
  readonly log: Logger
}

/** Any error as application/problem+json. What is not a Problem is our fault: logged whole, told as internal_error. */
export function problemAnswer(error: unknown, { requestId, publicUrl, log }: ProblemContext): RenderedAnswer {
  const problem = isProblem(error) ? error : unexpected(error, requestId, log)
  const { code, kind, options } = problem
  const body = {
    ...options.members,
    type: `${publicUrl}/problems/${code}`,
    title: kind.title,
    status: kind.status,
    detail: problem.message,
    instance: `urn:bilag:request:${requestId}`,
    code,
    requestId,
    ...(options.errors ? { errors: options.errors } : {}),
  }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json; charset=utf-8' }
  if (options.retryAfterSeconds !== undefined) headers['retry-after'] = String(options.retryAfterSeconds)
  if (kind.status === 401) headers['www-authenticate'] = 'Bearer realm="bilag"'
  return { status: kind.status, headers, body: toJson(body) }
}

function unexpected(error: unknown, requestId: string, log: Logger): Problem {
  log.error({ err: error, requestId }, 'request failed unexpectedly')
  return new Problem('internal_error', 'Something failed on our side; nothing was kept. Give us the request id.')
}

/** A broken schema as one problem with a pointer per field. */
export function invalidRequest(error: z.ZodError, where: 'body' | 'query' | 'path'): Problem {
  const errors: FieldError[] = error.issues.slice(0, 50).map((issue) => ({
    pointer: where === 'body' ? pointer(issue.path) : `${where}:${issue.path.join('.')}`,
    code: issue.code,
    message: issue.message,
  }))
  const first = errors[0]
  const place = first?.pointer ? ` at ${first.pointer}` : ''
  return new Problem('request_invalid', `The ${where} breaks its schema${place}: ${first?.message ?? 'invalid'}.`, {
    errors,
  })
}

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
