import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { ToldApart } from './suspect-duplicate.ts'

defineConstraint('payment_duplicate_dismissals_key', 'payment_dismissed', 'Somebody has said so already.')

/** The pairs that one of these items is in, as people said at a payment. */
export const toldAtPayment = (cx: Cx, openItemIds: readonly string[]): Promise<ToldApart[]> =>
  cx.sql<ToldApart>(
    `select first_id as "openItemId", second_id as "otherOpenItemId", reason, dismissed_by as "dismissedBy",
       dismissed_at as "dismissedAt"
     from payment_duplicate_dismissals where company_id = $1 and (first_id = any($2::text[]) or second_id = any($2::text[]))
     order by dismissed_at, first_id, second_id`,
    [cx.companyId, openItemIds],
    'payment_duplicate_dismissals',
  )

/** Fails with payment_dismissed when the pair is told apart already, in whichever order. */
export async function insertToldApart(cx: Cx, pair: ToldApart, byKey: string): Promise<void> {
  const [first, second] = [pair.openItemId, pair.otherOpenItemId].sort()
  await cx.sql(
    `insert into payment_duplicate_dismissals (company_id, first_id, second_id, reason, dismissed_by, dismissed_by_key,
       dismissed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [cx.companyId, first, second, pair.reason, pair.dismissedBy, byKey, pair.dismissedAt],
  )
}
