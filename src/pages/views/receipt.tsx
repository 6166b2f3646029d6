import type { FC } from 'hono/jsx'
import { formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { wireReceipt } from '#src/receipts/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { Exceptions } from './exceptions.tsx'
import { ReceiptHolds } from './holds.tsx'
import { Fact, Frame } from './layout.tsx'
import { Original } from './ledger.tsx'
import { Amount, Status } from './parts.tsx'

export type WiredReceipt = ReturnType<typeof wireReceipt>

interface ReceiptProps {
  readonly reader: CompanyReader
  readonly receipt: WiredReceipt
}

/** The newest receipts; one row leads to one receipt. */
export const ReceiptsPage: FC<{ reader: CompanyReader; waiting: number; receipts: readonly WiredReceipt[] }> = ({
  reader,
  waiting,
  receipts,
}) => {
  const { locale } = reader
  return (
    <Frame title={say(locale, 'receipts')} reader={reader} section="receipts" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'receipts')}</h1>
        {reader.call.actor.scopes.has('receipts:write') ? (
          <a class="act end" href={`/c/${reader.companyId}/receipts/new`}>
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
    </Frame>
  )
}

const ReceiptRow: FC<ReceiptProps> = ({ reader: { locale, companyId }, receipt }) => {
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

/** A receipt on a page of its own. */
export const ReceiptPage: FC<ReceiptProps & { waiting: number }> = ({ reader, waiting, receipt }) => (
  <Frame
    title={receipt.number ?? receipt.id}
    reader={reader}
    section="receipts"
    waiting={waiting}
    refreshSeconds={receipt.status === 'reading' ? 3 : null}
  >
    <div class="head">
      <h1>
        {receipt.supplier.name ?? say(reader.locale, 'unreadReceipt')} {receipt.number}
      </h1>
      <Status locale={reader.locale} status={receipt.status} />
      <span class="amount">
        <Amount locale={reader.locale} amount={receipt.declared.payable} currency={receipt.currency} />
      </span>
    </div>
    <ReceiptView reader={reader} receipt={receipt} />
  </Frame>
)

/** Coded lines beside the original: what the approver compares. */
export const ReceiptView: FC<ReceiptProps> = ({ reader, receipt }) => (
  <div class={receipt.documentId ? 'beside' : ''}>
    <div>
      <ReceiptHolds reader={reader} receipt={receipt} />
      <BeingRead reader={reader} receipt={receipt} />
      <Exceptions reader={reader} receipt={receipt} />
      {receipt.supplier.name || receipt.number ? <ReceiptFacts reader={reader} receipt={receipt} /> : null}
      {receipt.lines.length === 0 ? null : (
        <section class="card scroll">
          <h2>{say(reader.locale, 'lines')}</h2>
          <ReceiptLines reader={reader} receipt={receipt} />
        </section>
      )}
      {receipt.declared.payable === null ? null : (
        <section class="card scroll">
          <Totals reader={reader} receipt={receipt} />
        </section>
      )}
    </div>
    {receipt.documentId ? <Original reader={reader} documentId={receipt.documentId} /> : null}
  </div>
)

/** How far a document that is being read is; the page comes anew by itself. */
const BeingRead: FC<ReceiptProps> = ({ reader: { locale }, receipt: { status, reading } }) => {
  if (status !== 'reading') return null
  const { done, pages } = reading?.progress ?? { done: 0, pages: 0 }
  return (
    <section class="note" role="status">
      {say(locale, 'beingRead')} {pages === 0 ? null : <progress value={done} max={pages} />}{' '}
      {pages === 0 ? null : `${done} / ${pages}`}
    </section>
  )
}

/** One click to all that is known of the supplier. */
const SupplierLink: FC<ReceiptProps> = ({ reader: { companyId, call }, receipt: { supplier } }) => {
  const text = [supplier.name, supplier.organisationNumber].filter(Boolean).join(' · ')
  const isLinked = supplier.partyId !== null && call.actor.scopes.has('parties:read')
  return isLinked ? <a href={`/c/${companyId}/parties/${supplier.partyId}`}>{text}</a> : <span>{text}</span>
}

const ReceiptFacts: FC<ReceiptProps> = ({ reader, reader: { locale, companyId }, receipt }) => (
  <section class="card">
    <dl class="facts">
      <Fact locale={locale} word="supplier">
        <SupplierLink reader={reader} receipt={receipt} />
      </Fact>
      <Fact locale={locale} word="number">
        {receipt.number}
      </Fact>
      <Fact locale={locale} word="issuedOn">
        {formatDate(receipt.issuedOn, locale)}
      </Fact>
      <Fact locale={locale} word="dueOn">
        {formatDate(receipt.dueOn, locale)}
      </Fact>
      <Fact locale={locale} word="paymentReference">
        {receipt.paymentReference}
      </Fact>
      <Fact locale={locale} word="bankAccount">
        {receipt.bankAccount}
      </Fact>
      <Fact locale={locale} word="entry">
        {receipt.journalEntryId ? (
          <a href={`/c/${companyId}/entries/${receipt.journalEntryId}`}>{say(locale, 'openEntry')}</a>
        ) : null}
      </Fact>
      <Fact locale={locale} word="approval">
        {receipt.approvalId ? (
          <a href={`/c/${companyId}/approvals/${receipt.approvalId}`}>{say(locale, 'openApproval')}</a>
        ) : null}
      </Fact>
      <Fact locale={locale} word="retention">
        {receipt.documentId && reader.call.actor.scopes.has('documents:read') ? (
          <a href={`/c/${companyId}/retention?kind=document&target=${receipt.documentId}`}>
            {say(locale, 'placeHold')}
          </a>
        ) : null}
      </Fact>
    </dl>
  </section>
)

const CODED_BY = {
  document: 'codedByDocument',
  supplier: 'codedBySupplier',
  history: 'codedByHistory',
  rule: 'codedByRule',
  person: 'codedByPerson',
} as const satisfies Record<string, Word>

const DIMENSIONS: Readonly<Record<string, Word>> = { department: 'department', project: 'project' }

/** "Department 20 · Project P-104": the built-in dimensions by their word, others by their code. */
const dimensionsOf = (dimensions: Readonly<Record<string, string>>, locale: Locale): string =>
  Object.entries(dimensions)
    .map(([code, value]) => `${DIMENSIONS[code] ? say(locale, DIMENSIONS[code]) : code} ${value}`)
    .join(' · ')

/** Where the account comes from, what it rests on, and how often that was right before. */
const Why: FC<{ reader: Pick<CompanyReader, 'locale' | 'companyId'>; line: WiredReceipt['lines'][number] }> = ({
  reader: { locale, companyId },
  line: { codedBy, provenance },
}) => {
  if (!codedBy) return null
  const confidence = provenance?.confidence
  const [receiptId] = provenance?.receiptIds ?? []
  const word = say(locale, CODED_BY[codedBy])
  return (
    <span class="soft small block">
      {receiptId ? <a href={`/c/${companyId}/receipts/${receiptId}`}>{word}</a> : word}
      {confidence ? (
        <span class="wide">
          {' '}
          · {confidence.right}/{confidence.count} {say(locale, 'wasRight')}
        </span>
      ) : null}
      {provenance?.replaces?.proposed && provenance.replaces.proposed.account !== null ? (
        <span class="wide">
          {' '}
          · {say(locale, 'insteadOf')} {provenance.replaces.proposed.account}
        </span>
      ) : null}
    </span>
  )
}

const ReceiptLines: FC<ReceiptProps> = ({ reader: { locale, companyId }, receipt }) => (
  <table>
    <thead>
      <tr>
        <th>{say(locale, 'description')}</th>
        <th>{say(locale, 'account')}</th>
        <th>{say(locale, 'vat')}</th>
        <th class="num">{say(locale, 'net')}</th>
      </tr>
    </thead>
    <tbody>
      {receipt.lines.map((line) => (
        <tr>
          <td>
            {line.description}
            <span class="soft small block">{dimensionsOf(line.dimensions, locale)}</span>
          </td>
          <td>
            {line.account}
            <Why reader={{ locale, companyId }} line={line} />
          </td>
          <td>{line.vatCode}</td>
          <td class="num">
            <Amount locale={locale} amount={line.net} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const SUMS: readonly Extract<Word, 'net' | 'vat' | 'gross' | 'payable'>[] = ['net', 'vat', 'gross', 'payable']

const Totals: FC<ReceiptProps> = ({ reader: { locale }, receipt }) => (
  <table>
    <thead>
      <tr>
        <th />
        <th class="num">{say(locale, 'declared')}</th>
        <th class="num">{say(locale, 'computed')}</th>
      </tr>
    </thead>
    <tbody>
      {SUMS.map((word) => (
        <tr>
          <td>{say(locale, word)}</td>
          <td class="num">
            <Amount locale={locale} amount={receipt.declared[word]} />
          </td>
          <td class="num">
            <Amount locale={locale} amount={receipt.computed[word]} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
