import type { FC } from 'hono/jsx'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { isHold } from './holds.tsx'
import type { WiredReceipt } from './receipt.tsx'

/** What somebody has to look at before the receipt can go on. */
export const Exceptions: FC<{ reader: CompanyReader; receipt: WiredReceipt }> = ({
  reader,
  reader: { locale },
  receipt,
}) => {
  const exceptions = receipt.exceptions.filter((one) => !isHold(one))
  if (exceptions.length === 0 && !receipt.rejectionReason) return null
  return (
    <section class="note" role="note">
      <strong>{say(locale, 'exceptions')}</strong>
      <ul>
        {receipt.rejectionReason ? <li>{receipt.rejectionReason}</li> : null}
        {exceptions.map(({ code, message, receiptId }) => (
          <li>
            {message} <span class="soft small">{code}</span>
            {receiptId ? <OtherReceipt reader={reader} receipt={receipt} otherId={receiptId} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The receipt that may be the same invoice, and where a person says that it is not. */
const OtherReceipt: FC<{ reader: CompanyReader; receipt: WiredReceipt; otherId: string }> = ({
  reader,
  reader: { locale, companyId, call },
  receipt,
  otherId,
}) => (
  <>
    {' '}
    <a href={`/c/${companyId}/receipts/${otherId}`}>{say(locale, 'openOther')}</a>
    {call.actor.scopes.has('receipts:write') && receipt.status !== 'posted' ? (
      <details>
        <summary>{say(locale, 'notDuplicate')}</summary>
        <CommandForm reader={reader} action={`/receipts/${receipt.id}/not-duplicate`} hidden={{ otherId }}>
          <label>
            {say(locale, 'reason')}
            <input name="reason" required maxlength={500} />
          </label>
          <button type="submit" class="act">
            {say(locale, 'notDuplicate')}
          </button>
        </CommandForm>
      </details>
    ) : null}
  </>
)
