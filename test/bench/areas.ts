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
]
