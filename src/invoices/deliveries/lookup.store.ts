import type { Cx } from '#src/platform/cx.ts'

/** What the network said about a participant, and when. */
export interface Lookup {
  readonly participant: string
  /** Names of the document types that it takes; none when it is not registered. */
  readonly documentTypes: readonly string[]
  /** As the network said it. */
  readonly answer: string
  readonly lookedUpAt: Date
}

const COLUMNS = `participant, document_types as "documentTypes", answer, looked_up_at as "lookedUpAt"`
const ANSWER_MAX = 20_000

export async function findLookups(cx: Cx, participants: readonly string[]): Promise<Map<string, Lookup>> {
  const rows = await cx.sql<Lookup>(
    `select ${COLUMNS} from participant_lookups where company_id = $1 and participant = any ($2::text[])`,
    [cx.companyId, participants],
  )
  return new Map(rows.map((row) => [row.participant, row]))
}

/** The latest answer stands for the ones before. */
export async function keepLookup(cx: Cx, { participant, documentTypes, answer }: Omit<Lookup, 'lookedUpAt'>) {
  await cx.sql(
    `insert into participant_lookups (company_id, participant, document_types, answer, looked_up_at)
     values ($1, $2, $3::text[], $4, $5)
     on conflict (company_id, participant) do update set document_types = excluded.document_types,
       answer = excluded.answer, looked_up_at = excluded.looked_up_at`,
    [cx.companyId, participant, documentTypes, answer.replaceAll('\0', '').slice(0, ANSWER_MAX), cx.now],
  )
}
