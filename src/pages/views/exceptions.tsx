import type { FC } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import { fieldAt } from '../read-fields.ts'
import { exceptionWords } from '../words/exception-words.ts'
import { say } from '../words.ts'
import { isHold } from './holds.tsx'
import { WORD_OF_FIELD } from './original.tsx'
import type { WiredReceipt } from './receipt.tsx'
import { TellApart } from './tell-apart.tsx'

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
        {exceptions.map(({ code, message, pointer, receiptId }) => (
          <li>
            <FieldAt locale={locale} pointer={pointer} /> <Said locale={locale} code={code} message={message} />
            {receiptId ? <OtherReceipt reader={reader} receipt={receipt} otherId={receiptId} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is to be looked at, in the reader's language. */
const Said: FC<{ locale: Locale; code: string; message: string }> = ({ locale, code, message }) => {
  const { text, detail } = exceptionWords(locale, code, message)
  return (
    <>
      {text} <span class="soft small">{code}</span>
      {detail === null ? null : (
        <span class="block soft small" lang="en">
          {detail}
        </span>
      )}
    </>
  )
}

/** The field that it is about, by the name that it has on the page. */
const FieldAt: FC<{ locale: Locale; pointer: string }> = ({ locale, pointer }) => {
  const field = fieldAt(pointer)
  return field ? <a href={`#field-${field}`}>{say(locale, WORD_OF_FIELD[field])}:</a> : null
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
      <TellApart reader={reader} action={`/receipts/${receipt.id}/not-duplicate`} hidden={{ otherId }} />
    ) : null}
  </>
)
