export interface RequestSample {
  readonly method: string
  /** The route's pattern, such as `/v1/companies/:companyId/receipts`: never the path, which has no bound. */
  readonly route: string
  readonly status: number
  readonly ms: number
}

export type JobOutcome = 'done' | 'retried' | 'failed'

/** What this process counts about itself. No tenant, person or amount is ever a label. */
export interface Metrics {
  requestAnswered(sample: RequestSample): void
  jobTried(name: string, outcome: JobOutcome, ms: number): void
  eventsSequenced(count: number): void
  /** One attempt to deliver a webhook: taken, to be tried again, or given up. */
  webhookTried(outcome: 'delivered' | 'pending' | 'failed', ms: number): void
  /** In Prometheus' text format, with its content type. */
  read(): Promise<{ contentType: string; text: string }>
}

/** Counts nothing: where no process lives long enough to be asked. */
export const noMetrics: Metrics = {
  requestAnswered: () => undefined,
  jobTried: () => undefined,
  eventsSequenced: () => undefined,
  webhookTried: () => undefined,
  read: async () => ({ contentType: 'text/plain; charset=utf-8', text: '' }),
}
