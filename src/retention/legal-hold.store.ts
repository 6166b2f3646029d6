import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { LegalHold } from './legal-hold.ts'

const COLUMNS = `id, target_kind as "targetKind", target_id as "targetId", reason, until_on as until, placed_by as "placedBy",
  placed_at as "placedAt", released_at as "releasedAt", released_by as "releasedBy", release_reason as "releaseReason", version`

/** A hold and a deletion of a company wait for each other, so that none deletes what another is just holding. */
export async function lockRetention(cx: Cx): Promise<void> {
  await cx.sql("select pg_advisory_xact_lock(hashtextextended('retention ' || $1, 29))", [cx.companyId])
}

export async function insertLegalHold(
  cx: Cx,
  hold: Pick<LegalHold, 'id' | 'targetKind' | 'targetId' | 'reason' | 'until'>,
): Promise<LegalHold> {
  const [row] = await cx.sql<LegalHold>(
    `insert into legal_holds (company_id, id, target_kind, target_id, reason, until_on, placed_by, placed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [cx.companyId, hold.id, hold.targetKind, hold.targetId, hold.reason, hold.until, cx.actor.name, cx.now],
  )
  return row ?? fail('not_found', 'There is no such legal hold.')
}

export async function loadLegalHold(cx: Cx, id: string): Promise<LegalHold> {
  const [row] = await cx.sql<LegalHold>(`select ${COLUMNS} from legal_holds where company_id = $1 and id = $2`, [
    cx.companyId,
    id,
  ])
  return row ?? fail('not_found', 'There is no such legal hold.')
}

/** Fails with legal_hold_released when somebody was faster. */
export async function releaseLegalHoldRow(cx: Cx, id: string, reason: string): Promise<void> {
  const rows = await cx.sql(
    `update legal_holds set released_at = $3, released_by = $4, release_reason = $5, version = version + 1
     where company_id = $1 and id = $2 and released_at is null returning id`,
    [cx.companyId, id, cx.now, cx.actor.name, reason],
  )
  if (rows.length === 0) fail('legal_hold_released', 'The legal hold is released already.')
}

export const listLegalHoldRows = (cx: Cx, after: string | undefined, limit: number): Promise<LegalHold[]> =>
  cx.sql<LegalHold>(`select ${COLUMNS} from legal_holds where company_id = $1 and id > $2 order by id limit $3`, [
    cx.companyId,
    after ?? '',
    limit,
  ])

/** Not released; those whose last day has passed among them. */
export const unreleasedHolds = (cx: Cx): Promise<LegalHold[]> =>
  cx.sql<LegalHold>(
    `select ${COLUMNS} from legal_holds where company_id = $1 and released_at is null order by id`,
    [cx.companyId],
    'unreleased_legal_holds',
  )
