import { type Company, getCompany } from '#src/companies/index.ts'
import { getParty, type Party } from '#src/parties/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { goesAlone } from './coding/goes-alone.ts'
import { lastLookAt } from './coding/memory.store.ts'
import { isLookDue } from './coding/precision.ts'
import { CODING_LOOK_DUE } from './exceptions.ts'
import { receiptUpdated } from './receipt.events.ts'
import { loadReceipt, putExceptions } from './receipt.store.ts'
import { type Receipt, stateOf } from './receipt.ts'
import { submitReceipt } from './submit-receipt.ts'

/**
 * Moves on what needs no human (`goesAlone`): the draft is put up for approval, and goes on from there by its policy.
 * Where nobody has looked at the supplier's coding for long, it waits for a person with the exception coding_look_due.
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
    const isLook = isReady && party !== null && (await needsLook(cx, party, company))
    cx.audit({ kind: 'receipt', id: receiptId }, { isReady, isLook })
    if (isLook) return askForLook(cx, receipt)
    return isReady ? submitReceipt(cx, { receiptId }) : receipt
  },
)

/** A supplier that is set to automatic is trusted by a person's word; measured precision has to be measured on. */
const needsLook = async (cx: Cx, party: Party, { settings }: Company): Promise<boolean> =>
  !party.autoPost && isLookDue(await lastLookAt(cx, party.id), settings, cx.now)

async function askForLook(cx: Cx, receipt: Receipt): Promise<Receipt> {
  const message =
    'Receipts of this supplier have gone by themselves for a while. See whether the coding is still what you want, and submit it.'
  const asked = { code: CODING_LOOK_DUE, message, pointer: '/lines' }
  await putExceptions(cx, receipt.id, [...receipt.exceptions, asked])
  cx.emit(receiptUpdated, stateOf(receipt))
  return loadReceipt(cx, receipt.id)
}
