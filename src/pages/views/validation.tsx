import type { FC } from 'hono/jsx'
import type { Validation } from '#src/documents/index.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { CompanyReader } from '../page-context.ts'
import { say } from '../words.ts'
import { Document, Fact, Frame } from './layout.tsx'
import { Facts } from './parts.tsx'
import { Refusal } from './refusal.tsx'

interface ValidateProps {
  readonly locale: Locale
  /** Of the file that was sent. */
  readonly name?: string
  readonly validation?: Validation
  readonly problem?: Problem
}

/** Anybody has an e-invoice judged; what is sent is not kept. */
export const ValidatePage: FC<ValidateProps> = ({ locale, name, validation, problem }) => (
  <Document title={say(locale, 'judgeTitle')} locale={locale}>
    <main id="content" class="sole">
      <h1>{say(locale, 'judgeTitle')}</h1>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {validation ? <Verdict locale={locale} name={name} validation={validation} /> : null}
      <form method="post" action="/validate" enctype="multipart/form-data" class="card">
        <p>{say(locale, 'judgeWhat')}</p>
        <label>
          {say(locale, 'judgeFile')}
          <input type="file" name="file" required accept=".xml,.pdf,application/xml,application/pdf" />
        </label>
        <button type="submit" class="act main">
          {say(locale, validation ? 'judgeAnother' : 'judgeAct')}
        </button>
      </form>
    </main>
  </Document>
)

interface RulesProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly documentId: string
  readonly name: string
  readonly validation: Validation
}

/** What the official rules say of an e-invoice that came in. */
export const RulesPage: FC<RulesProps> = ({ reader, waiting, documentId, name, validation }) => {
  const { locale, companyId } = reader
  return (
    <Frame title={say(locale, 'officialRules')} reader={reader} section="receipts" waiting={waiting}>
      <h1>{say(locale, 'officialRules')}</h1>
      <Verdict locale={locale} name={name} validation={validation} />
      <p>
        <a href={`/c/${companyId}/documents/${documentId}`} data-key="o">
          {say(locale, 'original')}
        </a>
      </p>
    </Frame>
  )
}

const Verdict: FC<{ locale: Locale; name: string | undefined; validation: Validation }> = ({
  locale,
  name,
  validation: { valid, profile, rules, fired },
}) => (
  <>
    <p class={`note ${valid ? 'good' : 'bad'}`} role="status">
      <strong>{say(locale, valid ? 'isValid' : 'isInvalid')}</strong>
    </p>
    <Facts>
      <Fact locale={locale} word="judgeFile">
        {name}
      </Fact>
      <Fact locale={locale} word="profileOfInvoice">
        {profile}
      </Fact>
      <Fact locale={locale} word="ruleSets">
        {rules.join(', ')}
      </Fact>
    </Facts>
    {fired.length === 0 ? <p>{say(locale, 'nothingFired')}</p> : <FiredRules locale={locale} fired={fired} />}
  </>
)

/** Places of one rule that are shown; the API gives all. */
const MOST_PLACES = 3

const FiredRules: FC<{ locale: Locale; fired: Validation['fired'] }> = ({ locale, fired }) => (
  <ul class="card fired" aria-label={say(locale, 'officialRules')}>
    {fired.map(({ id, flag, count, message, locations }) => (
      <li>
        <strong>{id}</strong>
        <span class={`chip ${flag === 'fatal' ? 'bad' : 'warn'}`}>
          {say(locale, flag === 'fatal' ? 'ruleFatal' : 'ruleWarning')}
        </span>
        <span lang="en">{message}</span>
        <span class="small soft">
          {count > 1 ? `${count} × ` : null}
          {locations.slice(0, MOST_PLACES).map((place) => (
            <code class="block">{place}</code>
          ))}
          {locations.length > MOST_PLACES ? '…' : null}
        </span>
      </li>
    ))}
  </ul>
)
