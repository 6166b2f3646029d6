import type { FC } from 'hono/jsx'
import type { wireInvoice } from '#src/invoices/index.ts'
import { formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { Filter, FilterChoice } from './filter.tsx'
import { Frame } from './layout.tsx'
import { Amount, Next, Status } from './parts.tsx'

export type WiredInvoice = ReturnType<typeof wireInvoice>

export const STATES = ['all', 'draft', 'issued', 'open', 'overdue'] as const
export type InvoiceState = (typeof STATES)[number]

const STATE_WORDS: Readonly<Record<InvoiceState, Word>> = {
  all: 'every',
  draft: 'draftOnes',
  issued: 'issuedOnes',
  open: 'openOnes',
  overdue: 'overdueOnes',
}

interface InvoiceChoice {
  readonly state: InvoiceState
  readonly number: string | undefined
}

interface InvoicesProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly invoices: readonly WiredInvoice[]
  readonly filter: InvoiceChoice
  readonly next: string | null
}

/** The company's own invoices: what is drafted, sent and paid. */
export const InvoicesPage: FC<InvoicesProps> = ({ reader, waiting, invoices, filter, next }) => {
  const { locale, companyId, call } = reader
  return (
    <Frame title={say(locale, 'invoices')} reader={reader} section="invoices" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'invoices')}</h1>
        <a class="end" href={`/c/${companyId}/invoices/reach`}>
          {say(locale, 'reachTitle')}
        </a>
        <a href={`/c/${companyId}/invoices/settings`}>{say(locale, 'invoiceSettings')}</a>
        {call.actor.scopes.has('receipts:read') ? (
          <a href={`/c/${companyId}/exchange-rates`}>{say(locale, 'exchangeRates')}</a>
        ) : null}
        {call.actor.scopes.has('invoices:write') ? (
          <a class="act" href={`/c/${companyId}/invoices/new`}>
            {say(locale, 'newInvoice')}
          </a>
        ) : null}
      </div>
      <FilterForm reader={reader} filter={filter} />
      {invoices.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      <div class="scroll" hidden={invoices.length === 0}>
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'number')}</th>
              <th>{say(locale, 'customer')}</th>
              <th class="wide">{say(locale, 'issuedOn')}</th>
              <th class="wide">{say(locale, 'dueOn')}</th>
              <th>{say(locale, 'status')}</th>
              <th class="num wide">{say(locale, 'remaining')}</th>
              <th class="num">{say(locale, 'amount')}</th>
            </tr>
          </thead>
          <tbody>
            {invoices.map((invoice) => (
              <Row reader={reader} invoice={invoice} />
            ))}
          </tbody>
        </table>
      </div>
      <Next locale={locale} query={next === null ? null : { state: filter.state, after: next }} />
    </Frame>
  )
}

const FilterForm: FC<Pick<InvoicesProps, 'reader' | 'filter'>> = ({ reader: { locale, companyId }, filter }) => (
  <Filter locale={locale} action={`/c/${companyId}/invoices`}>
    <FilterChoice
      locale={locale}
      word="status"
      name="state"
      options={STATES.map((state) => [state, say(locale, STATE_WORDS[state])] as const)}
      chosen={filter.state}
    />
    <label>
      {say(locale, 'number')}
      <input name="number" inputmode="numeric" value={filter.number ?? ''} />
    </label>
  </Filter>
)

/** A credit note is what the customer gets back: its figures stand below zero. */
const signed = ({ kind, totals }: WiredInvoice): string =>
  kind === 'creditNote' ? `-${totals.payable}` : totals.payable

export const nameOf = (locale: Locale, { kind, number, customer }: WiredInvoice): string =>
  number === null
    ? `${say(locale, 'draftOf')} ${customer.name}`
    : `${say(locale, kind === 'creditNote' ? 'creditNote' : 'invoice')} ${number}`

const Row: FC<{ reader: CompanyReader; invoice: WiredInvoice }> = ({ reader: { locale, companyId }, invoice }) => {
  const { id, number, kind, customer, currency, issuedOn, dueOn, status, paymentStatus, remaining } = invoice
  return (
    <tr data-row>
      <td>
        <a href={`/c/${companyId}/invoices/${id}`}>{number ?? say(locale, 'draft')}</a>
        {kind === 'creditNote' ? <span class="soft small block">{say(locale, 'creditNote')}</span> : null}
      </td>
      <td>
        {customer.name}
        <span class="narrow soft small">{formatDate(dueOn ?? issuedOn, locale)}</span>
      </td>
      <td class="wide">{formatDate(issuedOn, locale)}</td>
      <td class="wide">{formatDate(dueOn, locale)}</td>
      <td>
        <Status locale={locale} status={paymentStatus ?? status} />
      </td>
      <td class="num wide">
        <Amount locale={locale} amount={remaining} blank />
      </td>
      <td class="num">
        <Amount locale={locale} amount={signed(invoice)} currency={currency} />
      </td>
    </tr>
  )
}
