/** Work that failed for good. Norwegian (bokmål), English. */
export const JOB_PAGE = {
  failedJobs: ['Arbeid som feilet', 'Work that failed'],
  failedJobsHint: [
    'Arbeid prøves på nytt av seg selv. Her står det som likevel ikke gikk, i 30 dager.',
    'Work is tried again by itself. Here is what failed all the same, for 30 days.',
  ],
  ourFault: ['Feil hos oss; loggen beskriver den.', 'A fault of ours; the log describes it.'],
} as const satisfies Record<string, readonly [string, string]>
