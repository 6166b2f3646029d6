import type { FC } from 'hono/jsx'
import type { AuditEntry } from '#src/audit/index.ts'
import { formatDate, formatInstant } from '#src/kernel/figures.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { commandWords } from '../command-words.ts'
import { adjustmentFigure } from '../figure.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { Reason } from './audit.tsx'
import { Deliveries, type WiredDelivery } from './deliveries.tsx'
import { InvoiceActs } from './invoice-acts.tsx'
import { nameOf, type WiredInvoice } from './invoices.tsx'
import { Fact, Frame } from './layout.tsx'
import { Amount, EntryFact, Head, Refusal } from './parts.tsx'

interface InvoiceProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly invoice: WiredInvoice
  /** The latest first. */
  readonly deliveries: readonly WiredDelivery[]
  /** Those that go out with it. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly trail: readonly AuditEntry[]
  readonly problem: Problem | undefined
}

const REFRESH_SECONDS = 3

/** One invoice: what it says, what it did to the books, how it went to the customer, and who did it. */
export const InvoicePage: FC<InvoiceProps> = ({ reader, waiting, invoice, deliveries, files, trail, problem }) => {
  const { locale } = reader
  const isLeaving = deliveries.some(({ status, attempts }) => status === 'planned' && attempts === 0)
  return (
    <Frame
      title={nameOf(locale, invoice)}
      reader={reader}
      section="invoices"
      waiting={waiting}
      refreshSeconds={isLeaving && !problem ? REFRESH_SECONDS : null}
    >
      <Head
        locale={locale}
        title={nameOf(locale, invoice)}
        status={invoice.paymentStatus ?? invoice.status}
        amount={invoice.totals.payable}
        currency={invoice.currency}
      />
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      <InvoiceFacts reader={reader} invoice={invoice} files={files} />
      <Lines reader={reader} invoice={invoice} />
      <InvoiceActs reader={reader} invoice={invoice} hasDeliveries={deliveries.length > 0} />
      {invoice.status === 'draft' ? null : (
        <Deliveries reader={reader} invoiceId={invoice.id} deliveries={deliveries} />
      )}
      {trail.length === 0 ? null : <Trail reader={reader} invoice={invoice} trail={trail} />}
    </Frame>
  )
}

const InvoiceFacts: FC<Pick<InvoiceProps, 'reader' | 'invoice' | 'files'>> = ({ reader, invoice, files }) => {
  const { locale, companyId } = reader
  const here = `/c/${companyId}`
  const { customer, credits, creditNotes, journalEntryId, documentId } = invoice
  return (
    <section class="card">
      <dl class="facts">
        <Fact locale={locale} word="customer">
          <a href={`${here}/parties/${customer.partyId}`}>{customer.name}</a>
        </Fact>
        <Fact locale={locale} word="organisationNumber">
          {customer.organisationNumber}
        </Fact>
        <Fact locale={locale} word="issuedOn">
          {formatDate(invoice.issuedOn, locale)}
        </Fact>
        <Fact locale={locale} word="dueOn">
          {formatDate(invoice.dueOn, locale)}
        </Fact>
        <Fact locale={locale} word="paymentReference">
          {invoice.paymentReference}
        </Fact>
        <Fact locale={locale} word="remaining">
          {invoice.remaining === null ? null : <Amount locale={locale} amount={invoice.remaining} />}
        </Fact>
        <Fact locale={locale} word="buyerReference">
          {invoice.buyerReference}
        </Fact>
        <Fact locale={locale} word="orderReference">
          {invoice.orderReference}
        </Fact>
        <Fact locale={locale} word="attachedFiles">
          {files.length === 0
            ? null
            : files.map(({ id, name }) => (
                <a class="block" href={`${here}/documents/${id}`}>
                  {name}
                </a>
              ))}
        </Fact>
        <Fact locale={locale} word="credits">
          {credits ? <a href={`${here}/invoices/${credits}`}>{say(locale, 'invoice')}</a> : null}
        </Fact>
        <Fact locale={locale} word="creditedBy">
          {creditNotes.length === 0
            ? null
            : creditNotes.map((id) => (
                <a class="block" href={`${here}/invoices/${id}`}>
                  {say(locale, 'creditNote')}
                </a>
              ))}
        </Fact>
        <EntryFact reader={reader} entryId={journalEntryId} />
        <Fact locale={locale} word="original">
          <a href={`${here}/invoices/${invoice.id}/pdf`} data-key="o">
            {say(locale, 'asPdf')}
          </a>
          {documentId ? (
            <>
              {' · '}
              <a href={`${here}/documents/${documentId}`}>{say(locale, 'asEInvoice')}</a>
            </>
          ) : null}
        </Fact>
      </dl>
      {invoice.note ? <p class="small">{invoice.note}</p> : null}
    </section>
  )
}

