import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import type { Scope } from '#src/platform/scopes.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'

interface DocumentProps {
  readonly title: string
  readonly locale: Locale
  /** The page asks again by itself after so long; null when nothing is awaited. */
  readonly refreshSeconds?: number | null
}

/** The bare document: no inline script or style, so that the strict policy of the pages holds. */
export const Document: FC<PropsWithChildren<DocumentProps>> = ({ title, locale, refreshSeconds = null, children }) => (
  <html lang={locale}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      {refreshSeconds === null ? null : <meta http-equiv="refresh" content={String(refreshSeconds)} />}
      <title>{title} · Bilag</title>
      <link rel="stylesheet" href="/assets/app.css" />
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      <script type="module" src="/assets/keys.js" />
      <script type="module" src="/assets/photo.js" />
      <script type="module" src="/assets/fields.js" />
      <script type="module" src="/assets/preview.js" />
      <script type="module" src="/assets/coding.js" />
      <script type="module" src="/assets/pick.js" />
    </head>
    <body>{children}</body>
  </html>
)

export type Section = 'inbox' | 'receipts' | 'invoices' | 'ledger' | 'bank' | 'audit'
const SECTIONS: readonly { section: Section; key: string; scope: Scope }[] = [
  { section: 'inbox', key: '1', scope: 'approvals:read' },
  { section: 'receipts', key: '2', scope: 'receipts:read' },
  { section: 'invoices', key: '3', scope: 'invoices:read' },
  { section: 'ledger', key: '4', scope: 'ledger:read' },
  { section: 'bank', key: '5', scope: 'bank:read' },
  { section: 'audit', key: '6', scope: 'audit:read' },
]

interface FrameProps {
  readonly title: string
  readonly reader: CompanyReader
  readonly section: Section
  /** Requests that wait for the reader, shown beside the inbox. */
  readonly waiting: number
  readonly refreshSeconds?: number | null
}

/** The frame of every page inside a company. */
export const Frame: FC<PropsWithChildren<FrameProps>> = ({
  title,
  reader,
  section,
  waiting,
  refreshSeconds = null,
  children,
}) => {
  const { locale, companyId, companyName, session, call } = reader
  return (
    <Document title={title} locale={locale} refreshSeconds={refreshSeconds}>
      <a class="skip" href="#content">
        {say(locale, 'skip')}
      </a>
      <header class="top">
        <a class="brand" href={`/c/${companyId}/inbox`}>
          Bilag
        </a>
        <nav class="nav" aria-label={companyName}>
          {SECTIONS.filter(({ scope }) => call.actor.scopes.has(scope)).map((one) => (
            <a href={`/c/${companyId}/${one.section}`} data-key={one.key} {...current(one.section === section)}>
              {say(locale, one.section)}
              {one.section === 'inbox' && waiting > 0 ? <span class="count">{waiting}</span> : null}
            </a>
          ))}
        </nav>
        <div class="me">
          <a href="/companies">{companyName}</a>
          <span class="name">{session.person.name}</span>
          <form method="post" action="/logout">
            <input type="hidden" name="csrf" value={session.csrfToken} />
            <button type="submit">{say(locale, 'logOut')}</button>
          </form>
        </div>
      </header>
      <main id="content">{children}</main>
      <Keys locale={locale} />
    </Document>
  )
}

const current = (isCurrent: boolean) => (isCurrent ? { 'aria-current': 'page' as const } : {})

const Keys: FC<{ locale: Locale }> = ({ locale }) => (
  <dialog id="keys" aria-label={say(locale, 'keys')}>
    <h2>{say(locale, 'keys')}</h2>
    <table>
      <tbody>
        {KEYS.map(([key, nb, en]) => (
          <tr>
            <td>
              <kbd>{key}</kbd>
            </td>
            <td>{locale === 'en' ? en : nb}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <form method="dialog">
      <button type="submit" class="act">
        OK
      </button>
    </form>
  </dialog>
)

const KEYS = [
  ['j k', 'neste og forrige rad', 'next and previous row'],
  ['Enter', 'åpne raden', 'open the row'],
  ['a', 'godkjenn', 'approve'],
  ['r', 'avvis', 'reject'],
  ['s', 'send til godkjenning', 'put up for approval'],
  ['n', 'neste kladd', 'next draft'],
  ['o', 'åpne originalen', 'open the original'],
  ['1–6', 'bytt side', 'go to a page'],
  ['?', 'vis denne listen', 'show this list'],
] as const

/** A named value; nothing where there is none. `field` ties it to the box on the page that it was read from. */
export const Fact: FC<{ locale: Locale; word: Word; field?: string; children?: Child }> = ({
  locale,
  word,
  field,
  children,
}) =>
  children === null || children === undefined || children === '' ? null : (
    <div {...(field === undefined ? {} : { id: `field-${field}`, 'data-field': field })}>
      <dt>{say(locale, word)}</dt>
      <dd>{children}</dd>
    </div>
  )
