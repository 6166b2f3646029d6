import type { Cx } from '#src/platform/cx.ts'

export interface SenderRule {
  readonly id: string
  readonly verdict: 'allow' | 'block'
  /** "name@domain" or "@domain", lower case. */
  readonly sender: string
  readonly createdAt: Date
}

/** False when there is a rule for this sender. */
export async function insertRule(cx: Cx, { id, verdict, sender, createdAt }: SenderRule): Promise<boolean> {
  const rows = await cx.sql(
    `insert into intake_sender_rules (company_id, id, verdict, sender, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [cx.companyId, id, verdict, sender, createdAt],
  )
  return rows.length === 1
}

export async function deleteRuleRow(cx: Cx, id: string): Promise<boolean> {
  const rows = await cx.sql('delete from intake_sender_rules where company_id = $1 and id = $2 returning id', [
    cx.companyId,
    id,
  ])
  return rows.length === 1
}

export async function listRuleRows(cx: Cx): Promise<SenderRule[]> {
  return cx.sql<SenderRule>(
    `select id, verdict, sender, created_at as "createdAt" from intake_sender_rules where company_id = $1 order by id`,
    [cx.companyId],
  )
}
