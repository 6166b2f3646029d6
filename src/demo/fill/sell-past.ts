import { addDays } from '#src/kernel/book-date.ts'
import { daysAgo, type Scene } from '../set-the-scene.ts'
import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import type { Invoice, Page } from '../wire.ts'

const SALES = [
  { days: 33, note: 'Levert etter avtale', lines: [{ description: 'Espresso Havgløtt, 1 kg', quantity: '40' }] },
  { days: 18, note: 'Levert etter avtale', lines: [{ description: 'Filterkaffe Bodø, 1 kg', quantity: '55' }] },
] as const
const PRICE = { unit: 'KGM', unitPrice: '268.00', vatCode: '31' }

/** Sales of the weeks before: the first is paid by the statement that follows, the second is overdue; and a draft. */
export async function sellPast(stage: Stage, { customer }: Scene): Promise<readonly Invoice[]> {
  const { bookkeeper } = stage.as
  const known = await bookkeeper.get<Page<Invoice>>('invoices?limit=200')
  const bodyOf = (lines: readonly object[]) => ({
    customer: { partyId: customer.id },
    buyerReference: 'Resepsjonen',
    lines: lines.map((line) => ({ ...PRICE, ...line })),
  })
  const issued = known.data.filter(({ status }) => status === 'issued')
  for (const { days, note, lines } of SALES.slice(issued.length)) {
    const issuedOn = daysAgo(stage, days)
    const body = { ...bodyOf(lines), note, issuedOn, dueOn: addDays(issuedOn, 14) }
    const draft = await bookkeeper.post<Invoice>('invoices', body)
    issued.push(await bookkeeper.post<Invoice>(`invoices/${draft.id}/issuances`))
  }
  must(issued.length >= SALES.length, 'a sale is missing')
  if (known.data.every(({ status }) => status !== 'draft')) {
    await bookkeeper.post('invoices', bodyOf([{ description: 'Julekaffe, 1 kg', quantity: '30' }]))
  }
  return issued
}
