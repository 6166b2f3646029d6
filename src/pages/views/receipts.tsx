import type { FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import { RECEIPT_STATUSES, type ReceiptStatus } from '#src/receipts/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { fieldAt } from '../read-fields.ts'
import { exceptionWords } from '../words/exception-words.ts'
import { say } from '../words.ts'
import { Filter, FilterChoice, FilterText, orAll } from './filter.tsx'
import { holdWord, isHold } from './holds.tsx'
import { Frame } from './layout.tsx'
import { WORD_OF_FIELD } from './original.tsx'
import { Amount, Next, Status, statusWord } from './parts.tsx'
import type { WiredReceipt } from './receipt.tsx'

/** Which receipts are asked for. */
export interface ReceiptChoice {
  readonly text: string | undefined
  readonly status: ReceiptStatus | undefined
}

interface ReceiptsProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly choice: ReceiptChoice
  readonly receipts: readonly WiredReceipt[]
  /** Where the next page goes on; null at the end. */
  readonly next: string | null
}

/** The newest receipts; one row leads to one receipt. */
export const ReceiptsPage: FC<ReceiptsProps> = ({ reader, waiting, choice, receipts, next }) => {
  const { locale } = reader
  const chosen = Object.entries(choice).filter((one): one is [string, string] => one[1] !== undefined)
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
      <Choice reader={reader} choice={choice} />
      {receipts.length === 0 ? (
        <p class="empty">{say(locale, chosen.length > 0 ? 'nothingFound' : 'nothingHere')}</p>
      ) : null}
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
      <Next locale={locale} query={next === null ? null : { ...Object.fromEntries(chosen), after: next }} />
    </Frame>
  )
}

const Choice: FC<Pick<ReceiptsProps, 'reader' | 'choice'>> = ({ reader: { locale, companyId }, choice }) => {
  const statuses = RECEIPT_STATUSES.map((status) => [status, statusWord(locale, status)] as const)
  return (
    <Filter locale={locale} action={`/c/${companyId}/receipts`}>
      <FilterText locale={locale} word="searchReceipts" text={choice.text} />
      <FilterChoice
        locale={locale}
        word="status"
        name="status"
        options={orAll(locale, statuses)}
        chosen={choice.status}
      />
    </Filter>
  )
}

/** What a draft waits for: the first thing, and how many more there are. */
const WaitsFor: FC<{ reader: CompanyReader; receipt: WiredReceipt }> = ({ reader: { locale }, receipt }) => {
  const [first, ...others] = receipt.exceptions
  if (receipt.status !== 'draft' || !first) return null
  const field = fieldAt(first.pointer)
  const said = isHold(first)
    ? say(locale, holdWord(first))
    : `${field ? `${say(locale, WORD_OF_FIELD[field])}: ` : ''}${exceptionWords(locale, first.code, first.message).text}`
  return (
    <span class="block soft small why">
      {said}
      {others.length > 0 ? ` + ${others.length}` : ''}
    </span>
  )
}

const ReceiptRow: FC<{ reader: CompanyReader; receipt: WiredReceipt }> = ({ reader, receipt }) => {
  const { locale, companyId } = reader
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
        <WaitsFor reader={reader} receipt={receipt} />
      </td>
      <td class="num">
        <Amount locale={locale} amount={receipt.declared.payable} currency={receipt.currency} href={href} />
      </td>
    </tr>
  )
}
