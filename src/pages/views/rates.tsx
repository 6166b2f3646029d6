import type { FC } from 'hono/jsx'
import { formatShort } from '#src/kernel/decimal.ts'
import { formatDate } from '#src/kernel/figures.ts'
import type { Problem } from '#src/kernel/problem.ts'
import type { CompanyRate } from '#src/ledger/index.ts'
import type { CompanyReader } from '../page-context.ts'
import { say, type Word } from '../words.ts'
import { CommandForm } from './command-form.tsx'
import { Frame } from './layout.tsx'
import { Refusal } from './refusal.tsx'

interface RatesProps {
  readonly reader: CompanyReader
  readonly waiting: number
  readonly baseCurrency: string
  readonly rates: readonly CompanyRate[]
  readonly form: Readonly<Record<string, string>>
  readonly problem: Problem | undefined
}

/** Rates by currency, the newest first; whoever may write receipts sets one. */
export const RatesPage: FC<RatesProps> = (props) => {
  const { reader, waiting, baseCurrency, rates, problem } = props
  const { locale } = reader
  const local = (text: string): string => (locale === 'en' ? text : text.replace('.', ','))
  return (
    <Frame title={say(locale, 'exchangeRates')} reader={reader} section="ledger" waiting={waiting}>
      <div class="head">
        <h1>{say(locale, 'exchangeRates')}</h1>
      </div>
      <p class="soft">{say(locale, 'exchangeRatesHint')}</p>
      {problem ? <Refusal locale={locale} problem={problem} /> : null}
      {reader.call.actor.scopes.has('receipts:write') ? <RateForm {...props} /> : null}
      {rates.length === 0 ? <p class="empty">{say(locale, 'noRates')}</p> : null}
      <div class="scroll" hidden={rates.length === 0}>
        <table class="stack">
          <thead>
            <tr>
              <th>{say(locale, 'currency')}</th>
              <th>{say(locale, 'validFrom')}</th>
              <th class="num">{say(locale, 'exchangeRate')}</th>
              <th>{say(locale, 'rateSource')}</th>
            </tr>
          </thead>
          <tbody>
            {rates.map(({ currency, validFrom, amount, baseAmount, source }) => (
              <tr>
                <td>{currency}</td>
                <td>{formatDate(validFrom, locale)}</td>
                <td class="num">
                  {local(formatShort(amount))} {currency} = {local(formatShort(baseAmount))} {baseCurrency}
                </td>
                <td>{source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Frame>
  )
}

const FIELDS: readonly (readonly [name: string, word: Word, type: string])[] = [
  ['currency', 'currencyCode', 'text'],
  ['amount', 'rateUnits', 'text'],
  ['baseAmount', 'rateWorth', 'text'],
  ['validFrom', 'validFrom', 'date'],
  ['source', 'rateSource', 'text'],
]

const RateForm: FC<RatesProps> = ({ reader, form }) => {
  const { locale } = reader
  return (
    <CommandForm reader={reader} action="/exchange-rates">
      <div class="fields card">
        {FIELDS.map(([name, word, type]) => (
          <label>
            {say(locale, word)}
            <input
              name={name}
              type={type}
              value={form[name] ?? ''}
              maxlength={100}
              required={name === 'currency' || name === 'baseAmount'}
            />
          </label>
        ))}
      </div>
      <p class="links">
        <button class="act main" type="submit">
          {say(locale, 'setRate')}
        </button>
      </p>
    </CommandForm>
  )
}
