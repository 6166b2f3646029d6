import type { FC } from 'hono/jsx'
import { type Finding, type InvoiceCheck, SELLER_SETTINGS } from '#src/invoices/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import type { WiredInvoice } from './invoices.tsx'

const FIELDS: Readonly<Record<string, Word>> = {
  '/buyerReference': 'buyerReference',
  '/orderReference': 'orderReference',
  '/issuedOn': 'issuedOn',
  '/dueOn': 'dueOn',
  '/deliveredOn': 'deliveredOn',
  '/currency': 'currency',
  '/paymentTerms': 'paymentTerms',
  '/period': 'periodFrom',
  '/attachments': 'attachedFiles',
  '/adjustments': 'wholeInvoice',
  '/customer': 'customer',
  '/customer/address': 'addressOfCustomer',
  '/delivery': 'deliveredTo',
  '/payee': 'payeeName',
  '/lines': 'lines',
  '/vatNumber': 'vatNumber',
  '/endpoint': 'endpoint',
  '/organisationNumber': 'organisationNumber',
  [`/settings/${SELLER_SETTINGS.street}`]: 'street',
  [`/settings/${SELLER_SETTINGS.postalCode}`]: 'postalCode',
  [`/settings/${SELLER_SETTINGS.city}`]: 'city',
  [`/settings/${SELLER_SETTINGS.bankAccount}`]: 'bankAccount',
  [`/settings/${SELLER_SETTINGS.isVatRegistered}`]: 'vatRegistered',
  [`/settings/${SELLER_SETTINGS.vatNumber}`]: 'vatNumber',
  [`/settings/${SELLER_SETTINGS.endpoint}`]: 'endpoint',
  [`/settings/${SELLER_SETTINGS.email}`]: 'email',
  [`/settings/${SELLER_SETTINGS.contact}`]: 'sellerContact',
  [`/settings/${SELLER_SETTINGS.phone}`]: 'sellerPhone',
}

/** The field as the pages call it: the nearest that has a name. */
function fieldOf(locale: Locale, pointer: string): string {
  const line = /^\/lines\/(\d+)/.exec(pointer)
  if (line) return `${say(locale, 'lineNumber')} ${Number(line[1]) + 1}`
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const word = FIELDS[at]
    if (word !== undefined) return say(locale, word)
  }
  return ''
}

interface CheckProps {
  readonly reader: CompanyReader
  readonly invoice: WiredInvoice
  readonly check: InvoiceCheck
}

/** What a draft would be refused for, each with the way to where it is mended. */
export const Check: FC<CheckProps> = ({ reader, invoice, check: { findings, isReady } }) => {
  const { locale } = reader
  return (
    <section class="card">
      <h2>{say(locale, 'beforeIssuing')}</h2>
      {isReady ? <p class="note good">{say(locale, 'isReadyFor')}</p> : null}
      {findings.length === 0 ? null : (
        <ul class="findings" aria-label={say(locale, 'beforeIssuing')}>
          {findings.map((finding) => (
            <li>
              <span class={`chip ${finding.flag === 'fatal' ? 'bad' : 'warn'}`}>
                {say(locale, finding.flag === 'fatal' ? 'ruleFatal' : 'ruleWarning')}
              </span>
              <div>
                <Where reader={reader} invoice={invoice} finding={finding} />
                <span class="block" lang="en">
                  {finding.message}
                </span>
                <span class="small soft">{finding.code}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Where: FC<{ reader: CompanyReader; invoice: WiredInvoice; finding: Finding }> = ({
  reader: { locale, companyId },
  invoice: { id, customer, currency },
  finding: { on, pointer, code },
}) => {
  const field = fieldOf(locale, pointer)
  const paths = {
    invoice: [`invoices/${id}/edit`, say(locale, 'changeDraft')],
    customer: [`parties/${customer.partyId}`, customer.name],
    company: ['invoices/settings', say(locale, 'mendAtCompany')],
  } as const
  const rates = [`exchange-rates?currency=${currency}`, say(locale, 'exchangeRates')] as const
  const [path, name] = code === 'exchange_rate_missing' ? rates : paths[on]
  return (
    <a href={`/c/${companyId}/${path}`}>
      {name}
      {field === '' ? null : `: ${field}`}
    </a>
  )
}
