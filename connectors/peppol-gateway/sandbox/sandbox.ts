import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, Sandbox, SandboxModule, SandboxOptions, SandboxRequest } from '#src/connect/sdk.ts'
import { AccessPoint } from './access-point.ts'
import { Consents } from './consent.ts'
import { type Answer, problem, Refusal, read, send } from './wire.ts'

/** A network has no chart. */
export const codes: SandboxModule['codes'] = { expense: '', income: '', bank: '', inputVat: '', outputVat: '' }

/** An access point on loopback that speaks the contract of README.md, with faults on demand. */
export async function start(options: SandboxOptions): Promise<Sandbox> {
  const stand = new StandIn(options.clock)
  const server = createServer((message, response) => {
    response.setHeader('date', new Date(options.clock()).toUTCString())
    void stand.handle(read(message), response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { point, consents, webhookSecret } = stand
  const noPayments = (): never => {
    throw new Error('a network holds no payments')
  }
  return {
    organisation: point.organisation,
    violations: [],
    calls: stand.calls,
    refreshes: () => ({ granted: consents.granted, reused: consents.reused }),
    urls: { gateway: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    clientId: consents.clientId,
    clientSecret: consents.clientSecret,
    webhookSecret,
    failNext: (on, ...faults) => void stand.faults[on].push(...faults),
    expireTokens: () => consents.expireTokens(),
    revokeConsent: () => consents.end(),
    count: () => 0,
    pay: noPayments,
    deletePayment: noPayments,
    network: {
      receiver: point.receiver,
      stranger: '0192:974760673',
      sent: (reference) =>
        point.sent.map(({ document }) => document).filter((document) => document.reference === reference),
      arrive: (sender, bytes) => point.arrive(sender, bytes),
      settle: (transmissionId, status) => {
        const one = point.sent.find((sent) => sent.transmissionId === transmissionId)
        if (one) one.status = status
      },
    },
    webhook: (kind) => message(point, webhookSecret, kind),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class StandIn {
  readonly point: AccessPoint
  readonly consents: Consents
  readonly webhookSecret = randomBytes(32).toString('base64')
  readonly faults: Record<'read' | 'write', Fault[]> = { read: [], write: [] }
  readonly calls: string[] = []
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.point = new AccessPoint(clock)
    this.consents = new Consents(clock)
    this.#clock = clock
  }

  async handle(asking: Promise<SandboxRequest>, response: ServerResponse): Promise<void> {
    try {
      const asked = await asking
      const fault = this.#faultFor(asked)
      const answer = this.#dispatch(asked)
      if (fault?.kind !== 'answerLost') return send(response, answer)
      // The work is done, and the caller never hears of it.
      if (!fault.isSilent) response.destroy()
    } catch (error) {
      send(response, error instanceof Refusal ? error.answer : { status: 500, json: { title: 'It failed' } })
    }
  }

  /** The next fault, where the call is one of the API; those that refuse are thrown. */
  #faultFor({ method, path, headers }: SandboxRequest): Fault | undefined {
    if (path.startsWith('/oauth/')) return undefined
    this.calls.push(`${method} ${path}`)
    if (headers.authorization === undefined) throw problem(401, 'A token is missing')
    const fault = this.faults[method === 'GET' ? 'read' : 'write'].shift()
    if (fault && fault.kind !== 'answerLost') throw refusalOf(fault)
    return fault
  }

  #dispatch(asked: SandboxRequest): Answer {
    if (asked.path === '/oauth/authorize') return this.consents.authorize(asked)
    if (asked.path === '/oauth/token') return this.consents.token(asked)
    if (asked.path === '/oauth/revoke') return this.consents.revoke(asked)
    this.consents.assertBearer(asked)
    if (asked.path === '/v1/account') return this.#account()
    if (asked.method === 'DELETE' && asked.path === `/v1/consents/${this.consents.consentId}`) {
      this.consents.end()
      return { status: 204 }
    }
    return this.point.answer(asked)
  }

  #account(): Answer {
    const participants = [{ participant: this.point.organisation, name: 'Fjordkaffe AS' }]
    const now = new Date(this.#clock()).toISOString()
    return { status: 200, json: { consentId: this.consents.consentId, now, participants } }
  }
}

function refusalOf(fault: Exclude<Fault, { kind: 'answerLost' }>): Refusal {
  if (fault.kind === 'unauthorised') return problem(401, 'The token is not valid')
  if (fault.kind === 'unavailable') return problem(503, 'The gateway rests')
  if (fault.kind === 'refused') return problem(422, 'The document is refused')
  const wait = fault.retryAfterSeconds
  return problem(429, 'Too many calls', wait === null ? {} : { 'retry-after': String(wait) })
}

function message({ organisation }: AccessPoint, secret: string, kind: 'update' | 'handshake') {
  const event = { type: 'document.received', participant: organisation, transmissionId: randomUUID() }
  const raw = Buffer.from(JSON.stringify({ events: kind === 'update' ? [event] : [] }))
  const signature = createHmac('sha256', secret).update(raw).digest('base64')
  return { raw, headers: { 'x-gateway-signature': signature, 'content-type': 'application/json' } }
}
