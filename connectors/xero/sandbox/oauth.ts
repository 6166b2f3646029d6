import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Answer, type Asked, problem, Refusal } from './wire.ts'

const ACCESS_SECONDS = 1800
/** Scopes that a new app may ask for; the broad `accounting.transactions` is refused since 2 March 2026. */
const SCOPES =
  /^(offline_access|openid|profile|email|accounting\.(contacts|invoices|payments|banktransactions|manualjournals|attachments|settings)(\.read)?)$/

interface Grant {
  readonly scopes: ReadonlySet<string>
  isRevoked: boolean
}

interface Pending {
  readonly grant: Grant
  readonly challenge: string
  readonly redirectUri: string
}

/** The identity service: authorization code with PKCE, rotated refresh tokens, revocation, and the list of connections. */
export class Identity {
  readonly clientId = randomBytes(16).toString('hex').toUpperCase()
  readonly clientSecret = randomBytes(24).toString('base64url')
  readonly connectionId = randomUUID()
  /** Uses of a refresh token that had been used before. */
  reuses = 0
  refreshes = 0
  #codes = new Map<string, Pending>()
  #access = new Map<string, { grant: Grant; expiresMs: number }>()
  #refresh = new Map<string, Grant>()
  #spent = new Set<string>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Xero's consent page, with a person behind it who says yes at once. */
  authorize({ query }: Asked): Answer {
    const redirectUri = query.get('redirect_uri') ?? ''
    const state = query.get('state') ?? ''
    const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean)
    if (query.get('client_id') !== this.clientId || !redirectUri) return page(400, 'unauthorized_client')
    const wrong =
      query.get('response_type') !== 'code'
        ? 'unsupported_response_type'
        : scopes.length === 0 || !scopes.every((scope) => SCOPES.test(scope))
          ? 'invalid_scope'
          : query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge') || !state
            ? 'invalid_request'
            : null
    const back = new URL(redirectUri)
    back.searchParams.set('state', state)
    if (wrong) back.searchParams.set('error', wrong)
    else {
      const code = randomBytes(24).toString('base64url')
      const grant = { scopes: new Set(scopes), isRevoked: false }
      this.#codes.set(code, { grant, challenge: query.get('code_challenge') ?? '', redirectUri })
      back.searchParams.set('code', code)
      back.searchParams.set('scope', scopes.join(' '))
    }
    return { status: 302, headers: { location: back.href } }
  }

  token(asked: Asked): Answer {
    this.#assertClient(asked)
    const form = new URLSearchParams(new TextDecoder().decode(asked.body))
    if (form.get('grant_type') === 'authorization_code') return this.#exchange(form)
    if (form.get('grant_type') === 'refresh_token') return this.#rotate(form.get('refresh_token') ?? '')
    return { status: 400, json: { error: 'unsupported_grant_type' } }
  }

  revoke(asked: Asked): Answer {
    this.#assertClient(asked)
    const token = new URLSearchParams(new TextDecoder().decode(asked.body)).get('token') ?? ''
    const grant = this.#refresh.get(token)
    if (grant) grant.isRevoked = true
    return { status: 200 }
  }

  /** The scopes of the bearer; refuses with the answers that Xero gives. */
  scopesOf(asked: Asked): ReadonlySet<string> {
    const token = /^Bearer (\S+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? ''
    const access = this.#access.get(token)
    if (!access || access.grant.isRevoked) throw problem(401, 'Unauthorized', 'AuthenticationUnsuccessful')
    if (access.expiresMs <= this.#now()) throw problem(401, 'Unauthorized', 'TokenExpired: token expired')
    return access.grant.scopes
  }

  expire(): void {
    for (const access of this.#access.values()) access.expiresMs = 0
  }

  revokeAll(): void {
    for (const grant of this.#refresh.values()) grant.isRevoked = true
    for (const { grant } of this.#access.values()) grant.isRevoked = true
  }

  #assertClient({ headers }: Asked): void {
    const basic = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString()
    const [id = '', secret = ''] = basic.split(':').map(decodeURIComponent)
    if (id !== this.clientId || secret !== this.clientSecret) {
      throw new Refusal({ status: 400, json: { error: 'invalid_client' } })
    }
  }

  #exchange(form: URLSearchParams): Answer {
    const code = form.get('code') ?? ''
    const pending = this.#codes.get(code)
    this.#codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!pending || pending.challenge !== challenge || pending.redirectUri !== form.get('redirect_uri')) {
      return { status: 400, json: { error: 'invalid_grant' } }
    }
    return this.#issue(pending.grant)
  }

  /** A refresh token works once. */
  #rotate(token: string): Answer {
    const grant = this.#refresh.get(token)
    this.#refresh.delete(token)
    if (this.#spent.has(token)) this.reuses += 1
    this.#spent.add(token)
    if (!grant || grant.isRevoked) return { status: 400, json: { error: 'invalid_grant' } }
    this.refreshes += 1
    return this.#issue(grant)
  }

  #issue(grant: Grant): Answer {
    const access = `eyJhbGciOiJSUzI1NiJ9.${randomBytes(40).toString('base64url')}.${randomBytes(24).toString('base64url')}`
    const refresh = randomBytes(32).toString('base64url')
    this.#access.set(access, { grant, expiresMs: this.#now() + ACCESS_SECONDS * 1000 })
    this.#refresh.set(refresh, grant)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      json: {
        access_token: access,
        expires_in: ACCESS_SECONDS,
        token_type: 'Bearer',
        refresh_token: refresh,
        scope: [...grant.scopes].join(' '),
      },
    }
  }
}

const page = (status: number, error: string): Answer => ({ status, json: { error } })
