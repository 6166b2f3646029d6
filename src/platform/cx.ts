import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { Actor } from './actor.ts'
import type { EventKind } from './events.ts'
import type { JobKind } from './jobs/job-kind.ts'
import type { Platform } from './platform.ts'

export type Tx = NodePgDatabase<Record<string, never>>

/** An answer as it goes out; kept beside an idempotency key so that a replay gives the same bytes. */
export interface RenderedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What is kept for a replay instead of the body, where the body shows a secret once. */
  readonly keptBody?: string
}

/** The idempotency side of one request: filled by the HTTP layer, used by the command pipeline. */
export interface Idempotency {
  readonly key: string
  /** SHA-256 over operation and input: the same key with another hash is refused. */
  readonly requestHash: string
}

/** A call before a transaction is open: who asks, in which company, under which request. */
export interface Call {
  readonly platform: Platform
  readonly actor: Actor
  /** The company, or '' for calls outside one (create a company, my own keys). */
  readonly companyId: string
  readonly requestId: string
  /** IANA zone of the company: what "today" means for it. */
  readonly timeZone: string
  readonly dryRun: boolean
  /** Version named by If-Match, undefined without the header. */
  readonly ifMatch?: number
  readonly idempotency?: Idempotency
  /** Turns the outermost command's result into the answer, inside its transaction. */
  readonly render?: (result: unknown) => RenderedAnswer
}

export interface AuditSubject {
  readonly kind: string
  readonly id: string
}

/** A call inside its transaction. Everything that a verb may do to the world goes through here. */
export interface Cx extends Call {
  /** Drizzle on this transaction's connection. */
  readonly tx: Tx
  /** Parameterised SQL on this transaction's connection; `name` makes it a prepared statement. Stores only. */
  sql<Row extends object>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
  /** When the transaction began, by the platform's clock. */
  readonly now: Date
  /** The calendar date of `now` in the company's zone. */
  readonly today: BookDate
  /** Records who did what to what. A command without an audit entry does not commit. */
  audit(subject: AuditSubject, detail?: object): void
  /** Tells the event log, in this transaction. */
  emit<T>(event: EventKind<T>, data: T): void
  /** Asks the worker to do something later, in this transaction. */
  enqueue<T>(job: JobKind<T>, payload: T, options?: { delayMs?: number }): void
}
