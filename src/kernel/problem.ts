/**
 * Problems: everything that Bilag refuses has a stable code, an HTTP status and a title (RFC 9457). A room adds its
 * own codes by `defineProblems`, in its own file; the union of all tables is the documentation at /problems/{code}.
 */
export interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 501 | 502 | 503
  readonly title: string
}

export interface FieldError {
  /** JSON pointer (RFC 6901) into the request body, or "" for the whole. */
  readonly pointer: string
  readonly code: string
  readonly message: string
}

const TABLE = new Map<string, ProblemKind>()

/** Registers a room's codes and gives them back as typed keys. A code may stand in one table only. */
export function defineProblems<const T extends Record<string, ProblemKind>>(table: T): T {
  for (const [code, kind] of Object.entries(table)) {
    if (TABLE.has(code)) throw new Error(`problem code ${code} is defined twice`)
    TABLE.set(code, kind)
  }
  return table
}

export const problemKind = (code: string): ProblemKind | undefined => TABLE.get(code)
export const problemCodes = (): ReadonlyMap<string, ProblemKind> => TABLE

/** Members of every problem document (RFC 9457 section 3.1, and ours); an extra one has another name. */
type Fixed = 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code' | 'requestId' | 'errors'

export interface ProblemOptions {
  readonly errors?: readonly FieldError[]
  /** Extra members of the problem document, such as `existingId`. */
  readonly members?: Readonly<Record<string, unknown>> & { readonly [Name in Fixed]?: never }
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** A refusal. `detail` says in one sentence what to mend. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly kind: ProblemKind
  readonly options: ProblemOptions

  constructor(code: string, detail: string, options: ProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.kind = TABLE.get(code) ?? { status: 500, title: 'Unknown problem' }
    this.options = options
  }
}

export function fail(code: string, detail: string, options: ProblemOptions = {}): never {
  throw new Problem(code, detail, options)
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code)

defineProblems({
  request_malformed: { status: 400, title: 'The request cannot be read' },
  request_invalid: { status: 422, title: 'The request breaks a rule of its schema' },
  unauthenticated: { status: 401, title: 'Authentication is needed' },
  scope_missing: { status: 403, title: 'The credential lacks a scope' },
  not_found: { status: 404, title: 'There is no such resource' },
  method_not_allowed: { status: 404, title: 'There is no such operation' },
  version_stale: { status: 412, title: 'The resource has changed since you read it' },
  version_required: { status: 428, title: 'If-Match is required' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The media type is not supported' },
  state_conflict: { status: 409, title: 'The resource is in another state' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used with another request' },
  idempotency_key_invalid: { status: 400, title: 'The idempotency key is not usable' },
  idempotency_in_flight: { status: 409, title: 'A request with this idempotency key is being handled' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something failed on our side' },
  unavailable: { status: 503, title: 'The service is not ready' },
})
