import type { FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import type { WiredInvoice } from './invoices.tsx'
import { Fact } from './layout.tsx'
import { Amount, EntryFact } from './parts.tsx'

interface FactsProps {
  readonly reader: CompanyReader
  readonly invoice: WiredInvoice
  /** Those that go out with it. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
}

/** What an invoice says, apart from its lines. */
export const InvoiceFacts: FC<FactsProps> = ({ reader, invoice, files }) => {
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
        <Terms locale={locale} invoice={invoice} />
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

const REFERENCES = [
  'contractReference',
  'projectReference',
  'accountingCost',
  'salesOrderReference',
  'despatchAdviceReference',
  'receivingAdviceReference',
  'tenderReference',
  'paymentTerms',
] as const

/** What the buyer asks for; nothing of it is shown that is not said. */
const Terms: FC<{ locale: Locale; invoice: WiredInvoice }> = ({ locale, invoice }) => {
  const { period, delivery, payee, exchangeRate, currency, deliveredOn } = invoice
  const { name, address } = delivery ?? {}
  const local = (figure: string): string => (locale === 'en' ? figure : figure.replace('.', ','))
  const place = [name, address?.street, address?.postalCode, address?.city, address?.country].filter(Boolean)
  return (
    <>
      <Fact locale={locale} word="deliveredOn">
        {formatDate(deliveredOn, locale)}
      </Fact>
      {REFERENCES.map((reference) => (
        <Fact locale={locale} word={reference}>
          {invoice[reference]}
        </Fact>
      ))}
      <Fact locale={locale} word="invoicePeriod">
        {period ? `${formatDate(period.from ?? null, locale)} – ${formatDate(period.to ?? null, locale)}` : null}
      </Fact>
      <Fact locale={locale} word="deliveredTo">
        {place.length === 0 ? null : place.join(', ')}
      </Fact>
      <Fact locale={locale} word="payeeName">
        {payee ? [payee.name, payee.bankAccount].filter(Boolean).join(', ') : null}
      </Fact>
      <Fact locale={locale} word="exchangeRate">
        {exchangeRate
          ? `${local(exchangeRate.amount)} ${currency} = ${local(exchangeRate.baseAmount)} ${exchangeRate.baseCurrency}`
          : null}
      </Fact>
    </>
  )
}
