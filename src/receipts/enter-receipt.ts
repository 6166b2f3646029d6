import { getDocument } from '#src/documents/index.ts'
import { newId } from '#src/kernel/id.ts'
import { listVatCodes } from '#src/ledger/index.ts'
import { principalOf } from '#src/platform/actor.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { NOBODY, supplierOfPerson } from './arrival/find-supplier.ts'
import { type ManualReceipt, manualContent } from './arrival/manual-receipt.ts'
import { storeReceipt } from './arrival/store-receipt.ts'
import { demandCoding } from './coding/demand-coding.ts'
import type { Receipt } from './receipt.ts'

/**
 * Enters a receipt by hand, with or without a document that was uploaded before. Refuses duplicates, and accounts, VAT
 * codes and values of dimensions that cannot be booked on.
 */
export const enterReceipt = command(
  'receipt.receive',
  { can: 'receipts:write' },
  async (cx: Cx, input: ManualReceipt): Promise<Receipt> => {
    const id = newId('receipt')
    if (input.documentId !== undefined) await getDocument(cx, input.documentId)
    await demandCoding(cx, input.lines)
    const { party, supplier } = input.supplier
      ? await supplierOfPerson(cx, input.supplier, input.bankAccount ?? null, id, [principalOf(cx.actor)])
      : NOBODY
    const content = manualContent(input, supplier, await listVatCodes(cx, undefined), cx.today)
    return storeReceipt(cx, id, { content, party, costs: [], exceptions: [] })
  },
)
