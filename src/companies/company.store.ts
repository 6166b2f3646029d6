import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { defineConstraint } from '#src/platform/db/database-problem.ts'
import type { Company, CompanySettings } from './company.ts'

interface CompanyRow {
  company_id: string
  name: string
  country: string
  base_currency: string
  organisation_number: string | null
  time_zone: string
  chart: string
  settings: CompanySettings
  version: number
  created_at: Date
  updated_at: Date
}

const toCompany = (row: CompanyRow): Company => ({
  id: row.company_id,
  name: row.name,
  country: row.country,
  baseCurrency: row.base_currency,
  organisationNumber: row.organisation_number,
  timeZone: row.time_zone,
  chart: row.chart,
  settings: row.settings,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

defineConstraint('members_person_key', 'member_exists', 'The person is a member of the company already.')

export async function insertCompany(cx: Cx, company: Omit<Company, 'version' | 'settings'>): Promise<void> {
  await cx.sql(
    `insert into companies (company_id, name, country, base_currency, organisation_number, time_zone, chart, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      company.id,
      company.name,
      company.country,
      company.baseCurrency,
      company.organisationNumber,
      company.timeZone,
      company.chart,
      company.createdAt,
    ],
  )
}

export async function loadCompany(cx: Cx): Promise<Company> {
  const [row] = await cx.sql<CompanyRow>(
    'select * from companies where company_id = $1',
    [cx.companyId],
    'load_company',
  )
  return row ? toCompany(row) : fail('not_found', 'There is no such company.')
}

/** Writes the new facts if the company is still at `version`. */
export async function updateCompanyRow(cx: Cx, company: Company): Promise<Company> {
  const [row] = await cx.sql<CompanyRow>(
    `update companies set name = $3, organisation_number = $4, time_zone = $5, settings = $6, version = version + 1, updated_at = $7
     where company_id = $1 and version = $2 returning *`,
    [
      cx.companyId,
      company.version,
      company.name,
      company.organisationNumber,
      company.timeZone,
      JSON.stringify(company.settings),
      cx.now,
    ],
  )
  return row ? toCompany(row) : fail('version_stale', 'The company has changed since you read it; read it again.')
}

/** The companies where the person is a member, oldest first. */
export async function companiesOfPerson(
  cx: Cx,
  personId: string,
): Promise<{ company_id: string; company_name: string; country: string; roles: string[] }[]> {
  return cx.sql('select * from app.memberships_of($1)', [personId])
}
