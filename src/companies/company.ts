import type { Role } from '#src/platform/actor.ts'

export interface Company {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly baseCurrency: string
  readonly organisationNumber: string | null
  /** IANA zone: what "today" means in the books. */
  readonly timeZone: string
  /** The chart of accounts that the books were opened with. */
  readonly chart: string
  readonly settings: CompanySettings
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Free settings of a company by name; rooms read the ones they know. */
export type CompanySettings = Readonly<Record<string, string | number | boolean | null>>

export interface Member {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly version: number
  readonly createdAt: Date
}

/** Zones of the countries that charts are shipped for; another country starts in UTC and sets its own. */
const ZONES: Readonly<Record<string, string>> = {
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  SE: 'Europe/Stockholm',
  FI: 'Europe/Helsinki',
  DE: 'Europe/Berlin',
  NL: 'Europe/Amsterdam',
  GB: 'Europe/London',
  IS: 'Atlantic/Reykjavik',
}

export const zoneOf = (country: string): string => ZONES[country] ?? 'UTC'

/** The chart that fits a country best: NS 4102 in Norway, else the neutral one. */
export const chartOf = (country: string): string => (country === 'NO' ? 'ns4102' : 'neutral')
