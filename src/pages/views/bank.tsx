import type { FC } from 'hono/jsx'
import type { transactionToWire } from '#src/bank/index.ts'
import { formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import type { VoucherLink } from '../voucher-links.ts'
import { say, type Word } from '../words.ts'
import { Fact, Frame } from './layout.tsx'
import { Amount, EntryFact, Facts, Next, Settles } from './parts.tsx'

export type WiredTransaction = ReturnType<typeof transactionToWire>

interface Framed {
  readonly reader: CompanyReader
  readonly waiting: number
}

const STATUS: Readonly<Record<string, Word>> = { matched: 'matched', proposed: 'proposed', unmatched: 'unmatched' }

/** What moved on the bank accounts, and what each movement was found to be. */
export const BankPage: FC<Framed & { transactions: readonly WiredTransaction[]; next: string | null }> = ({
  reader,
  waiting,
  transactions,
  next,
}) => {
  const { locale, companyId } = reader
  return (
    <Frame title={say(locale, 'bank')} reader={reader} section="bank" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'bank')}</h1>
      </div>
      {transactions.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th class="wide">{say(locale, 'bookedOn')}</th>
              <th>{say(locale, 'counterparty')}</th>
              <th class="wide">{say(locale, 'description')}</th>
              <th class="wide">{say(locale, 'paymentReference')}</th>
              <th>{say(locale, 'status')}</th>
              <th class="num">{say(locale, 'amount')}</th>
            </tr>
          </thead>
          <tbody>
            {transactions.map((one) => (
              <tr data-row>
                <td class="wide">{formatDate(one.bookedOn, locale)}</td>
                <td>
                  <a href={`/c/${companyId}/bank/${one.id}`}>{nameOf(one, locale)}</a>
                  <span class="narrow soft small">{formatDate(one.bookedOn, locale)}</span>
                </td>
                <td class="wide">{one.counterparty.name ? one.remittance : null}</td>
                <td class="wide">{one.reference}</td>
                <td>
                  <Match reader={reader} status={one.status} />
                </td>
                <td class="num">
                  <Amount locale={locale} amount={one.amount} currency={one.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Next locale={locale} query={next === null ? null : { after: next }} />
    </Frame>
  )
}

const nameOf = ({ counterparty, remittance }: WiredTransaction, locale: Locale): string =>
  counterparty.name ?? remittance ?? say(locale, 'transfer')

const Match: FC<{ reader: CompanyReader; status: string }> = ({ reader: { locale }, status }) => {
  const word = STATUS[status]
  const tone = status === 'matched' ? 'good' : status === 'unmatched' ? 'warn' : ''
  return <span class={`chip ${tone}`}>{word ? say(locale, word) : status}</span>
}

interface Evidence {
  readonly label: string
  readonly confidence: number
  readonly reasons: readonly string[]
  readonly whyNot: readonly string[]
}

interface TransactionProps extends Framed {
  readonly transaction: WiredTransaction
  readonly evidence: readonly Evidence[]
  readonly entryId: string | undefined
  /** What it paid, where it was matched. */
  readonly settles: readonly VoucherLink[]
}

/** One movement with the evidence of its match, or of what it might be. */
export const TransactionPage: FC<TransactionProps> = ({ reader, waiting, transaction, evidence, entryId, settles }) => {
  const { locale } = reader
  return (
    <Frame title={say(locale, 'bank')} reader={reader} section="bank" waiting={waiting}>
      <div class="head">
        <h1>{nameOf(transaction, locale)}</h1>
        <Match reader={reader} status={transaction.status} />
        <span class="amount">
          <Amount locale={locale} amount={transaction.amount} currency={transaction.currency} />
        </span>
      </div>
      <Facts>
        <Fact locale={locale} word="bookedOn">
          {formatDate(transaction.bookedOn, locale)}
        </Fact>
        <Fact locale={locale} word="paymentReference">
          {transaction.reference}
        </Fact>
        <Fact locale={locale} word="description">
          {transaction.remittance}
        </Fact>
        <Fact locale={locale} word="bankAccount">
          {transaction.counterparty.account}
        </Fact>
        <Settles locale={locale} links={settles} />
        <EntryFact reader={reader} entryId={entryId} />
      </Facts>
      <section class="card">
        <h2>{say(locale, 'evidence')}</h2>
        {evidence.length === 0 ? <p class="soft">{say(locale, 'nothingHere')}</p> : null}
        {evidence.map((one) => (
          <div>
            <strong>{one.label}</strong> <span class="soft">{one.confidence} %</span>
            <ul class="small">
              {one.reasons.map((reason) => (
                <li>{reason}</li>
              ))}
            </ul>
            {one.whyNot.length === 0 ? null : <p class="soft small">{say(locale, 'whyNot')}</p>}
            <ul class="small">
              {one.whyNot.map((reason) => (
                <li>{reason}</li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </Frame>
  )
}
