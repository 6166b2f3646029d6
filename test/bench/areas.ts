/** How long an area measures. Fewer than five rounds are for trying the runner, not for figures. */
export interface Effort {
  readonly rounds: number
  /** Seconds that one variant runs in one round. */
  readonly seconds: number
}

export interface Area {
  readonly name: string
  readonly summary: string
  /** The area is loaded when it is asked for. */
  load(): Promise<(effort: Effort) => Promise<void>>
}

export const AREAS: readonly Area[] = [
  {
    name: 'posting',
    summary:
      'postings a second through HTTP against the same rows written directly; hot account; latency (goals 1 to 5)',
    load: async () => (await import('./posting/posting.ts')).posting,
  },
  {
    name: 'http',
    summary: 'a validated POST against node:http, an authenticated GET by id against bare Hono (goals 27 and 28)',
    load: async () => (await import('./http/http.ts')).http,
  },
  {
    name: 'outbox',
    summary: 'events from the outbox into the logs, against a bare drain',
    load: async () => (await import('./outbox/outbox.ts')).outbox,
  },
  {
    name: 'jobs',
    summary: 'batched claims on PostgreSQL against BullMQ on Redis (goal 26)',
    load: async () => (await import('./jobs/jobs.ts')).jobs,
  },
  {
    name: 'webhooks',
    summary: 'deliveries against a bare POST loop and against a job each; commit to receipt (goals 22 to 24)',
    load: async () => (await import('./webhooks/webhooks.ts')).webhooks,
  },
  {
    name: 'receipts',
    summary: 'e-invoices of 10 KB taken in a second, against a server that only parses them',
    load: async () => (await import('./receipts/receipts.ts')).receipts,
  },
  {
    name: 'start',
    summary: 'empty folder to first answer, against initdb and start of the database (goal 29)',
    load: async () => (await import('./start/start.ts')).start,
  },
  {
    name: 'reading',
    summary: 'header fields of invoices and receipts, right of asked, and seconds a page',
    load: async () => (await import('./reading/reading.ts')).reading,
  },
  {
    name: 'einvoice',
    summary: 'EN 16931 rules against warm Saxon-HE, and by the number of lines (goals 19 to 21)',
    load: async () => (await import('./einvoice/einvoice.ts')).einvoice,
  },
  {
    name: 'coding',
    summary: 'a year of bills coded from nothing: lines that proposals have right, and wrong ones that nobody sees',
    load: async () => (await import('./coding/coding.ts')).coding,
  },
]
