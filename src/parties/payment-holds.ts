import { accountKey } from '#src/kernel/iban.ts'
import type { Hold, HoldReason, Party } from './party.ts'

/** Why a payment must wait, and what to do about it. */
export interface PaymentHold {
  readonly message: string
  readonly holdId: string | null
  readonly approvalId: string | null
}

const CHANGED: Readonly<Record<HoldReason, string>> = {
  bankAccountChanged: 'bank account',
  bankAccountNew: 'bank account',
  vatNumberChanged: 'VAT number',
  nameChanged: 'name',
}

/** "bank account of Nordkraft AS changed from A to B": what a hold is about, in words. */
export const describeHold = ({ name }: Pick<Party, 'name'>, { reason, was, becomes }: Hold): string =>
  was === null
    ? `The ${CHANGED[reason]} of ${name} is new: ${becomes}.`
    : `The ${CHANGED[reason]} of ${name} changed from ${was} to ${becomes}.`

const asHeld = (party: Party, hold: Hold): PaymentHold => ({
  message: `${describeHold(party, hold)} ${
    hold.approvalId
      ? `Payment waits until approval ${hold.approvalId} is decided.`
      : `Payment waits until hold ${hold.id} is judged.`
  }`,
  holdId: hold.id,
  approvalId: hold.approvalId,
})

/**
 * Why nothing may be paid to the party now; undefined = it may be. A changed account holds what goes to that account, or
 * to an account that nobody named; a changed VAT number or name holds everything.
 */
export function paymentHold(party: Party, account: string | null): PaymentHold | undefined {
  const own =
    account === null ? undefined : party.accounts.find((one) => accountKey(one.account) === accountKey(account))
  const open = party.openHolds.find((hold) => hold.accountId === null || account === null || hold.accountId === own?.id)
  if (open) return asHeld(party, open)
  if (account === null || own?.status === 'usable') return undefined
  const message = own
    ? `Account ${account} of ${party.name} was refused, and nothing is paid to it; ask the supplier for a credit note and a new invoice.`
    : `Account ${account} is none of ${party.name}; give it to the supplier first, or correct it on the receipt.`
  return { message, holdId: null, approvalId: null }
}
