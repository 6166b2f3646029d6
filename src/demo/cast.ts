import type { Role } from '#src/platform/actor.ts'

/** The people and companies of the demonstration. Names and numbers are made up; the check digits are right. */
export const PEOPLE = [
  { key: 'owner', name: 'Ingrid Solheim', email: 'ingrid@havglott.example', roles: ['owner'] },
  { key: 'approver', name: 'Jonas Vik', email: 'jonas@havglott.example', roles: ['approver'] },
  { key: 'bookkeeper', name: 'Sara Lunde', email: 'sara@havglott.example', roles: ['bookkeeper'] },
  { key: 'auditor', name: 'Erik Holm', email: 'erik@revisjon.example', roles: ['auditor'] },
] as const satisfies readonly { key: string; name: string; email: string; roles: readonly Role[] }[]

export type CastKey = (typeof PEOPLE)[number]['key']

export const COMPANY = {
  name: 'Havgløtt Kaffe AS',
  country: 'NO',
  baseCurrency: 'NOK',
  organisationNumber: '999999999',
}
export const SISTER = {
  name: 'Havgløtt Bakeri AS',
  country: 'NO',
  baseCurrency: 'NOK',
  organisationNumber: '999999468',
}
export const GROUP = { name: 'Havgløtt' }
