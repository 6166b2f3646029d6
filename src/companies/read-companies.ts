import { query } from '#src/platform/command/index.ts'
import { companiesOfPerson, loadCompany } from './company.store.ts'
import type { Company } from './company.ts'

export interface CompanySummary {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly roles: readonly string[]
}

export const getCompany = query('company.get', { can: 'companies:read' }, (cx): Promise<Company> => loadCompany(cx))

/** The companies in which the caller has a part; a company's own key has none but its own, which it knows. */
export const listCompanies = query('company.list', { can: null }, async (cx): Promise<CompanySummary[]> => {
  if (!cx.actor.personId) return []
  const rows = await companiesOfPerson(cx, cx.actor.personId)
  return rows.map((row) => ({ id: row.company_id, name: row.company_name, country: row.country, roles: row.roles }))
})
