import { listCompanies, listGroups } from '#src/companies/index.ts'
import { query } from '#src/platform/command/index.ts'

/** Who the caller is, and the companies and groups in reach. */
export const getMe = query('me.get', { can: null }, async (cx, _input: undefined) => {
  const { kind, id, name, personId, scopes } = cx.actor
  const companies = await listCompanies(cx, undefined)
  const groups = await listGroups(cx, undefined)
  return {
    kind,
    id,
    name,
    personId,
    scopes: [...scopes].sort(),
    companies: companies.map((company) => ({ id: company.id, name: company.name, roles: company.roles })),
    groups: groups.map((group) => ({ id: group.id, name: group.name, companyIds: group.companyIds })),
  }
})
