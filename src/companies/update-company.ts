import { fail } from '#src/kernel/problem.ts'
import { command } from '#src/platform/command/index.ts'
import { companyUpdated } from './company.events.ts'
import { loadCompany, updateCompanyRow } from './company.store.ts'
import type { Company, CompanySettings } from './company.ts'
import { checkedNumber } from './create-company.ts'
import { judgeSettings } from './settings-judges.ts'

export interface UpdateCompany {
  readonly name?: string | undefined
  readonly organisationNumber?: string | undefined
  readonly timeZone?: string | undefined
  /** Merged into the settings; null removes one. */
  readonly settings?: CompanySettings | undefined
}

export const updateCompany = command(
  'company.update',
  { can: 'companies:write' },
  async (cx, input: UpdateCompany): Promise<Company> => {
    const before = await loadCompany(cx)
    if (cx.ifMatch !== undefined && cx.ifMatch !== before.version) {
      fail('version_stale', 'The company has changed since you read it; read it again.')
    }
    if (input.timeZone !== undefined) demandZone(input.timeZone)
    const merged = Object.entries({ ...before.settings, ...input.settings }).filter(([, value]) => value !== null)
    const wanted: Company = {
      ...before,
      name: input.name ?? before.name,
      organisationNumber:
        input.organisationNumber === undefined
          ? before.organisationNumber
          : checkedNumber(input.organisationNumber, before.country),
      timeZone: input.timeZone ?? before.timeZone,
      settings: Object.fromEntries(merged),
    }
    await judgeSettings(cx, wanted, new Set(Object.keys(input.settings ?? {})))
    const after = await updateCompanyRow(cx, wanted)
    cx.audit({ kind: 'company', id: after.id }, { before, after })
    cx.emit(companyUpdated, { id: after.id, version: after.version })
    return after
  },
)

function demandZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    fail('time_zone_unknown', `${timeZone} is no IANA time zone; write one like "Europe/Oslo".`)
  }
}
