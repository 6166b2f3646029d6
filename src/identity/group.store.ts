import type { Cx } from '#src/platform/cx.ts'

interface GroupRow {
  group_id: string
  name: string
  company_ids: string[]
}

export async function listGroupsOfPerson(cx: Cx, personId: string) {
  const rows = await cx.sql<GroupRow>('select group_id, name, company_ids from app.groups_of($1)', [personId])
  return rows.map((row) => ({ id: row.group_id, name: row.name, companyIds: row.company_ids }))
}
