import type { FC } from 'hono/jsx'
import type { AuditEntry } from '#src/audit/index.ts'
import type { InvoiceCheck } from '#src/invoices/index.ts'
import { formatInstant } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { adjustmentFigure } from '../figure.ts'
import type { CompanyReader } from '../page-context.ts'
import { commandWords } from '../words/command-words.ts'
import { say } from '../words.ts'
import { Reason } from './audit.tsx'
import { Deliveries, type WiredDelivery } from './deliveries.tsx'
import { InvoiceActs } from './invoice-acts.tsx'
import { Check } from './invoice-check.tsx'
import { InvoiceFacts } from './invoice-facts.tsx'
import { nameOf, type WiredInvoice } from './invoices.tsx'
import { Frame } from './layout.tsx'
import { Amount, Head } from './parts.tsx'
import { Refusal } from './refusal.tsx'

interface InvoiceProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly invoice: WiredInvoice
  /** The latest first. */
  readonly deliveries: readonly WiredDelivery[]
  /** Those that go out with it. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly trail: readonly AuditEntry[]
  /** Of a draft, what speaks against issuing it. */
  readonly check: InvoiceCheck | undefined
  readonly problem: Problem | undefined
}

const REFRESH_SECONDS = 3

/** One invoice: what it says, what it did to the books, how it went to the customer, and who did it. */
export const InvoicePage: FC<InvoiceProps> = (props) => {
  const { reader, waiting, invoice, deliveries, files, trail, check, problem } = props
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
      {check ? <Check reader={reader} invoice={invoice} check={check} /> : null}
      <InvoiceActs reader={reader} invoice={invoice} hasDeliveries={deliveries.length > 0} />
      {invoice.status === 'draft' ? null : (
        <Deliveries reader={reader} invoiceId={invoice.id} deliveries={deliveries} />
      )}
      {trail.length === 0 ? null : <Trail reader={reader} invoice={invoice} trail={trail} />}
    </Frame>
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
      <Sum locale={locale} label={say(locale, 'net')} amount={totals.net} />
      <Sum locale={locale} label={say(locale, 'vat')} amount={totals.vat} />
      {exchangeRate ? (
        <Sum locale={locale} label={`${say(locale, 'vatIn')} ${exchangeRate.baseCurrency}`} amount={exchangeRate.vat} />
      ) : null}
      <Sum locale={locale} label={say(locale, 'gross')} amount={totals.gross} />
    </dl>
  </section>
)

const Sum: FC<{ locale: Locale; label: string; amount: string }> = ({ locale, label, amount }) => (
  <>
    <dt>{label}</dt>
    <dd class="num">
      <Amount locale={locale} amount={amount} />
    </dd>
  </>
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
