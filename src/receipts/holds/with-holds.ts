import { getParty, listPartyHolds } from '#src/parties/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptContent, ReceiptException } from '../receipt.ts'
import { holdExceptions, isOfHold } from './hold-exceptions.ts'

/** The exceptions with the holds of the supplier that the receipt is about, looked for anew. */
export async function withHolds(
  cx: Cx,
  receiptId: string,
  content: ReceiptContent,
  exceptions: readonly ReceiptException[],
): Promise<ReceiptException[]> {
  const others = exceptions.filter((one) => !isOfHold(one))
  const { partyId } = content.supplier
  if (partyId === null) return others
  const holds = await listPartyHolds(cx, { partyId })
  if (holds.length === 0) return others
  return [...others, ...holdExceptions(await getParty(cx, { partyId }), holds, receiptId, content)]
}
