import { accountKey } from '#src/kernel/iban.ts'
import { describeHold, type Hold, type HoldReason, isNearName, type Party } from '#src/parties/index.ts'
import type { ReceiptContent, ReceiptException } from '../receipt.ts'

const PLACES: Readonly<Record<HoldReason, { code: string; refused: string; pointer: string }>> = {
  bankAccountChanged: place('supplier_bank_account', 'changed', '/bankAccount'),
  bankAccountNew: place('supplier_bank_account', 'new', '/bankAccount'),
  vatNumberChanged: place('supplier_vat_number', 'changed', '/supplier/organisationNumber'),
  nameChanged: place('supplier_name', 'changed', '/supplier/name'),
}

function place(what: string, happened: string, pointer: string) {
  return { code: `${what}_${happened}`, refused: `${what}_refused`, pointer }
}

const CODES = new Set(Object.values(PLACES).flatMap(({ code, refused }) => [code, refused]))

/** Exceptions of a hold stop the payment only: the receipt may be approved and booked with them. */
export const isOfHold = ({ code }: ReceiptException): boolean => CODES.has(code)

/** Whether the hold is about what this receipt says. */
function concerns(hold: Hold, receiptId: string, { bankAccount, supplier }: ReceiptContent): boolean {
  const isSeenHere = hold.seenIn?.kind === 'receipt' && hold.seenIn.id === receiptId
  if (hold.accountId !== null) {
    const isNamed = bankAccount !== null && accountKey(bankAccount) === accountKey(hold.becomes)
    return isNamed || (isSeenHere && hold.outcome === null)
  }
  return isSeenHere || (hold.reason === 'nameChanged' && isNearName(hold.becomes, supplier.name))
}

/** What the receipt shows of the holds of its supplier, open and refused: what was known, what it says, and where. */
export const holdExceptions = (
  party: Pick<Party, 'name'>,
  holds: readonly Hold[],
  receiptId: string,
  content: ReceiptContent,
): ReceiptException[] =>
  holds
    .filter((hold) => hold.outcome !== 'released' && concerns(hold, receiptId, content))
    .map((hold) => {
      const { was, becomes, id: holdId, approvalId } = hold
      const { code, refused, pointer } = PLACES[hold.reason]
      const difference = { pointer, was, becomes, holdId, approvalId }
      const change = describeHold(party, hold)
      if (hold.outcome === null) {
        return { code, message: `${change} Nothing is paid by it until that is approved.`, ...difference }
      }
      const reason = hold.note === null ? '' : `: ${hold.note}`
      return { code: refused, message: `${change} ${hold.releasedBy} refused that${reason}`, ...difference }
    })
