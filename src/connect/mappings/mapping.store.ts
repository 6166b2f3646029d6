import type { Cx } from '#src/platform/cx.ts'
import type { Catalogue } from '../sdk.ts'
import type { Mapping } from './mapping.ts'

/** All mappings of a connection; a few dozen at the most, so they are read whole. */
export async function loadMappings(cx: Cx, connectionId: string): Promise<Mapping[]> {
  return cx.sql<Mapping & Record<string, string>>(
    `select kind, ours, theirs, source from connection_mappings
     where company_id = $1 and connection_id = $2 order by kind, ours`,
    [cx.companyId, connectionId],
  )
}

export async function upsertMappings(cx: Cx, connectionId: string, mappings: readonly Mapping[]): Promise<void> {
  if (mappings.length === 0) return
  await cx.sql(
    `insert into connection_mappings (company_id, connection_id, kind, ours, theirs, source, updated_at)
     select $1, $2, kind, ours, theirs, source, $7
     from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as given(kind, ours, theirs, source)
     on conflict (company_id, connection_id, kind, ours) do update
       set theirs = excluded.theirs, source = excluded.source, updated_at = excluded.updated_at
       where excluded.source = 'set' or connection_mappings.source = 'proposed'`,
    [
      cx.companyId,
      connectionId,
      mappings.map(({ kind }) => kind),
      mappings.map(({ ours }) => ours),
      mappings.map(({ theirs }) => theirs),
      mappings.map(({ source }) => source),
      cx.now,
    ],
  )
}

export async function deleteMappings(cx: Cx, connectionId: string): Promise<void> {
  await cx.sql('delete from connection_mappings where company_id = $1 and connection_id = $2', [
    cx.companyId,
    connectionId,
  ])
}

export async function loadCatalogue(cx: Cx, connectionId: string): Promise<Catalogue | null> {
  const [row] = await cx.sql<{ catalogue: Catalogue }>(
    'select catalogue from connection_catalogues where company_id = $1 and connection_id = $2',
    [cx.companyId, connectionId],
  )
  return row?.catalogue ?? null
}

export async function saveCatalogue(cx: Cx, connectionId: string, catalogue: Catalogue): Promise<void> {
  await cx.sql(
    `insert into connection_catalogues (company_id, connection_id, catalogue, read_at) values ($1, $2, $3, $4)
     on conflict (company_id, connection_id) do update set catalogue = excluded.catalogue, read_at = excluded.read_at`,
    [cx.companyId, connectionId, JSON.stringify(catalogue), cx.now],
  )
}
