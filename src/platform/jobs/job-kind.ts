import type { z } from 'zod'
import type { Call } from '../cx.ts'

export interface JobSettings {
  /** Tries before the job is kept as failed. */
  readonly attempts: number
  /** Wait before the second try; doubles with every further one. */
  readonly backoffMs: number
  readonly timeoutMs: number
}

/** One try of a job. */
export interface JobRun {
  /** The job's id, the same at every try; see `once`. */
  readonly id: string
  /** 1 at the first try. */
  readonly attempt: number
  readonly isLastAttempt: boolean
  /** Aborted when the time is over; hand it to outgoing requests. */
  readonly signal: AbortSignal
}

/** A piece of work for the worker. The handler calls a verb; the job id is the outbox row's id. */
export interface JobKind<T> {
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly settings: JobSettings
  readonly handle: (call: Call, payload: T, run: JobRun) => Promise<unknown>
}

const KINDS = new Map<string, JobKind<unknown>>()
const DEFAULTS: JobSettings = { attempts: 8, backoffMs: 500, timeoutMs: 60_000 }

/** `name` is `topic.verb`; jobs of one topic share a queue. */
export function defineJob<T>(
  name: string,
  schema: z.ZodType<T>,
  settings: Partial<JobSettings>,
  handle: (call: Call, payload: T, run: JobRun) => Promise<unknown>,
): JobKind<T> {
  if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(name)) throw new Error(`${name} is no job name`)
  if (KINDS.has(name)) throw new Error(`job ${name} is defined twice`)
  const kind: JobKind<T> = { name, schema, settings: { ...DEFAULTS, ...settings }, handle }
  KINDS.set(name, kind as JobKind<unknown>)
  return kind
}

export const jobKinds = (): ReadonlyMap<string, JobKind<unknown>> => KINDS
