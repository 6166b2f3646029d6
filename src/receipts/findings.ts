import type { Cx } from '#src/platform/cx.ts'
import { withPossibleDuplicates } from './duplicates/possible-duplicates.ts'
import { withHolds } from './holds/with-holds.ts'
import type { ReceiptContent, ReceiptException } from './receipt.ts'

/** The exceptions with what the rest of the company's books says of the receipt: its likes, and holds of its supplier. */
export const withFindings = async (
  cx: Cx,
  receiptId: string,
  content: ReceiptContent,
  exceptions: readonly ReceiptException[],
): Promise<ReceiptException[]> =>
  withHolds(cx, receiptId, content, await withPossibleDuplicates(cx, receiptId, content, exceptions))
