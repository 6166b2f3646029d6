import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { accountsByRole, postJournalEntry } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { entryOf } from './booking/posting.ts'
import { rateFor } from './booking/rate-of-receipt.ts'
import { demandVersion } from './demand-version.ts'
import { demandComplete, renewed } from './exceptions.ts'
import { receiptPosted } from './receipt.events.ts'
import { loadReceipt, moveReceipt } from './receipt.store.ts'
import { assertMove, type Receipt, stateOf } from './receipt.ts'

export interface PostReceipt {
  readonly receiptId: string
  /** The date of issue when left out. */
  readonly bookedOn?: BookDate | undefined
  readonly seenVersion?: number | undefined
}

/** Posts an approved receipt in the books. Fails with the ledger's codes (`period_closed`, ...). */
export const postReceipt = command(
  'receipt.post',
  { can: 'receipts:write', via: ['receipt.approve'] },
  async (cx: Cx, { receiptId, bookedOn, seenVersion }: PostReceipt): Promise<Receipt> => {
    const receipt = await loadReceipt(cx, receiptId, { lock: true })
    demandVersion(receipt, seenVersion)
    assertMove(receipt.status, 'posted')
    const { baseCurrency } = await getCompany(cx, undefined)
    const rate = await rateFor(cx, receipt, baseCurrency)
    demandComplete({ exceptions: renewed([], receipt, rate !== null) })
    const ground = {
      baseCurrency,
      roles: await accountsByRole(cx, undefined),
      rate: rate ?? null,
      bookedOn: bookedOn ?? receipt.issuedOn ?? cx.today,
    }
    const entry = await postJournalEntry(cx, entryOf(receipt, ground))
    const openItemId = entry.lines.find((line) => line.openItemId !== null)?.openItemId ?? null
    const facts = { bookedOn: entry.bookedOn, journalEntryId: entry.id, openItemId }
    const posted = await moveReceipt(cx, receipt, 'posted', facts)
    cx.audit({ kind: 'receipt', id: receiptId }, facts)
    cx.emit(receiptPosted, { ...stateOf(posted), journalEntryId: entry.id, openItemId })
    return posted
  },
)
