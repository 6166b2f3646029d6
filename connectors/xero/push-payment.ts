import { ConnectorError, type PaymentModel, type Push } from '#src/connect/sdk.ts'
import { formatMinor } from '#src/kernel/money.ts'
import { differences, paymentReferenceOf, toPaymentDraft } from './map.ts'
import { createPayment, paymentById, paymentsOf } from './payment-calls.ts'
import type { XeroPayment } from './words.ts'

const recordOf = ({ paymentID, reference }: XeroPayment) => ({ externalId: paymentID, label: reference ?? paymentID })

/** A payment of ours against a document that Xero has; found by the reference that names it. */
export const pushPayment: Push<PaymentModel> = {
  async find(cx, payment) {
    const { externalId, kind } = payment.settles
    const made = await paymentsOf(cx, externalId, kind === 'creditNote')
    const reference = paymentReferenceOf(payment)
    const ours = made.find((one) => one.reference === reference && one.status !== 'DELETED')
    return ours ? recordOf(ours) : null
  },
  async create(cx, payment, requestKey) {
    return recordOf(await createPayment(cx, toPaymentDraft(payment), requestKey))
  },
  async verify(cx, payment, externalId) {
    const theirs = await paymentById(cx, externalId)
    if (!theirs) throw new ConnectorError({ kind: 'not_found' })
    return differences([
      ['Status', 'AUTHORISED', theirs.status],
      ['Amount', formatMinor(payment.amountMinor, payment.currency), theirs.amount],
      ['Date', payment.paidOn, theirs.date],
    ])
  },
}
