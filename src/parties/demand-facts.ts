import { accountKey, isIban, normaliseIban } from '#src/kernel/iban.ts'
import { isOrgNumber, type OrgCountry } from '#src/kernel/org-number.ts'
import { fail } from '#src/kernel/problem.ts'
import { nameKey } from './identity.ts'

/**
 * What a person or another system gives must be right. What a document states is taken down as it stands instead, so
 * that a voucher with a made-up number can still be read.
 */
export interface GivenFacts {
  readonly name: string
  readonly country?: string | null | undefined
  readonly organisationNumber?: string | null | undefined
}

const CHECKED: readonly string[] = ['NO', 'DK', 'SE', 'FI']

/** Fails: party_name_missing, organisation_number_invalid. */
export function demandFacts({ name, country, organisationNumber }: GivenFacts): void {
  if (nameKey(name) === '') fail('party_name_missing', 'Give the party a name with letters or digits.')
  if (!country || !organisationNumber || !CHECKED.includes(country)) return
  if (isOrgNumber(organisationNumber, country as OrgCountry)) return
  const message = `Check the digits of the organisation number: ${organisationNumber} is none of ${country}.`
  fail('organisation_number_invalid', message, {
    errors: [{ pointer: '/organisationNumber', code: 'check_digit', message }],
  })
}

/**
 * Text that begins like an IBAN must be one; anything else is a national number, whose rule we may not know. Fails:
 * bank_account_invalid.
 */
export function demandAccount(account: string, pointer: string): void {
  const looksLikeIban = /^[A-Z]{2}\d{2}/.test(normaliseIban(account))
  if (accountKey(account) !== '' && (!looksLikeIban || isIban(account))) return
  const message = 'Check the digits of the account number: its check digits are wrong.'
  fail('bank_account_invalid', message, { errors: [{ pointer, code: 'check_digit', message }] })
}
