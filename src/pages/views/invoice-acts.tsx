import type { FC, PropsWithChildren } from 'hono/jsx'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import type { WiredInvoice } from './invoices.tsx'

interface ActsProps {
  readonly reader: CompanyReader
  readonly invoice: WiredInvoice
  readonly hasDeliveries: boolean
}

/** What the reader may do with the invoice as it stands. */
export const InvoiceActs: FC<ActsProps> = ({ reader, invoice, hasDeliveries }) => {
  const { scopes } = reader.call.actor
  if (invoice.status === 'draft') return <DraftActs reader={reader} invoice={invoice} />
  if (!scopes.has('invoices:issue')) return null
  return (
    <section class="card">
      <SendForm reader={reader} invoice={invoice} hasDeliveries={hasDeliveries} />
      {invoice.kind === 'invoice' ? <CreditForm reader={reader} invoice={invoice} /> : null}
    </section>
  )
}

type FormProps = PropsWithChildren<{ reader: CompanyReader; invoice: WiredInvoice; act: string }>

const Form: FC<FormProps> = ({ reader, invoice: { id, version }, act, children }) => (
  <CommandForm reader={reader} class="filter" action={`/invoices/${id}/${act}`} hidden={{ seenVersion: version }}>
    {children}
  </CommandForm>
)

const DraftActs: FC<Omit<ActsProps, 'hasDeliveries'>> = ({ reader, invoice }) => {
  const { locale, call } = reader
  const { scopes } = call.actor
  return (
    <section class="card">
      {scopes.has('invoices:issue') ? (
        <Form reader={reader} invoice={invoice} act="issuances">
          <button class="act main" type="submit">
            {say(locale, 'issueIt')}
          </button>
          <span class="soft small">{say(locale, 'issueHint')}</span>
        </Form>
      ) : null}
      {scopes.has('invoices:write') ? (
        <p class="links">
          <a class="act" href={`/c/${reader.companyId}/invoices/${invoice.id}/edit`} data-key="e">
            {say(locale, 'changeDraft')}
          </a>
        </p>
      ) : null}
      {scopes.has('invoices:write') ? (
        <Form reader={reader} invoice={invoice} act="deletions">
          <button class="act bad" type="submit">
            {say(locale, 'deleteDraft')}
          </button>
        </Form>
      ) : null}
    </section>
  )
}

const SendForm: FC<ActsProps> = ({ reader, invoice, hasDeliveries }) => {
  const { locale } = reader
  return (
    <Form reader={reader} invoice={invoice} act="deliveries">
      <label>
        {say(locale, 'channel')}
        <select name="channel">
          <option value="email">{say(locale, 'byEmail')}</option>
          <option value="network">{say(locale, 'byNetwork')}</option>
        </select>
      </label>
      <label>
        {say(locale, 'recipient')} <span class="small">({say(locale, 'recipientHint')})</span>
        <input name="to" maxlength={200} autocomplete="off" />
      </label>
      <button class="act" type="submit">
        {say(locale, hasDeliveries ? 'sendAgain' : 'sendIt')}
      </button>
    </Form>
  )
}

const CreditForm: FC<Omit<ActsProps, 'hasDeliveries'>> = ({ reader, invoice }) => {
  const { locale } = reader
  return (
    <>
      <Form reader={reader} invoice={invoice} act="credit-notes">
        <ReasonField reader={reader} />
        <button class="act bad" type="submit">
          {say(locale, 'creditIt')}
        </button>
      </Form>
      <details>
        <summary>{say(locale, 'creditSome')}</summary>
        <Form reader={reader} invoice={invoice} act="credit-notes">
          <input type="hidden" name="part" value="yes" />
          {invoice.lines.map(({ lineNumber, description, quantity }) => (
            <label>
              {lineNumber}. {description} <span class="small">({quantity})</span>
              <input
                name={`credit${lineNumber}`}
                inputmode="decimal"
                maxlength={30}
                autocomplete="off"
                aria-label={`${say(locale, 'creditQuantity')}: ${description}`}
              />
            </label>
          ))}
          <ReasonField reader={reader} />
          <button class="act bad" type="submit">
            {say(locale, 'creditThese')}
          </button>
        </Form>
      </details>
    </>
  )
}

const ReasonField: FC<{ reader: CompanyReader }> = ({ reader: { locale } }) => (
  <label>
    {say(locale, 'reason')}
    <input name="reason" maxlength={1000} required autocomplete="off" />
  </label>
)
