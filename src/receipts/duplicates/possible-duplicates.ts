import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptContent, ReceiptException } from '../receipt.ts'
import { sameAmounts } from './duplicate.store.ts'
import { asException, evidenceOf, POSSIBLE_DUPLICATE } from './lookalike.ts'

/** The exceptions with those receipts that may be the same invoice, looked for anew. */
export async function withPossibleDuplicates(
  cx: Cx,
  receiptId: string,
  content: ReceiptContent,
  exceptions: readonly ReceiptException[],
): Promise<ReceiptException[]> {
  const others = await sameAmounts(cx, receiptId, content)
  const found = others.flatMap((other) => {
    const evidence = evidenceOf(content, other)
    return evidence === null ? [] : [asException(other, evidence)]
  })
  return [...exceptions.filter(({ code }) => code !== POSSIBLE_DUPLICATE), ...found]
}
