import { newId } from '#src/kernel/id.ts'
import { isOrgNumber, normaliseOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import { fail } from '#src/kernel/problem.ts'
import { command, enterNewCompany } from '#src/platform/command/index.ts'
import { companyCreated } from './company.events.ts'
import { insertCompany, loadCompany } from './company.store.ts'
import { type Company, chartOf, zoneOf } from './company.ts'
import { insertMember } from './member.store.ts'
import { runOpenings } from './open-company.ts'

export interface CreateCompany {
  readonly name: string
  readonly country: string
  readonly baseCurrency: string
  readonly organisationNumber?: string | undefined
  readonly chart?: string | undefined
}

/** Creates a company with its books opened; the person who asks becomes its owner. */
export const createCompany = command(
  'company.create',
  { can: null },
  async (cx, input: CreateCompany): Promise<Company> => {
    const { personId } = cx.actor
    if (!personId) fail('person_required', "A company's own key cannot create a company; use a person's key.")
    const organisationNumber = checkedNumber(input.organisationNumber, input.country)
    const id = newId('company')
    const timeZone = zoneOf(input.country)
    const inside = await enterNewCompany(cx, id, timeZone)
    await insertCompany(inside, {
      id,
      name: input.name,
      country: input.country,
      baseCurrency: input.baseCurrency,
      organisationNumber,
      timeZone,
      chart: input.chart ?? chartOf(input.country),
      createdAt: cx.now,
      updatedAt: cx.now,
    })
    await insertMember(inside, { id: newId('member'), personId, roles: ['owner'] })
    const company = await loadCompany(inside)
    await runOpenings(inside, company)
    inside.audit({ kind: 'company', id }, { name: company.name })
    inside.emit(companyCreated, { id, version: company.version })
    cx.audit({ kind: 'company', id }, { name: company.name })
    return company
  },
)

const CHECKED: readonly string[] = ['NO', 'DK', 'SE', 'FI']

/** Digits of the number; refused when the country's check digit is wrong. Other countries are kept as written. */
export function checkedNumber(text: string | undefined, country: string): string | null {
  if (text === undefined || text === '') return null
  if (!CHECKED.includes(country)) return text.trim()
  if (isOrgNumber(text, country as OrgCountry)) return normaliseOrgNumber(text)
  fail('organisation_number_invalid', `Check the digits of the organisation number: ${text} is none of ${country}.`, {
    errors: [{ pointer: '/organisationNumber', code: 'check_digit', message: 'wrong check digit' }],
  })
}
