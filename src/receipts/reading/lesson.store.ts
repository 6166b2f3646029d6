import { LATELY, type Layout, type Lesson } from '#src/documents/reading/fields/index.ts'
import { newId } from '#src/kernel/id.ts'
import type { Cx } from '#src/platform/cx.ts'

interface Taught {
  readonly receiptId: string
  readonly partyId: string
}

/** Answers how many of the layouts were not known yet; a racing twin waits, and then knows them. */
export async function putLessons(cx: Cx, { receiptId, partyId }: Taught, layouts: readonly Layout[]): Promise<number> {
  const rows = await cx.sql(
    `insert into layout_lessons (company_id, party_id, receipt_id, learned_at, id, field, form, label, way, place_x, place_y)
     select $1, $2, $3, $4, * from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::float8[], $11::float8[])
     on conflict (company_id, party_id, field, form, label, way) do nothing returning id`,
    [
      cx.companyId,
      partyId,
      receiptId,
      cx.now,
      layouts.map(() => newId('layoutLesson')),
      layouts.map(({ field }) => field),
      layouts.map(({ form }) => form),
      layouts.map(({ label }) => label),
      layouts.map(({ way }) => way),
      layouts.map(({ x }) => x),
      layouts.map(({ y }) => y),
    ],
    'put_layout_lessons',
  )
  return rows.length
}

/**
 * What a correction taught again is right on that receipt, unless its use there was judged: so a lesson that faded comes
 * back when people's corrections agree with it.
 */
export async function confirmLessons(
  cx: Cx,
  { receiptId, partyId }: Taught,
  layouts: readonly Layout[],
): Promise<void> {
  await cx.sql(
    `insert into layout_outcomes (company_id, receipt_id, decided_at, lesson_id, is_right)
     select l.company_id, $2, $3, l.id, true from layout_lessons l
     join unnest($5::text[], $6::text[], $7::text[], $8::text[]) as taught (field, form, label, way)
       on (l.field, l.form, l.label, l.way) = (taught.field, taught.form, taught.label, taught.way)
     where l.company_id = $1 and l.party_id = $4 and l.receipt_id <> $2
     on conflict (company_id, lesson_id, receipt_id) do nothing`,
    [
      cx.companyId,
      receiptId,
      cx.now,
      partyId,
      layouts.map(({ field }) => field),
      layouts.map(({ form }) => form),
      layouts.map(({ label }) => label),
      layouts.map(({ way }) => way),
    ],
    'confirm_layout_lessons',
  )
}

/** Lessons of a supplier that are tried; older ones are of layouts that it has left. */
const TRIED = 50

/** The lessons of a supplier, newest first, with their record; the receipt itself proves none and teaches itself nothing. */
export const lessonsOf = (cx: Cx, partyId: string, exceptReceiptId: string): Promise<Lesson[]> =>
  cx.sql<Lesson>(
    `select l.id, l.field, l.form, l.label, l.way, l.place_x as x, l.place_y as y, o."right", o.used, o.lately
     from layout_lessons l, lateral (
       select count(*) filter (where is_right)::int as "right", count(*)::int as used,
         count(*) filter (where is_right and place <= ${LATELY})::int as lately
       from (
         select is_right, row_number() over (order by decided_at desc, receipt_id desc) as place from layout_outcomes
         where company_id = l.company_id and lesson_id = l.id and receipt_id <> $3) ranked) o
     where l.company_id = $1 and l.party_id = $2 and l.receipt_id <> $3 order by l.learned_at desc, l.id desc limit ${TRIED}`,
    [cx.companyId, partyId, exceptReceiptId],
    'layout_lessons_of',
  )

export interface LayoutOutcome {
  readonly lessonId: string
  readonly isRight: boolean
}

/** Writes what became of the fields that lessons read on a receipt, in place of what was said of them before. */
export async function putLayoutOutcomes(cx: Cx, receiptId: string, outcomes: readonly LayoutOutcome[]): Promise<void> {
  if (outcomes.length === 0) return
  await cx.sql(
    `insert into layout_outcomes (company_id, receipt_id, decided_at, lesson_id, is_right)
     select $1, $2, $3, * from unnest($4::text[], $5::boolean[])
     on conflict (company_id, lesson_id, receipt_id) do update
       set is_right = excluded.is_right, decided_at = excluded.decided_at`,
    [cx.companyId, receiptId, cx.now, outcomes.map(({ lessonId }) => lessonId), outcomes.map(({ isRight }) => isRight)],
    'put_layout_outcomes',
  )
}
