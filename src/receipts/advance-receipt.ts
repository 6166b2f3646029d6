import { getCompany } from '#src/companies/index.ts'
import { getParty } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { goesAlone } from './coding/goes-alone.ts'
import { loadReceipt } from './receipt.store.ts'
import type { Receipt } from './receipt.ts'
import { submitReceipt } from './submit-receipt.ts'

/**
 * Moves on what needs no human (`goesAlone`): the draft is put up for approval, and goes on from there by its policy.
 * Anything else stays as it is, so that the job may run twice.
 */
export const advanceReceipt = command(
  'receipt.advance',
  { can: 'receipts:write' },
  async (cx: Cx, { receiptId }: { receiptId: string }): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    const { partyId } = receipt.supplier
    const party = partyId === null ? null : await getParty(cx, { partyId })
    const company = await getCompany(cx, undefined)
    const isReady = receipt.status === 'draft' && goesAlone(receipt, party, company)
    cx.audit({ kind: 'receipt', id: receiptId }, { isReady })
    return isReady ? submitReceipt(cx, { receiptId }) : receipt
  },
)
