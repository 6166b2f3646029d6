import type { Child, FC } from 'hono/jsx'
import type { Invoice, InvoiceLine, Party } from '#src/documents/einvoice/index.ts'
import type { DocumentAttachment } from '#src/documents/index.ts'
import { type Decimal, formatDecimal, formatShort } from '#src/kernel/decimal.ts'
import { formatAmount, formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { say, unitWord } from '../words.ts'
import { Document, Fact } from './layout.tsx'

interface EInvoiceProps {
  readonly locale: Locale
  readonly invoice: Invoice
  readonly attachments: readonly Pick<DocumentAttachment, 'id' | 'name'>[]
  /** Address of a document of this company by its id. */
  readonly hrefOf: (documentId: string) => string
  /** Address of the XML as it came. */
  readonly rawHref: string
}

/** An e-invoice as a person reads it: only what the document says, nothing computed. */
export const EInvoicePage: FC<EInvoiceProps> = ({ locale, invoice, attachments, hrefOf, rawHref }) => (
  <Document title={invoice.number ?? ''} locale={locale}>
    <main class="paper">
      <header>
        <Address party={invoice.supplier} />
        <div class="right">
          <h1>
            {say(locale, invoice.kind === 'invoice' ? 'invoice' : 'creditNote')} {invoice.number}
          </h1>
          <p class="soft">{formatDate(invoice.issuedOn ?? null, locale)}</p>
        </div>
      </header>
      <section class="parties">
        <div>
          <h2>{say(locale, 'invoicedTo')}</h2>
          <Address party={invoice.customer} />
        </div>
        <Payment locale={locale} invoice={invoice} />
      </section>
      {invoice.notes.map(({ text }) => (
        <p>{text}</p>
      ))}
      <Lines locale={locale} lines={invoice.lines} />
      <Sums locale={locale} invoice={invoice} />
      <footer class="small">
        {attachments.map(({ id, name }) => (
          <a href={hrefOf(id)} target="_top">
            {name}
          </a>
        ))}
        <a href={rawHref}>{say(locale, 'showXml')}</a>
      </footer>
    </main>
  </Document>
)

const Address: FC<{ party: Party }> = ({ party: { name, organisationNumber, address, contact } }) => (
  <address>
    <strong>{name}</strong>
    <Row>{address?.street}</Row>
    <Row>{address?.additionalStreet}</Row>
    <Row>{[address?.postalCode, address?.city].filter(Boolean).join(' ')}</Row>
    <Row>{organisationNumber}</Row>
    <Row>{contact?.email}</Row>
  </address>
)

const Row: FC<{ children?: Child }> = ({ children }) => (children ? <span>{children}</span> : null)

const Payment: FC<Pick<EInvoiceProps, 'locale' | 'invoice'>> = ({ locale, invoice }) => (
  <dl class="facts">
    <Fact locale={locale} word="dueOn">
      {formatDate(invoice.dueOn ?? null, locale)}
    </Fact>
    <Fact locale={locale} word="bankAccount">
      {invoice.bankAccount}
    </Fact>
    <Fact locale={locale} word="paymentReference">
      {invoice.paymentReference}
    </Fact>
    <Fact locale={locale} word="yourReference">
      {invoice.buyerReference}
    </Fact>
  </dl>
)

const amount = (value: Decimal | undefined, locale: Locale): string =>
  value ? formatAmount(formatDecimal(value), locale) : ''
const short = (value: Decimal | undefined, locale: Locale): string =>
  value ? formatAmount(formatShort(value), locale) : ''

const Lines: FC<{ locale: Locale; lines: readonly InvoiceLine[] }> = ({ locale, lines }) => (
  <table>
    <thead>
      <tr>
        <th>{say(locale, 'description')}</th>
        <th class="num">{say(locale, 'quantity')}</th>
        <th class="num wide">{say(locale, 'unitPrice')}</th>
        <th class="num wide">{say(locale, 'vat')}</th>
        <th class="num">{say(locale, 'net')}</th>
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr>
          <td>
            {line.description}
            <span class="soft small block">{line.details}</span>
          </td>
          <td class="num">
            {short(line.quantity, locale)} {unitWord(locale, line.unit)}
          </td>
          <td class="num wide">{amount(line.unitPrice, locale)}</td>
          <td class="num wide">{line.vatRate ? `${short(line.vatRate, locale)} %` : line.vatCode}</td>
          <td class="num">{amount(line.net, locale)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Sums: FC<Pick<EInvoiceProps, 'locale' | 'invoice'>> = ({ locale, invoice }) => {
  const { declared, currency, vatBreakdown, allowances, charges } = invoice
  const adjustments = [...charges.map((one) => [one, ''] as const), ...allowances.map((one) => [one, '−'] as const)]
  return (
    <table class="sums">
      <tbody>
        {adjustments.map(([{ reason, amount: sum }, sign]) => (
          <Sum label={reason ?? ''} figure={`${sign}${amount(sum, locale)}`} />
        ))}
        <Sum label={say(locale, 'net')} figure={amount(declared.net, locale)} />
        {vatBreakdown.map(({ vatRate, vatCode, taxable, vat }) => (
          <Sum
            label={`${say(locale, 'vat')} ${vatRate ? `${short(vatRate, locale)} %` : (vatCode ?? '')} · ${amount(taxable, locale)}`}
            figure={amount(vat, locale)}
          />
        ))}
        <Sum label={say(locale, 'gross')} figure={amount(declared.gross, locale)} />
        {declared.prepaid ? <Sum label={say(locale, 'prepaid')} figure={amount(declared.prepaid, locale)} /> : null}
        {declared.rounding ? <Sum label={say(locale, 'rounding')} figure={amount(declared.rounding, locale)} /> : null}
      </tbody>
      <tfoot>
        <Sum label={say(locale, 'payable')} figure={`${amount(declared.payable, locale)} ${currency ?? ''}`} />
      </tfoot>
    </table>
  )
}

const Sum: FC<{ label: string; figure: string }> = ({ label, figure }) => (
  <tr>
    <td>{label}</td>
    <td class="num">{figure}</td>
  </tr>
)
