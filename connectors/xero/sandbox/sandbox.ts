import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, Sandbox, SandboxModule, SandboxOptions } from '#src/connect/sdk.ts'
import { answerApi } from './api.ts'
import { type Books, openBooks } from './books.ts'
import { Identity } from './oauth.ts'
import { deletePayment, pay } from './payments.ts'
import { type Answer, type Asked, invalid, problem, Refusal, read, send } from './wire.ts'

/** Codes of the sandbox's chart, for samples. */
export const codes: SandboxModule['codes'] = {
  expense: '6800',
  income: '3000',
  bank: '1920',
  inputVat: 'INPUT',
  outputVat: 'OUTPUT',
}

/** A stand-in for Xero on loopback: OAuth with rotated tokens, the accounting calls that we use, and faults on demand. */
export async function start(options: SandboxOptions): Promise<Sandbox> {
  const stand = new StandIn(options)
  const server = createServer((message, response) => {
    response.setHeader('date', new Date(options.clock()).toUTCString())
    void stand.handle(read(message), response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { books, identity, webhookSecret } = stand
  return {
    organisation: books.organisationID,
    violations: stand.violations,
    calls: stand.calls,
    refreshes: () => ({ granted: identity.refreshes, reused: identity.reuses }),
    urls: { api: url, identity: url, login: url },
    clientId: identity.clientId,
    clientSecret: identity.clientSecret,
    webhookSecret,
    failNext: (on, ...faults) => void stand.faults[on].push(...faults),
    expireTokens: () => identity.expire(),
    revokeConsent: () => identity.revokeAll(),
    count: (kind) => countOf(books, kind),
    pay: (externalId, amount, paidOn) => payInXero(books, externalId, amount, paidOn),
    deletePayment: (externalId) => deletePayment(books, externalId),
    webhook: (kind) => message(books, webhookSecret, kind),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

class StandIn {
  readonly books: Books
  readonly identity: Identity
  readonly webhookSecret = randomBytes(32).toString('base64')
  readonly faults: Record<'read' | 'write', Fault[]> = { read: [], write: [] }
  readonly violations: string[] = []
  readonly calls: string[] = []
  readonly #inspect: NonNullable<SandboxOptions['inspect']>
  readonly #tenants: readonly string[]

  constructor({ clock, inspect = () => [], organisations = 1 }: SandboxOptions) {
    this.books = openBooks(clock)
    this.#tenants = [this.books.organisationID, ...Array.from({ length: organisations - 1 }, () => randomUUID())]
    this.identity = new Identity(clock)
    this.#inspect = inspect
  }

  async handle(asking: Promise<Asked>, response: ServerResponse): Promise<void> {
    try {
      send(response, this.#dispatch(await asking))
    } catch (error) {
      if (error instanceof AnswerLost) return void (error.isSilent || response.destroy())
      send(response, error instanceof Refusal ? error.answer : { status: 500, json: { Title: 'An error occurred' } })
    }
  }

  #dispatch(asked: Asked): Answer {
    if (asked.path === '/identity/connect/authorize') return this.identity.authorize(asked)
    if (asked.path === '/connect/token') return this.identity.token(asked)
    if (asked.path === '/connect/revocation') return this.identity.revoke(asked)
    if (asked.path.startsWith('/connections')) return connections(this.identity, this.#tenants, this.books.now(), asked)
    return this.#account(asked)
  }

  #account(asked: Asked): Answer {
    this.calls.push(`${asked.method} ${asked.path}`)
    const scopes = this.identity.scopesOf(asked)
    const fault = this.faults[asked.method === 'GET' ? 'read' : 'write'].shift()
    if (fault && fault.kind !== 'answerLost') throw refusalOf(fault)
    this.#assertRight(asked, null)
    const answer = answerApi(this.books, scopes, asked)
    this.#assertRight(asked, answer)
    if (fault) throw new AnswerLost(fault.isSilent)
    return answer
  }

  #assertRight(asked: Asked, answer: Answer | null): void {
    const found = this.#inspect(asked, answer)
    this.violations.push(...found)
    if (found.length > 0) throw invalid(...found)
  }
}

function payInXero(books: Books, externalId: string, amount: string, paidOn: string): string {
  const isInvoice = books.invoices.has(externalId)
  const link = isInvoice ? { Invoice: { InvoiceID: externalId } } : { CreditNote: { CreditNoteID: externalId } }
  const made = { ...link, Account: { Code: codes.bank }, Date: paidOn, Amount: Number(amount), Reference: '' }
  return String(pay(books, made).PaymentID)
}

/** Committed, and the caller never hears of it. */
class AnswerLost extends Error {
  readonly isSilent: boolean
  constructor(isSilent: boolean) {
    super('the answer is lost')
    this.isSilent = isSilent
  }
}

function refusalOf(fault: Exclude<Fault, { kind: 'answerLost' }>): Refusal {
  if (fault.kind === 'unauthorised') return problem(401, 'Unauthorized', 'TokenExpired: token expired')
  if (fault.kind === 'unavailable') return problem(503, 'Service Unavailable', 'The organisation is offline')
  if (fault.kind === 'refused') return invalid('The record is refused.')
  const wait = fault.retryAfterSeconds === null ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
  return new Refusal({ status: 429, headers: { 'x-rate-limit-problem': 'minute', ...wait } })
}

function connections(identity: Identity, tenants: readonly string[], nowMs: number, asked: Asked): Answer {
  identity.scopesOf(asked)
  if (asked.method === 'DELETE') {
    if (!asked.path.endsWith(identity.connectionId)) throw problem(404, 'Not Found', 'No such connection')
    identity.revokeAll()
    return { status: 204 }
  }
  const at = new Date(nowMs).toISOString().slice(0, -1)
  const json = tenants.map((tenantId, place) => ({
    id: place === 0 ? identity.connectionId : randomUUID(),
    authEventId: randomUUID(),
    tenantId,
    tenantType: 'ORGANISATION',
    tenantName: place === 0 ? 'Fjordgløtt Regnskap Demo AS' : `Fjordgløtt Datter ${place} AS`,
    createdDateUtc: at,
    updatedDateUtc: at,
  }))
  return { status: 200, json }
}

function countOf(books: Books, kind: Parameters<Sandbox['count']>[0]): number {
  const types = kind === 'bill' ? ['ACCPAY', 'ACCPAYCREDIT'] : ['ACCREC', 'ACCRECCREDIT']
  if (kind === 'contact') return books.contacts.size
  if (kind === 'payment') return [...books.payments.values()].filter((payment) => payment.Status !== 'DELETED').length
  if (kind === 'journal') return books.journals.size
  if (kind === 'attachment') return [...books.attachments.values()].reduce((total, files) => total + files.length, 0)
  const documents = [...books.invoices.values(), ...books.creditNotes.values()]
  return documents.filter((document) => types.includes(String(document.Type))).length
}

function message(books: Books, secret: string, kind: 'update' | 'handshake') {
  const resourceId = [...books.invoices.keys()].at(-1) ?? randomUUID()
  const event = {
    resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${resourceId}`,
    resourceId,
    tenantId: books.organisationID,
    tenantType: 'ORGANISATION',
    eventCategory: 'INVOICE',
    eventType: 'UPDATE',
    eventDateUtc: new Date(books.now()).toISOString().slice(0, -1),
  }
  const events = kind === 'update' ? [event] : []
  const sequence = { firstEventSequence: events.length, lastEventSequence: events.length }
  const raw = Buffer.from(
    JSON.stringify({ events, ...sequence, entropy: randomBytes(10).toString('hex').toUpperCase() }),
  )
  const signature = createHmac('sha256', secret).update(raw).digest('base64')
  return { raw, headers: { 'x-xero-signature': signature, 'content-type': 'application/json' } }
}
