import type { FC } from 'hono/jsx'
import type { paymentOrderToWire } from '#src/bank/index.ts'
import { formatDate } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { Amount } from './parts.tsx'
import { TellApart } from './tell-apart.tsx'

interface OrderProps {
  readonly reader: CompanyReader
  readonly order: ReturnType<typeof paymentOrderToWire>
}

/** Items that must not be paid, with the reason; a person may say that one which looks like another is not the same. */
const HeldItems: FC<OrderProps> = ({ reader, order }) => {
  const { locale, call } = reader
  if (order.held.length === 0) return null
  return (
    <section class="note" role="note">
      <strong>{say(locale, 'notPaid')}</strong>
      <ul>
        {order.held.map(({ openItemId, otherOpenItemId, message, code }) => (
          <li>
            {message} <span class="soft small">{code}</span>
            {otherOpenItemId && call.actor.scopes.has('payments:write') ? (
              <TellApart
                reader={reader}
                action={`/payment-orders/${order.id}/not-duplicate`}
                hidden={{ openItemId, otherOpenItemId }}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What somebody has said about items of the order that look like others. */
const ToldApart: FC<OrderProps> = ({ reader: { locale }, order: { toldApart } }) =>
  toldApart.length === 0 ? null : (
    <section class="note" role="note">
      <strong>{say(locale, 'notDuplicate')}</strong>
      <ul>
        {toldApart.map(({ reason, dismissedBy }) => (
          <li>
            {reason} <span class="soft small">{dismissedBy}</span>
          </li>
        ))}
      </ul>
    </section>
  )

/** Who is paid how much, where to and when, and what somebody has said about movements that look alike. */
export const PaymentOrderView: FC<OrderProps> = ({ reader, order }) => {
  const { locale, companyId } = reader
  return (
    <>
      <HeldItems reader={reader} order={order} />
      <ToldApart reader={reader} order={order} />
      {order.dismissals.length === 0 ? null : (
        <section class="note" role="note">
          <strong>{say(locale, 'looksPaid')}</strong>
          <ul>
            {order.dismissals.map((one) => (
              <li>
                <a href={`/c/${companyId}/bank/${one.bankTransactionId}`}>{say(locale, 'bankTransaction')}</a>:{' '}
                {one.reason} <span class="soft small">{one.dismissedBy}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card scroll">
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'supplier')}</th>
              <th class="wide">{say(locale, 'paymentReference')}</th>
              <th class="wide">{say(locale, 'dueOn')}</th>
              <th class="num">{say(locale, 'amount')}</th>
            </tr>
          </thead>
          <tbody>
            {order.payments.map((one) => (
              <tr>
                <td>
                  {one.partyId ? (
                    <a href={`/c/${companyId}/parties/${one.partyId}`}>{one.creditor.name}</a>
                  ) : (
                    one.creditor.name
                  )}
                  <span class="soft small block digits">{one.creditor.account}</span>
                </td>
                <td class="wide">{one.reference ?? one.remittance}</td>
                <td class="wide">{formatDate(one.executeOn, locale)}</td>
                <td class="num">
                  <Amount locale={locale} amount={one.amount} currency={one.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
