import { isKid } from '#src/kernel/kid.ts'
import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import type { Invoice } from '../wire.ts'
import type { Props } from './props.ts'

const LINES = [
  { description: 'Espresso Havgløtt, 1 kg', quantity: '24', unit: 'KGM', unitPrice: '268.00', vatCode: '31' },
  { description: 'Service på kaffemaskin', quantity: '3', unit: 'HUR', unitPrice: '980.00', vatCode: '3' },
]

/** A sales invoice of ours, so that a customer has something to pay: number, KID, posting and e-invoice in one step. */
export async function sell(stage: Stage, props: Props): Promise<void> {
  const { bookkeeper } = stage.as
  const draft = await bookkeeper.post<Invoice>('invoices', {
    customer: { partyId: props.scene.customer.id },
    buyerReference: 'Resepsjonen',
    lines: LINES,
  })
  must(draft.number === null, 'a draft has a number already')
  const invoice = await bookkeeper.post<Invoice>(`invoices/${draft.id}/issuances`)
  const { number, paymentReference: kid, totals, openItemId } = invoice
  must(number !== null && kid !== null && openItemId !== null, `the invoice was issued without number or KID`)
  must(isKid(kid, 'mod10'), `${kid} is no KID`)
  const ubl = new TextDecoder().decode(await bookkeeper.file(`invoices/${invoice.id}/ubl`))
  must(ubl.includes(`<cbc:PaymentID>${kid}</cbc:PaymentID>`), 'the e-invoice lacks the KID')
  stage.say(`sold: invoice ${number} to ${props.scene.customer.name}, ${totals.payable} NOK, KID ${kid}, EHF written`)
  props.sale = { invoiceId: invoice.id, kid, amount: totals.payable, openItemId }
}
