import type { FC } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import type { FieldError, Problem } from '#src/kernel/problem.ts'
import { fieldDetail, problemDetail } from '../problem-details.ts'
import { fieldAt } from '../read-fields.ts'
import { problemTitle } from '../words/problem-words.ts'
import { say, type Word } from '../words.ts'
import { WORD_OF_FIELD } from './original.tsx'

/** What is to be mended, and in which field. */
export const Refusal: FC<{ locale: Locale; problem: Problem }> = ({ locale, problem }) => {
  const { text, lang } = problemDetail(locale, problem)
  return (
    <div class="note bad" role="alert">
      <strong>{problemTitle(locale, problem)}</strong>
      <p lang={lang}>{text}</p>
      <ul>
        {(problem.options.errors ?? []).map((error) => (
          <FieldRefusal locale={locale} error={error} />
        ))}
      </ul>
    </div>
  )
}

const FieldRefusal: FC<{ locale: Locale; error: FieldError }> = ({ locale, error }) => {
  const { text, lang } = fieldDetail(locale, error)
  const place = placeOf(locale, error.pointer)
  return (
    <li>
      {place ? `${place}: ` : null}
      <span lang={lang}>{text}</span> {place ? null : <span class="small">{error.pointer}</span>}
    </li>
  )
}

/** A field or a line by the name that it has on the page; undefined for what has none. */
function placeOf(locale: Locale, pointer: string): string | undefined {
  const field = fieldAt(pointer)
  if (field) return say(locale, WORD_OF_FIELD[field])
  const [, line, column] = /^\/lines\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? []
  if (line === undefined) return undefined
  const word = column === undefined ? undefined : COLUMNS[column]
  return `${say(locale, 'line')} ${Number(line) + 1}${word ? `, ${say(locale, word)}` : ''}`
}

const COLUMNS: Readonly<Record<string, Word>> = {
  description: 'description',
  quantity: 'quantity',
  unitPrice: 'unitPrice',
  net: 'net',
  account: 'account',
  vatCode: 'vatCode',
}
