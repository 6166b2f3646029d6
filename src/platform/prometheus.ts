import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from './metrics.ts'

export interface MetricsSources {
  /** Rows that wait in the outbox; asked when the metrics are read. */
  readonly outboxDepth: () => Promise<{ events: number; jobs: number }>
}

const REQUEST_BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const JOB_BUCKETS_S = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60]

export function createMetrics({ outboxDepth }: MetricsSources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'bilag_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS_S,
    registers,
  })
  const jobs = new Histogram({
    name: 'bilag_job_seconds',
    help: 'Time of one try of a job',
    labelNames: ['job', 'outcome'],
    buckets: JOB_BUCKETS_S,
    registers,
  })
  const events = new Counter({ name: 'bilag_events_total', help: 'Events put into the event logs', registers })
  const webhooks = new Histogram({
    name: 'bilag_webhook_attempt_seconds',
    help: 'Time of one attempt to deliver a webhook; outcome pending = it will be tried again',
    labelNames: ['outcome'],
    buckets: REQUEST_BUCKETS_S,
    registers,
  })
  new Gauge({
    name: 'bilag_outbox_rows',
    help: 'Rows that wait in the outbox and are due',
    labelNames: ['kind'],
    registers,
    async collect() {
      const waiting = await outboxDepth()
      this.set({ kind: 'event' }, waiting.events)
      this.set({ kind: 'job' }, waiting.jobs)
    },
  })
  return {
    requestAnswered: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    jobTried: (job, outcome, ms) => jobs.observe({ job, outcome }, ms / 1000),
    eventsSequenced: (count) => events.inc(count),
    webhookTried: (outcome, ms) => webhooks.observe({ outcome }, ms / 1000),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
