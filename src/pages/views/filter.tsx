import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Locale } from '#src/kernel/locale.ts'
import { say, type Word } from '../words.ts'

interface FilterProps {
  readonly locale: Locale
  /** Page of the list. */
  readonly action: string
}

/** What narrows a list: a form that asks the same page again, also without scripts. */
export const Filter: FC<PropsWithChildren<FilterProps>> = ({ locale, action, children }) => (
  <form class="filter" method="get" action={action}>
    {children}
    <button class="act" type="submit">
      {say(locale, 'show')}
    </button>
  </form>
)

/** Signs of a text that is looked for. */
const SEARCH_MAX = 200

/** The text of a query that is looked for; undefined for none. */
export const searched = (text: string | undefined): string | undefined => text?.trim().slice(0, SEARCH_MAX) || undefined

export const FilterText: FC<{ locale: Locale; word: Word; text: string | undefined }> = ({ locale, word, text }) => (
  <label>
    {say(locale, word)}
    <input name="text" type="search" value={text ?? ''} maxlength={SEARCH_MAX} />
  </label>
)

interface ChoiceProps {
  readonly locale: Locale
  readonly word: Word
  readonly name: string
  /** Each value and what it is called. */
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly chosen: string | undefined
}

/** One of some values; those that have no value for it begin with "all". */
export const FilterChoice: FC<ChoiceProps> = ({ locale, word, name, options, chosen }) => (
  <label>
    {say(locale, word)}
    <select name={name}>
      {options.map(([value, text]) => (
        <option value={value} selected={value === (chosen ?? '')}>
          {text}
        </option>
      ))}
    </select>
  </label>
)

/** "All" before the others. */
export const orAll = (
  locale: Locale,
  options: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] => [['', say(locale, 'every')], ...options]
