import type { FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { Frame } from './layout.tsx'
import { Amount, Next, Status } from './parts.tsx'
import type { WiredReceipt } from './receipt.tsx'

/** The newest receipts; one row leads to one receipt. */
export const ReceiptsPage: FC<{
  reader: CompanyReader
  waiting: number
  receipts: readonly WiredReceipt[]
  next: string | null
}> = ({ reader, waiting, receipts, next }) => {
  const { locale } = reader
  return (
    <Frame title={say(locale, 'receipts')} reader={reader} section="receipts" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'receipts')}</h1>
        <a class="end" href={`/c/${reader.companyId}/intakes`}>
          {say(locale, 'allThatCameIn')}
        </a>
        {reader.call.actor.scopes.has('receipts:write') ? (
          <a class="act" href={`/c/${reader.companyId}/receipts/new`}>
            {say(locale, 'newReceipt')}
          </a>
        ) : null}
      </div>
      {receipts.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'supplier')}</th>
              <th class="wide">{say(locale, 'number')}</th>
              <th class="wide">{say(locale, 'issuedOn')}</th>
              <th class="wide">{say(locale, 'dueOn')}</th>
              <th>{say(locale, 'status')}</th>
              <th class="num">{say(locale, 'amount')}</th>
            </tr>
          </thead>
          <tbody>
            {receipts.map((receipt) => (
              <ReceiptRow reader={reader} receipt={receipt} />
            ))}
          </tbody>
        </table>
      </div>
      <Next locale={locale} query={next === null ? null : { after: next }} />
    </Frame>
  )
}

const ReceiptRow: FC<{ reader: CompanyReader; receipt: WiredReceipt }> = ({
  reader: { locale, companyId },
  receipt,
}) => {
  const href = `/c/${companyId}/receipts/${receipt.id}`
  return (
    <tr data-row>
      <td>
        <a href={href}>{receipt.supplier.name ?? say(locale, 'unreadReceipt')}</a>
        <span class="narrow soft small">{formatDate(receipt.dueOn, locale)}</span>
      </td>
      <td class="wide">{receipt.number}</td>
      <td class="wide">{formatDate(receipt.issuedOn, locale)}</td>
      <td class="wide">{formatDate(receipt.dueOn, locale)}</td>
      <td>
        <Status locale={locale} status={receipt.status} />
      </td>
      <td class="num">
        <Amount locale={locale} amount={receipt.declared.payable} currency={receipt.currency} href={href} />
      </td>
    </tr>
  )
}
