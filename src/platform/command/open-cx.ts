import { drizzle } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import { dateIn } from '#src/kernel/book-date.ts'
import type { AuditSubject, Call, Cx, Tx } from '../cx.ts'
import { toParameters } from '../db/array-literal.ts'
import { statementName } from '../db/prepared.ts'
import type { EventKind } from '../events.ts'
import type { JobKind } from '../jobs/job-kind.ts'

export interface AuditEntry {
  readonly action: string
  readonly subject: AuditSubject
  readonly detail: object
}

export interface OutboxEntry {
  readonly kind: 'event' | 'job'
  readonly name: string
  readonly payload: unknown
  readonly delayMs: number
}

/** A context with what its transaction has recorded so far. */
export class OpenCx implements Cx {
  readonly audits: AuditEntry[] = []
  readonly outbox: OutboxEntry[] = []
  /** Names of the commands that are running, outermost first. */
  readonly stack: string[] = []
  readonly platform: Call['platform']
  readonly actor: Call['actor']
  readonly companyId: string
  readonly requestId: string
  readonly timeZone: string
  readonly dryRun: boolean
  readonly now: Date
  readonly ifMatch?: number
  /** Contexts opened inside this one for a company made by it; written down with it. */
  readonly children: OpenCx[] = []
  readonly #client: PoolClient
  readonly #readOnly: boolean
  readonly #call: Call
  #tx: Tx | undefined

  constructor(call: Call, client: PoolClient, readOnly: boolean) {
    this.platform = call.platform
    this.actor = call.actor
    this.companyId = call.companyId
    this.requestId = call.requestId
    this.timeZone = call.timeZone
    this.dryRun = call.dryRun
    if (call.ifMatch !== undefined) this.ifMatch = call.ifMatch
    this.now = call.platform.clock.now()
    this.#call = call
    this.#client = client
    this.#readOnly = readOnly
  }

  get tx(): Tx {
    this.#tx ??= drizzle({ client: this.#client })
    return this.#tx
  }

  get today() {
    return dateIn(this.now, this.timeZone)
  }

  get isReadOnly(): boolean {
    return this.#readOnly
  }

  /**
   * The context of a company that this transaction has just made: row level security is widened by that one company,
   * which nobody else can know yet.
   */
  async enterNewCompany(companyId: string, timeZone: string): Promise<OpenCx> {
    const call = { ...this.#call, companyId, timeZone }
    const child = new OpenCx(call, this.#client, false)
    child.stack.push(...this.stack)
    this.children.push(child)
    await this.sql(`select set_config('app.companies', $1, true)`, [`{${tenantOf(this)},${companyId}}`])
    return child
  }

  async sql<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const prepared = name ?? statementName(text)
    const result = await this.#client.query<Row>({
      text,
      values: toParameters(values),
      ...(prepared ? { name: prepared } : {}),
    })
    return result.rows
  }

  audit(subject: AuditSubject, detail: object = {}): void {
    const action = this.stack.at(-1)
    if (!action) throw new Error('only a command writes audit entries')
    this.audits.push({ action, subject, detail })
  }

  emit<T>(event: EventKind<T>, data: T): void {
    this.outbox.push({ kind: 'event', name: event.type, payload: event.schema.parse(data), delayMs: 0 })
  }

  enqueue<T>(job: JobKind<T>, payload: T, options: { delayMs?: number } = {}): void {
    const { delayMs = 0 } = options
    this.outbox.push({ kind: 'job', name: job.name, payload: job.schema.parse(payload), delayMs })
  }
}

/** The rows that row level security shows this call: its company, or the caller's own outside companies. */
export function tenantOf({ companyId, actor }: Call): string {
  if (companyId) return companyId
  return actor.kind === 'system' ? 'system' : (actor.personId ?? actor.id)
}
