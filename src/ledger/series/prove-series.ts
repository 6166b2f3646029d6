import { fail } from '#src/kernel/problem.ts'
import { query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { JournalEntry } from '../journal-entry.ts'
import { canonicalEntry, chainStart, entryHash } from '../posting/hash-chain.ts'
import { listSeriesEntries } from '../reading/entry.store.ts'
import { listHeads, loadSeries } from './series.store.ts'
import type { Series, SeriesHead } from './series.ts'

/** Entries held in memory at a time. */
const STRIDE = 500

export interface YearProof {
  readonly fiscalYear: string
  readonly entries: number
  readonly lastNumber: number
  readonly chainStart: string
  /** What the series holds as its last hash, and what the entries give when everything is computed again. */
  readonly headHash: string
  readonly computedHash: string
  readonly isIntact: boolean
  readonly firstBroken: { readonly number: number; readonly reason: string } | null
}

export interface SeriesProof {
  readonly series: Series
  readonly isIntact: boolean
  readonly fiscalYears: readonly YearProof[]
}

export interface ProveSeries {
  readonly seriesId: string
  readonly fiscalYear?: string | undefined
}

/**
 * Computes the hash chain of a series again from the entries in the books, number by number: a gap, a changed amount or
 * an entry put in between shows at the number where it was done.
 */
export const proveSeries = query(
  'series.prove',
  { can: 'ledger:read' },
  async (cx, { seriesId, fiscalYear }: ProveSeries): Promise<SeriesProof> => {
    const series = await loadSeries(cx, seriesId)
    const heads = (await listHeads(cx, seriesId)).filter((head) => !fiscalYear || head.fiscalYear === fiscalYear)
    if (fiscalYear && heads.length === 0) fail('not_found', 'There is no such fiscal year.')
    const fiscalYears: YearProof[] = []
    for (const head of heads) {
      if (head.lastNumber > 0 || fiscalYear) fiscalYears.push(await proveYear(cx, series, head))
    }
    return { series, isIntact: fiscalYears.every((year) => year.isIntact), fiscalYears }
  },
)

async function proveYear(cx: Cx, series: Series, head: SeriesHead): Promise<YearProof> {
  const start = chainStart(cx.companyId, series.id, head.fiscalYear)
  let hash = start
  let number = 0
  let broken: YearProof['firstBroken'] = null
  for (;;) {
    const entries = await listSeriesEntries(cx, series.id, head.fiscalYear, number, STRIDE)
    for (const entry of entries) {
      const computed = entryHash(hash, canonicalEntry(entry))
      broken ??= faultOf(entry, number + 1, hash, computed)
      number = entry.number
      hash = computed
    }
    if (entries.length < STRIDE) break
  }
  if (!broken && (number !== head.lastNumber || hash !== head.lastHash)) {
    broken = { number: head.lastNumber, reason: 'the series ends elsewhere than its head says' }
  }
  return {
    fiscalYear: head.fiscalYear,
    entries: number,
    lastNumber: head.lastNumber,
    chainStart: start,
    headHash: head.lastHash,
    computedHash: hash,
    isIntact: broken === null,
    firstBroken: broken,
  }
}

function faultOf(entry: JournalEntry, expected: number, previous: string, computed: string): YearProof['firstBroken'] {
  if (entry.number !== expected) return { number: expected, reason: 'the number is missing' }
  if (entry.previousHash !== previous) return { number: expected, reason: 'it is chained to another entry' }
  if (entry.hash !== computed) return { number: expected, reason: 'its content is not what was hashed' }
  return null
}

export interface ListChain {
  readonly seriesId: string
  readonly fiscalYear: string
  readonly afterNumber: number
  readonly limit: number
}

export interface ChainLink {
  readonly number: number
  readonly journalEntryId: string
  readonly previousHash: string
  readonly canonical: string
  readonly hash: string
}

/** The links of a chain with the very text that was hashed, for an auditor's own computation. */
export const listChain = query(
  'series.chain',
  { can: 'ledger:read' },
  async (cx, { seriesId, fiscalYear, afterNumber, limit }: ListChain): Promise<ChainLink[]> => {
    await loadSeries(cx, seriesId)
    const entries = await listSeriesEntries(cx, seriesId, fiscalYear, afterNumber, limit)
    return entries.map((entry) => ({
      number: entry.number,
      journalEntryId: entry.id,
      previousHash: entry.previousHash,
      canonical: canonicalEntry(entry),
      hash: entry.hash,
    }))
  },
)
