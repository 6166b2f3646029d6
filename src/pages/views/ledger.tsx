import type { FC } from 'hono/jsx'
import { formatDate, formatInstant } from '#src/kernel/figures.ts'
import { formatMinor } from '#src/kernel/money.ts'
import type { LedgerLine, wireBalance, wireEntry } from '#src/ledger/index.ts'
import type { CompanyReader } from '../page-context.ts'
import type { ShownPage } from '../read-fields.ts'
import type { VoucherLink } from '../voucher-links.ts'
import { say } from '../words.ts'
import { Fact, Frame } from './layout.tsx'
import { OriginalOrPages } from './original.tsx'
import { Amount, Facts, Next, Settles } from './parts.tsx'

interface Framed {
  readonly reader: CompanyReader
  readonly waiting: number
}

/** What accounts and journals are called, by their numbers and codes. */
export interface Names {
  readonly accounts: ReadonlyMap<string, string>
  readonly journals: ReadonlyMap<string, string>
}

type WiredBalance = ReturnType<typeof wireBalance>

/** The trial balance; every figure leads to the lines that made it. */
export const TrialBalancePage: FC<
  Framed & { rows: readonly WiredBalance[]; currency: string; total: { debit: string; credit: string } }
> = ({ reader, waiting, rows, currency, total }) => {
  const { locale, companyId } = reader
  const lines = (account: string) => `/c/${companyId}/ledger/${account}`
  return (
    <Frame title={say(locale, 'trialBalance')} reader={reader} section="ledger" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'trialBalance')}</h1>
        <span class="soft">{currency}</span>
      </div>
      {rows.length === 0 ? <p class="empty">{say(locale, 'nothingHere')}</p> : null}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'account')}</th>
              <th class="num">{say(locale, 'debit')}</th>
              <th class="num">{say(locale, 'credit')}</th>
              <th class="num">{say(locale, 'balance')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr data-row>
                <td>
                  <a href={lines(row.account)}>
                    {row.account} {row.name}
                  </a>
                </td>
                <td class="num">
                  <Amount locale={locale} amount={row.debit} href={lines(row.account)} blank />
                </td>
                <td class="num">
                  <Amount locale={locale} amount={row.credit} href={lines(row.account)} blank />
                </td>
                <td class="num">
                  <Amount locale={locale} amount={row.closing} href={lines(row.account)} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{say(locale, 'total')}</td>
              <td class="num">
                <Amount locale={locale} amount={total.debit} />
              </td>
              <td class="num">
                <Amount locale={locale} amount={total.credit} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </Frame>
  )
}

interface AccountProps extends Framed {
  readonly account: string
  readonly names: Names
  readonly lines: readonly LedgerLine[]
  /** Where the next page goes on; null at the end. */
  readonly next: string | null
}

/** The lines of one account; each leads to its entry. */
export const AccountPage: FC<AccountProps> = ({ reader, waiting, account, names, lines, next }) => {
  const { locale, companyId } = reader
  return (
    <Frame title={account} reader={reader} section="ledger" waiting={waiting}>
      <div class="head">
        <h1>
          {account} {names.accounts.get(account)}
        </h1>
      </div>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{say(locale, 'bookedOn')}</th>
              <th>{say(locale, 'entry')}</th>
              <th>{say(locale, 'description')}</th>
              <th class="num">{say(locale, 'amount')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr data-row>
                <td>{formatDate(line.bookedOn, locale)}</td>
                <td>
                  <a href={`/c/${companyId}/entries/${line.journalEntryId}`}>
                    {names.journals.get(line.series) ?? line.series} {line.number}
                  </a>
                </td>
                <td>{line.description ?? line.entryDescription}</td>
                <td class="num">
                  <Amount
                    locale={locale}
                    amount={formatMinor(line.baseAmountMinor, line.baseCurrency)}
                    href={`/c/${companyId}/entries/${line.journalEntryId}`}
                  />
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

type WiredEntry = ReturnType<typeof wireEntry>

interface EntryProps extends Framed {
  readonly entry: WiredEntry
  readonly names: Names
  readonly voucherHref: string | undefined
  /** What it settles, of a payment. */
  readonly settles: readonly VoucherLink[]
  /** Of the receipt that it stands on, where those are known. */
  readonly pages: readonly ShownPage[]
}

/** One journal entry beside the original document that it stands on. */
export const EntryPage: FC<EntryProps> = ({ reader, waiting, entry, names, voucherHref, settles, pages }) => {
  const { locale, companyId, call } = reader
  const title = `${names.journals.get(entry.series) ?? entry.series} ${entry.fiscalYear}-${entry.number}`
  const { documentId } = entry.voucher
  return (
    <Frame title={title} reader={reader} section="ledger" waiting={waiting}>
      <div class="head">
        <h1>{title}</h1>
        <span>{entry.description}</span>
      </div>
      <div class={documentId ? 'beside' : ''}>
        <div>
          <Facts>
            <Fact locale={locale} word="bookedOn">
              {formatDate(entry.bookedOn, locale)}
            </Fact>
            <Fact locale={locale} word="recordedAt">
              {formatInstant(new Date(entry.recordedAt), locale, call.timeZone)}
            </Fact>
            <Fact locale={locale} word="voucher">
              {voucherHref ? <a href={voucherHref}>{entry.description}</a> : entry.voucher.id}
            </Fact>
            <Settles locale={locale} links={settles} />
            <Fact locale={locale} word="reverses">
              {entry.reverses ? <a href={`/c/${companyId}/entries/${entry.reverses}`}>{entry.reverses}</a> : null}
            </Fact>
            <Fact locale={locale} word="reversed">
              {entry.reversedBy ? <a href={`/c/${companyId}/entries/${entry.reversedBy}`}>{entry.reversedBy}</a> : null}
            </Fact>
          </Facts>
          <section class="card scroll">
            <EntryLines reader={reader} entry={entry} names={names} />
          </section>
          <p class="soft small hash">SHA-256 {entry.hash}</p>
        </div>
        <OriginalOrPages reader={reader} documentId={documentId} pages={pages} />
      </div>
    </Frame>
  )
}

const EntryLines: FC<{ reader: CompanyReader; entry: WiredEntry; names: Names }> = ({
  reader: { locale, companyId },
  entry,
  names,
}) => (
  <table>
    <thead>
      <tr>
        <th>{say(locale, 'account')}</th>
        <th class="wide">{say(locale, 'description')}</th>
        <th>{say(locale, 'vat')}</th>
        <th class="num">{say(locale, 'debit')}</th>
        <th class="num">{say(locale, 'credit')}</th>
      </tr>
    </thead>
    <tbody>
      {entry.lines.map((line) => (
        <tr>
          <td>
            <a href={`/c/${companyId}/ledger/${line.account}`}>
              {line.account} {names.accounts.get(line.account)}
            </a>
          </td>
          <td class="wide">{line.description}</td>
          <td>{line.vatCode}</td>
          <td class="num">
            <Amount locale={locale} amount={line.debit} blank />
          </td>
          <td class="num">
            <Amount locale={locale} amount={line.credit} blank />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
