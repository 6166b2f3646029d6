import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Journal, Series, SeriesHead } from './series.ts'

defineConstraint('series_code', 'series_taken', 'A series with this code exists; use another code.')
defineConstraint('journals_pkey', 'series_taken', 'A journal with this code exists; use another code.')
defineConstraint('journal_entries_number', 'series_broken', 'The series has moved on; send the request again.')

const SERIES = `id, code, name, created_at as "createdAt"`

/** Makes a series, with a head in every fiscal year that there is. */
export async function insertSeries(cx: Cx, { code, name }: { code: string; name: string }): Promise<Series> {
  const series: Series = { id: newId('series'), code, name, createdAt: cx.now }
  await cx.sql('insert into series (company_id, id, code, name, created_at) values ($1, $2, $3, $4, $5)', [
    cx.companyId,
    series.id,
    code,
    name,
    cx.now,
  ])
  await cx.sql(
    `insert into series_heads (company_id, series_id, fiscal_year, last_hash)
     select $1, $2, id, app.chain_start($1, $2, id) from fiscal_years where company_id = $1`,
    [cx.companyId, series.id],
  )
  return series
}

export const listSeriesRows = (cx: Cx): Promise<Series[]> =>
  cx.sql<Series>(`select ${SERIES} from series where company_id = $1 order by id`, [cx.companyId])

export async function loadSeries(cx: Cx, id: string): Promise<Series> {
  const [row] = await cx.sql<Series>(`select ${SERIES} from series where company_id = $1 and id = $2`, [
    cx.companyId,
    id,
  ])
  return row ?? fail('not_found', 'There is no such series.')
}

export const listHeads = (cx: Cx, seriesId: string): Promise<SeriesHead[]> =>
  cx.sql<SeriesHead>(
    `select fiscal_year as "fiscalYear", last_number as "lastNumber", encode(last_hash, 'hex') as "lastHash"
       from series_heads where company_id = $1 and series_id = $2 order by fiscal_year`,
    [cx.companyId, seriesId],
  )

export async function insertJournal(cx: Cx, journal: Omit<Journal, 'series' | 'createdAt'>): Promise<void> {
  await cx.sql('insert into journals (company_id, code, name, series_id, created_at) values ($1, $2, $3, $4, $5)', [
    cx.companyId,
    journal.code,
    journal.name,
    journal.seriesId,
    cx.now,
  ])
}

export const listJournalRows = (cx: Cx): Promise<Journal[]> =>
  cx.sql<Journal>(
    `select j.code, j.name, j.series_id as "seriesId", s.code as series, j.created_at as "createdAt"
       from journals j join series s on s.company_id = j.company_id and s.id = j.series_id
      where j.company_id = $1 order by j.created_at, j.code`,
    [cx.companyId],
  )
