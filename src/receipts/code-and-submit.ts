import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { type ChangeReceipt, changeReceipt } from './change-receipt.ts'
import type { Receipt } from './receipt.ts'
import { submitReceipt } from './submit-receipt.ts'

export interface CodeAndSubmit {
  readonly receiptId: string
  readonly seenVersion: number
  /** What is changed first; nothing when left out. */
  readonly change?: Omit<ChangeReceipt, 'receiptId' | 'seenVersion'> | undefined
}

/**
 * Changes a receipt and puts it up for approval, both or neither. Fails with what refuses the change, and with what
 * refuses the receipt as it then is.
 */
export const codeAndSubmit = command(
  'receipt.codeAndSubmit',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId, seenVersion, change }: CodeAndSubmit): Promise<Receipt> => {
    if (!change) return submitReceipt(cx, { receiptId, seenVersion })
    const { version } = await changeReceipt(cx, { ...change, receiptId, seenVersion })
    return submitReceipt(cx, { receiptId, seenVersion: version })
  },
)
