import type { Cx } from '#src/platform/cx.ts'
import type { Way } from '../intake.ts'

export interface RefusedMail {
  /** Of the envelope or the letter, lower case; empty where nobody said one. */
  readonly sender: string
  /** Our address. */
  readonly recipient: string
  readonly code: string
  readonly way: Extract<Way, 'mail' | 'mailWebhook'>
  readonly firstAt: Date
  readonly lastAt: Date
}

/** Rows of one company; the oldest goes when there are more. */
const ROWS_MAX = 200

type Noted = Pick<RefusedMail, 'sender' | 'recipient' | 'code' | 'way'>

export async function upsertRefusedMail(cx: Cx, { sender, recipient, code, way }: Noted): Promise<void> {
  await cx.sql(
    `insert into refused_mails (company_id, sender, recipient, code, way, first_at, last_at)
     values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (company_id, sender, recipient, code) do update set last_at = excluded.last_at, way = excluded.way`,
    [cx.companyId, sender, recipient, code, way, cx.now],
  )
  await cx.sql(
    `delete from refused_mails where company_id = $1 and (sender, recipient, code) in (
       select sender, recipient, code from refused_mails where company_id = $1
       order by last_at desc, sender, recipient, code offset $2)`,
    [cx.companyId, ROWS_MAX],
  )
}

/** When this was last noted; undefined when never. */
export async function lastNoted(cx: Cx, { sender, recipient, code }: Noted): Promise<Date | undefined> {
  const [row] = await cx.sql<{ at: Date }>(
    `select last_at as at from refused_mails
     where company_id = $1 and sender = $2 and recipient = $3 and code = $4`,
    [cx.companyId, sender, recipient, code],
  )
  return row?.at
}

/** The latest first; with `text`, those of a sender that contains it. */
export const listRefusedRows = (cx: Cx, text: string | undefined): Promise<RefusedMail[]> =>
  cx.sql<RefusedMail>(
    `select sender, recipient, code, way, first_at as "firstAt", last_at as "lastAt" from refused_mails
     where company_id = $1 and ($2::text is null or position(lower($2) in sender) > 0)
     order by last_at desc, sender, recipient, code limit $3`,
    [cx.companyId, text, ROWS_MAX],
  )
