import { createHash } from 'node:crypto'
import { must } from '../speaker.ts'
import type { PaymentOrder } from '../wire.ts'
import { left, type Step } from './props.ts'

/** A payment order that another person approves; its file is the same bytes every time, with the KID. */
export const pay: Step = {
  title: 'Pay',
  async play(stage, props) {
    const { bookkeeper, owner, approver } = stage.as
    const { openItemId } = left(props, 'booked')
    const { bill } = left(props, 'bill')
    const { id: bankAccountId } = props.scene.bankAccount
    const order = await bookkeeper.post<PaymentOrder>('payment-orders', { bankAccountId, openItemIds: [openItemId] })
    const [payment] = order.payments
    must(payment?.reference === bill.kid && payment.amount === bill.gross, 'the payment is not of this bill')
    stage.say(`${order.id}: ${payment.amount} to ${payment.creditor.name}, ${payment.creditor.account}`)
    const approvals = `payment-orders/${order.id}/approvals`
    const json = { seenVersion: order.version }
    await bookkeeper.refused('scope_missing', 'POST', approvals, { json })
    const approved = await approver.post<PaymentOrder>(approvals, json)
    must(approved.status === 'approved', `the order is ${approved.status}`)
    const [first, second] = [
      await owner.file(`payment-orders/${order.id}/file`),
      await owner.file(`payment-orders/${order.id}/file`),
    ]
    must(Buffer.from(first).equals(Buffer.from(second)), 'the file differs from one time to the next')
    const text = new TextDecoder().decode(first)
    must(
      text.includes(`<Ref>${bill.kid}</Ref>`) && text.includes(payment.endToEndId),
      'the file lacks KID or end-to-end id',
    )
    const hash = createHash('sha256').update(first).digest('hex')
    stage.say(`approved by ${approver.name}; pain.001, ${first.length} bytes, twice SHA-256 ${hash.slice(0, 16)}…`)
    const { endToEndId, amount, creditor } = payment
    props.payment = { endToEndId, amount, openItemId, name: creditor.name, account: creditor.account }
  },
}
