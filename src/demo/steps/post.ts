import { decimal, equals, sum } from '#src/kernel/decimal.ts'
import { must } from '../speaker.ts'
import type { Entry, Receipt } from '../wire.ts'
import { left, type Step } from './props.ts'

/** The entry is in the books, balanced, and its voucher leads to the very bytes that came in. */
export const post: Step = {
  title: 'Post',
  async play(stage, props) {
    const { auditor } = stage.as
    const { receiptId, bill } = left(props, 'bill')
    const { status, journalEntryId, openItemId } = await auditor.get<Receipt>(`receipts/${receiptId}`)
    must(status === 'posted' && journalEntryId !== null && openItemId !== null, `the receipt is ${status}`)
    const entry = await auditor.get<Entry>(`journal-entries/${journalEntryId}`)
    const total = (side: 'debit' | 'credit') => sum(entry.lines.map((line) => decimal(line[side])))
    must(equals(total('debit'), total('credit')), 'the entry does not balance')
    const lines = entry.lines.map(({ account, debit, credit }) =>
      /[1-9]/.test(debit) ? `${account} ${debit} debit` : `${account} ${credit} credit`,
    )
    stage.say(`${entry.series} ${entry.fiscalYear}-${entry.number} on ${entry.bookedOn}: ${lines.join(', ')}`)
    const original = await auditor.file(`documents/${entry.voucher.documentId}/content`)
    must(Buffer.from(original).equals(Buffer.from(bill.upload.bytes)), 'the original is not what came in')
    stage.say(
      `voucher ${entry.voucher.id}, its original the same ${original.length} bytes, hash ${entry.hash.slice(0, 16)}…`,
    )
    props.booked = { journalEntryId, openItemId }
  },
}
