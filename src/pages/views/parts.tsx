import type { FC, PropsWithChildren } from 'hono/jsx'
import { formatAmount, isNothing } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CompanyReader } from '../page-context.ts'
import type { VoucherLink } from '../voucher-links.ts'
import { say } from '../words.ts'
import { Fact } from './layout.tsx'

/** A figure, right-aligned by its cell; a link to what made it where there is one. */
export const Amount: FC<{
  locale: Locale
  amount: string | null
  currency?: string | null
  href?: string
  blank?: boolean
}> = ({ locale, amount, currency, href, blank }) => {
  const isShown = amount !== null && !(blank && isNothing(amount))
  if (!isShown) return <span />
  const figure = formatAmount(amount, locale)
  const text = currency ? (
    <>
      {figure} <span class="unit">{currency}</span>
    </>
  ) : (
    figure
  )
  return href ? <a href={href}>{text}</a> : <span>{text}</span>
}

const TONES: Readonly<Record<string, readonly ['good' | 'warn' | 'bad' | '', string, string, string]>> = {
  reading: ['', '…', 'leses', 'reading'],
  draft: ['warn', '✎', 'kladd', 'draft'],
  inReview: ['warn', '◔', 'til godkjenning', 'in review'],
  approved: ['good', '✓', 'godkjent', 'approved'],
  posted: ['good', '✓', 'bokført', 'posted'],
  rejected: ['bad', '✕', 'avvist', 'rejected'],
  pending: ['warn', '◔', 'venter', 'pending'],
  receipt: ['good', '✓', 'nytt bilag', 'new receipt'],
  attached: ['good', '+', 'del av bilaget', 'part of the receipt'],
  duplicate: ['', '=', 'finnes fra før', 'duplicate'],
  refused: ['bad', '✕', 'avvist', 'refused'],
  ignored: ['', '–', 'ikke et bilag', 'ignored'],
  opened: ['', '↓', 'åpnet', 'opened'],
  usable: ['good', '✓', 'kan betales til', 'may be paid to'],
  held: ['warn', '◔', 'betaling venter', 'payment waits'],
  released: ['good', '✓', 'godkjent', 'approved'],
  issued: ['good', '✓', 'utstedt', 'issued'],
  unpaid: ['', '○', 'ubetalt', 'unpaid'],
  partlyPaid: ['', '◐', 'delvis betalt', 'partly paid'],
  paid: ['good', '✓', 'betalt', 'paid'],
  overdue: ['bad', '!', 'forfalt', 'overdue'],
  planned: ['warn', '◔', 'skal sendes', 'to be sent'],
  sent: ['good', '→', 'sendt', 'sent'],
  delivered: ['good', '✓', 'levert', 'delivered'],
  failed: ['bad', '✕', 'kom ikke fram', 'not delivered'],
  withdrawn: ['', '–', 'trukket', 'withdrawn'],
}

/** A status as a mark and a word; the colour only helps. */
export const Status: FC<{ locale: Locale; status: string }> = ({ locale, status }) => {
  const [tone, mark] = TONES[status] ?? ['', '·']
  return (
    <span class={`chip ${tone}`}>
      <span aria-hidden="true">{mark}</span> {statusWord(locale, status)}
    </span>
  )
}

export function statusWord(locale: Locale, status: string): string {
  const [, , nb, en] = TONES[status] ?? ['', '·', status, status]
  return locale === 'en' ? en : nb
}

/** One click to the next rows of a list; nothing at its end. */
export const Next: FC<{ locale: Locale; query: Readonly<Record<string, string>> | null }> = ({ locale, query }) =>
  query === null ? null : (
    <p class="more">
      <a class="act" href={`?${new URLSearchParams(query)}`}>
        {say(locale, 'next')}
      </a>
    </p>
  )

/** What a payment was for. */
export const Settles: FC<{ locale: Locale; links: readonly VoucherLink[] }> = ({ locale, links }) => (
  <Fact locale={locale} word="settles">
    {links.length === 0
      ? null
      : links.map(({ href, text }) => (
          <a class="block" href={href}>
            {text}
          </a>
        ))}
  </Fact>
)

interface HeadProps {
  readonly locale: Locale
  readonly title: string
  readonly status: string
  readonly amount: string | null
  readonly currency?: string | null
}

/** What a document is called, how it stands and what it is worth; `children` say more of it. */
export const Head: FC<PropsWithChildren<HeadProps>> = ({ locale, title, status, amount, currency, children }) => (
  <div class="head">
    <h1>{title}</h1>
    <Status locale={locale} status={status} />
    {children}
    <span class="amount">
      <Amount locale={locale} amount={amount} {...(currency === undefined ? {} : { currency })} />
    </span>
  </div>
)

/** The facts of a document, each a `Fact`. */
export const Facts: FC<PropsWithChildren> = ({ children }) => (
  <section class="card">
    <dl class="facts">{children}</dl>
  </section>
)

/** One click to what the books say of a document, where it is in them. */
export const EntryFact: FC<{ reader: CompanyReader; entryId: string | null | undefined }> = ({
  reader: { locale, companyId },
  entryId,
}) => (
  <Fact locale={locale} word="entry">
    {entryId ? <a href={`/c/${companyId}/entries/${entryId}`}>{say(locale, 'openEntry')}</a> : null}
  </Fact>
)
