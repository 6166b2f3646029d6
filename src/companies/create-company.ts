import { newId } from '#src/kernel/id.ts'
import { isOrgNumber, normaliseOrgNumber } from '#src/kernel/org-number.ts'
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

/** Digits of a number in countries whose form is known; the check digit is demanded where our first market demands it. */
const FORMS: Readonly<Record<string, RegExp>> = { NO: /^\d{9}$/, DK: /^\d{8}$/, SE: /^\d{10}$/, FI: /^\d{8}$/ }

/**
 * Digits of the number. Refused when it has not the form of its country, and in Norway when the check digit is wrong.
 * Elsewhere the number is taken as it is: a company is not kept out by a check digit. Countries whose form
 * we do not know are kept as written.
 */
export function checkedNumber(text: string | undefined, country: string): string | null {
  if (text === undefined || text === '') return null
  const form = FORMS[country]
  if (!form) return text.trim()
  const digits = normaliseOrgNumber(text)
  const isRight = form.test(digits) && (country !== 'NO' || isOrgNumber(digits, 'NO'))
  if (isRight) return digits
  fail('organisation_number_invalid', `Check the digits of the organisation number: ${text} is none of ${country}.`, {
    errors: [{ pointer: '/organisationNumber', code: 'check_digit', message: 'wrong form or check digit' }],
  })
}
