/** A job of the company whose tries were used up. */
export interface FailedJob {
  readonly id: string
  /** What was to be done, as `topic.verb`. */
  readonly name: string
  /** Ids of what it was about. */
  readonly subjects: readonly string[]
  /** The code of a problem; null for a fault that the log describes. */
  readonly code: string | null
  readonly reason: string | null
  readonly attempts: number
  /** Of the request that led to it; the log has it too. */
  readonly requestId: string
  /** `retried`: it was started again, and has not failed since. */
  readonly status: 'failed' | 'retried'
  readonly failedAt: Date
}

export interface FailedJobFilter {
  readonly status?: FailedJob['status'] | undefined
  /** Id of the last one of the page before. */
  readonly after: string | undefined
  readonly limit: number
}
