import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { SandboxRequest } from '#src/connect/sdk.ts'
import { type Answer, problem } from './wire.ts'

const ACCESS_SECONDS = 1800

interface Code {
  readonly challenge: string
  readonly redirectUri: string
  readonly scope: string
}

/** The gateway's OAuth side: a code with PKCE, refresh tokens that work once, and one consent at a time. */
export class Consents {
  readonly clientId = `client-${randomUUID()}`
  readonly clientSecret = randomBytes(24).toString('base64url')
  consentId = randomUUID()
  granted = 0
  reused = 0
  #codes = new Map<string, Code>()
  #access = new Map<string, number>()
  #refresh = new Map<string, string>()
  #spent = new Set<string>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** The consent page, with a person behind it who says yes at once. */
  authorize({ query }: SandboxRequest): Answer {
    const [challenge, state] = [query.get('code_challenge'), query.get('state')]
    const isRight = query.get('client_id') === this.clientId && query.get('response_type') === 'code'
    if (!isRight || !challenge || !state || query.get('code_challenge_method') !== 'S256')
      throw problem(400, 'This is no request for a consent')
    const back = new URL(query.get('redirect_uri') ?? '')
    const code = randomBytes(24).toString('base64url')
    this.#codes.set(code, { challenge, redirectUri: back.href, scope: query.get('scope') ?? '' })
    back.searchParams.set('state', state)
    back.searchParams.set('code', code)
    return { status: 302, headers: { location: back.href } }
  }

  token(asked: SandboxRequest): Answer {
    this.#assertClient(asked)
    const form = new URLSearchParams(new TextDecoder().decode(asked.body))
    if (form.get('grant_type') === 'authorization_code') return this.#exchange(form)
    return this.#rotate(form.get('refresh_token') ?? '')
  }

  revoke(asked: SandboxRequest): Answer {
    this.#assertClient(asked)
    this.end()
    return { status: 200 }
  }

  /** Refuses a request whose bearer has no good token. */
  assertBearer({ headers }: SandboxRequest): void {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    if ((this.#access.get(token) ?? 0) <= this.#now()) throw problem(401, 'The token is not valid')
  }

  expireTokens(): void {
    for (const token of this.#access.keys()) this.#access.set(token, 0)
  }

  /** The consent is over: no token of it works again. */
  end(): void {
    this.#access.clear()
    this.#refresh.clear()
    this.consentId = randomUUID()
  }

  #assertClient({ headers }: SandboxRequest): void {
    const basic = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString()
    const [id = '', secret = ''] = basic.split(':').map(decodeURIComponent)
    if (id !== this.clientId || secret !== this.clientSecret) throw problem(401, 'The client is not known')
  }

  #exchange(form: URLSearchParams): Answer {
    const code = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isRight = code?.challenge === challenge && code.redirectUri === new URL(form.get('redirect_uri') ?? '').href
    return isRight ? this.#issue(code.scope) : REFUSED
  }

  #rotate(token: string): Answer {
    const scope = this.#refresh.get(token)
    this.#refresh.delete(token)
    if (this.#spent.has(token)) this.reused += 1
    this.#spent.add(token)
    if (scope === undefined) return REFUSED
    this.granted += 1
    return this.#issue(scope)
  }

  #issue(scope: string): Answer {
    const access = randomBytes(32).toString('base64url')
    const refresh = randomBytes(32).toString('base64url')
    this.#access.set(access, this.#now() + ACCESS_SECONDS * 1000)
    this.#refresh.set(refresh, scope)
    const json = {
      access_token: access,
      expires_in: ACCESS_SECONDS,
      token_type: 'Bearer',
      refresh_token: refresh,
      scope,
    }
    return { status: 200, headers: { 'cache-control': 'no-store' }, json }
  }
}

const REFUSED: Answer = { status: 400, json: { error: 'invalid_grant' } }
