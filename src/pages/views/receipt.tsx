import type { FC, PropsWithChildren } from 'hono/jsx'
import type { DocumentAttachment } from '#src/documents/index.ts'
import type { IntakeView } from '#src/intake/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { wireReceipt } from '#src/receipts/index.ts'
import type { RefusedCorrection } from '../correct-receipt.ts'
import type { CompanyReader } from '../page-context.ts'
import { type ShownPage, shownPagesOf } from '../read-fields.ts'
import { say, type Word } from '../words.ts'
import { CodeReceipt, type CodingForm, SubmitReceipt } from './code-receipt.tsx'
import { CommandForm } from './command-form.tsx'
import { CorrectReceipt } from './correct-receipt.tsx'
import { Exceptions } from './exceptions.tsx'
import { ReceiptHolds } from './holds.tsx'
import { Frame } from './layout.tsx'
import { OriginalOrPages } from './original.tsx'
import { Amount, Head } from './parts.tsx'
import { Why } from './provenance.tsx'
import { ReceiptFacts, Totals } from './receipt-facts.tsx'
import { Refusal } from './refusal.tsx'

export type WiredReceipt = ReturnType<typeof wireReceipt>

export interface ReceiptProps {
  readonly reader: CompanyReader
  readonly receipt: WiredReceipt
}

interface ReceiptViewProps extends ReceiptProps {
  /** Of its document. */
  readonly attachments: readonly DocumentAttachment[]
  readonly intake: IntakeView | undefined
  /** Pages of the PDF that its e-invoice came in; undefined for any other receipt. */
  readonly carried?: readonly ShownPage[] | undefined
  /** Where the lines are coded; they are only shown when left out. */
  readonly coding?: CodingForm | undefined
}

interface ReceiptPageProps extends ReceiptViewProps {
  readonly waiting: number
  /** The next one that waits for somebody who codes. */
  readonly nextDraftId?: string | undefined
  readonly refused?: RefusedCorrection | undefined
  /** What refused the receipt as a whole, where no form shows it. */
  readonly problem?: Problem | undefined
}

/** A receipt on a page of its own, where it can be corrected. */
export const ReceiptPage: FC<ReceiptPageProps> = ({
  reader,
  waiting,
  receipt,
  attachments,
  intake,
  carried,
  coding,
  refused,
  problem,
  nextDraftId,
}) => (
  <Frame
    title={receipt.number ?? receipt.id}
    reader={reader}
    section="receipts"
    waiting={waiting}
    refreshSeconds={receipt.status === 'reading' ? 3 : null}
  >
    <Head
      locale={reader.locale}
      title={`${receipt.supplier.name ?? say(reader.locale, 'unreadReceipt')} ${receipt.number ?? ''}`.trim()}
      status={receipt.status}
      amount={receipt.declared.payable}
      currency={receipt.currency}
    >
      {nextDraftId && reader.call.actor.scopes.has('receipts:write') ? (
        <a href={`/c/${reader.companyId}/receipts/${nextDraftId}`} data-key="n">
          {say(reader.locale, 'nextDraft')} <kbd>n</kbd>
        </a>
      ) : null}
    </Head>
    <ReceiptView
      reader={reader}
      receipt={receipt}
      attachments={attachments}
      intake={intake}
      carried={carried}
      coding={coding}
    >
      {problem ? <Refusal locale={reader.locale} problem={problem} /> : null}
      <CorrectReceipt reader={reader} receipt={receipt} refused={refused} />
      {coding ? null : <SubmitReceipt reader={reader} receipt={receipt} />}
    </ReceiptView>
    <RejectReceipt reader={reader} receipt={receipt} />
  </Frame>
)

/** A receipt that is not to be booked: whose it is not, or that was never ordered. */
const RejectReceipt: FC<ReceiptProps> = ({ reader, reader: { locale, call }, receipt }) => {
  const isOpen = receipt.status === 'draft' || receipt.status === 'inReview' || receipt.status === 'approved'
  if (!isOpen || !call.actor.scopes.has('receipts:write')) return null
  return (
    <details class="more">
      <summary>{say(locale, 'rejectReceipt')}</summary>
      <p class="small soft">{say(locale, 'rejectHint')}</p>
      <CommandForm
        reader={reader}
        class="photo"
        action={`/receipts/${receipt.id}/rejections`}
        hidden={{ seenVersion: receipt.version }}
      >
        <label>
          {say(locale, 'reason')}
          <input name="reason" required maxlength={500} />
        </label>
        <button type="submit" class="act bad">
          {say(locale, 'rejectReceipt')}
        </button>
      </CommandForm>
    </details>
  )
}

/** Coded lines beside the original: what the approver compares. */
export const ReceiptView: FC<PropsWithChildren<ReceiptViewProps>> = ({
  reader,
  receipt,
  attachments,
  intake,
  carried,
  coding,
  children,
}) => (
  <div class={receipt.documentId ? 'beside' : ''}>
    <div>
      <ReceiptHolds reader={reader} receipt={receipt} />
      <BeingRead reader={reader} receipt={receipt} />
      <Exceptions reader={reader} receipt={receipt} />
      {receipt.supplier.name || receipt.number ? (
        <ReceiptFacts reader={reader} receipt={receipt} intake={intake} />
      ) : null}
      {children}
      {coding ? <CodeReceipt reader={reader} receipt={receipt} form={coding} /> : null}
      {coding || receipt.lines.length === 0 ? null : (
        <section class="card scroll">
          <h2>{say(reader.locale, 'lines')}</h2>
          <ReceiptLines reader={reader} receipt={receipt} />
        </section>
      )}
      {Object.values(receipt.declared).every((amount) => amount === null) ? null : (
        <section class="card scroll">
          <Totals reader={reader} receipt={receipt} />
        </section>
      )}
    </div>
    <OriginalOrPages
      reader={reader}
      documentId={receipt.documentId}
      pages={carried ?? shownPagesOf(receipt)}
      isCarried={carried !== undefined}
      attachments={attachments}
    />
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

const DIMENSIONS: Readonly<Record<string, Word>> = { department: 'department', project: 'project' }

/** "Department 20 · Project P-104": the built-in dimensions by their word, others by their code. */
const dimensionsOf = (dimensions: Readonly<Record<string, string>>, locale: Locale): string =>
  Object.entries(dimensions)
    .map(([code, value]) => `${DIMENSIONS[code] ? say(locale, DIMENSIONS[code]) : code} ${value}`)
    .join(' · ')

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
