import { command, query } from '#src/platform/command/index.ts'
import { insertJournal, insertSeries, listJournalRows, listSeriesRows, loadSeries } from './series.store.ts'
import type { Journal, Series } from './series.ts'

export const listSeries = query('series.list', { can: 'ledger:read' }, (cx): Promise<Series[]> => listSeriesRows(cx))

export const listJournals = query(
  'journal.list',
  { can: 'ledger:read' },
  (cx): Promise<Journal[]> => listJournalRows(cx),
)

/** Adds a series of numbers. */
export const createSeries = command(
  'series.create',
  { can: 'ledger:write' },
  async (cx, input: { code: string; name: string }): Promise<Series> => {
    const series = await insertSeries(cx, input)
    cx.audit({ kind: 'series', id: series.id }, input)
    return series
  },
)

/** Adds a journal; with a series of its own unless one is named. */
export const createJournal = command(
  'journal.create',
  { can: 'ledger:write' },
  async (
    cx,
    { code, name, seriesId }: { code: string; name: string; seriesId?: string | undefined },
  ): Promise<Journal> => {
    const series = seriesId ? await loadSeries(cx, seriesId) : await insertSeries(cx, { code, name })
    await insertJournal(cx, { code, name, seriesId: series.id })
    cx.audit({ kind: 'journal', id: code }, { name, seriesId: series.id })
    return { code, name, seriesId: series.id, series: series.code, createdAt: cx.now }
  },
)