const Lines: FC<Pick<InvoiceProps, 'reader' | 'invoice'>> = ({
  reader: { locale },
  invoice: { lines, adjustments, totals, exchangeRate },
}) => (
  <section class="card scroll">
    <h2>{say(locale, 'lines')}</h2>
    <table>
      <thead>
        <tr>
          <th>{say(locale, 'description')}</th>
          <th class="num">{say(locale, 'quantity')}</th>
          <th class="num wide">{say(locale, 'unitPrice')}</th>
          <th class="wide">{say(locale, 'account')}</th>
          <th class="wide">{say(locale, 'vatCode')}</th>
          <th class="num wide">{say(locale, 'vat')}</th>
          <th class="num">{say(locale, 'net')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>
              {line.description}
              {line.discountPercent ? (
                <span class="soft small block">
                  {say(locale, 'discount')} {line.discountPercent}
                </span>
              ) : null}
              {line.adjustments.map((one) => (
                <span class="soft small block">
                  {one.reason ?? say(locale, one.kind)}{' '}
                  <Amount locale={locale} amount={adjustmentFigure(one.kind, one.amount)} />
                </span>
              ))}
            </td>
            <td class="num">{line.quantity}</td>
            <td class="num wide">
              <Amount locale={locale} amount={line.unitPrice} />
            </td>
            <td class="wide">{line.account}</td>
            <td class="wide">
              {line.vatCode}
              {line.vatRate ? <span class="soft small"> {line.vatRate} %</span> : null}
            </td>
            <td class="num wide">
              <Amount locale={locale} amount={line.vat} />
            </td>
            <td class="num">
              <Amount locale={locale} amount={line.net} />
            </td>
          </tr>
        ))}
        {adjustments.map((one) => (
          <tr>
            <td>
              {one.reason ?? say(locale, one.kind)}
              {one.percent ? <span class="soft small block">{one.percent} %</span> : null}
            </td>
            <td class="num" />
            <td class="num wide" />
            <td class="wide">{one.account}</td>
            <td class="wide">
              {one.vatCode}
              {one.vatRate ? <span class="soft small"> {one.vatRate} %</span> : null}
            </td>
            <td class="num wide">
              <Amount locale={locale} amount={adjustmentFigure(one.kind, one.vat)} />
            </td>
            <td class="num">
              <Amount locale={locale} amount={adjustmentFigure(one.kind, one.amount)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <dl class="sums">
      {(['net', 'vat', 'gross'] as const).map((sum) => (
        <>
          <dt>{say(locale, sum)}</dt>
          <dd class="num">
            <Amount locale={locale} amount={totals[sum]} />
          </dd>
        </>
      ))}
      {exchangeRate ? (
        <>
          <dt>
            {say(locale, 'vatIn')} {exchangeRate.baseCurrency}
          </dt>
          <dd class="num">
            <Amount locale={locale} amount={exchangeRate.vat} />
          </dd>
        </>
      ) : null}
    </dl>
  </section>
)

const Trail: FC<Pick<InvoiceProps, 'reader' | 'invoice' | 'trail'>> = ({ reader, invoice, trail }) => {
  const { locale, call, companyId } = reader
  return (
    <section class="card">
      <h2>{say(locale, 'whoDidWhat')}</h2>
      <ol class="trail">
        {trail.map((entry) => (
          <li>
            <span class="soft">{formatInstant(entry.occurredAt, locale, call.timeZone)}</span>
            <span>
              {entry.actor.name} · {commandWords(locale, entry.action)}
              <Reason entry={entry} />
            </span>
          </li>
        ))}
      </ol>
      <p class="links small">
        <a href={`/c/${companyId}/audit?subject=${invoice.id}`}>{say(locale, 'wholeLog')}</a>
      </p>
    </section>
  )
}
