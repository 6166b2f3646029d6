import { minorDigits } from '#src/kernel/currency.ts'
import { type Decimal, formatDecimal, formatShort, round, shorten } from '#src/kernel/decimal.ts'
import { formatAmount, formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { Period } from '../einvoice/invoice-model.ts'
import { word } from './sheet-words.ts'

const NBSP = '\u00a0'

/** Sets the figures of one invoice in the reader's form. */
export interface Figures {
  readonly locale: Locale
  /** An amount with the decimals of the currency; more where the document wrote more. */
  amount(value: Decimal | undefined): string
  /** A price: the decimals of the currency at the least, no zeros beyond. */
  price(value: Decimal | undefined): string
  /** A quantity, without zeros at its end. */
  quantity(value: Decimal | undefined): string
  percent(value: Decimal): string
  date(value: string | undefined): string
  period(value: Period | undefined): string
}

export function figuresFor(locale: Locale, currency: string | undefined): Figures {
  const digits = minorDigits(currency ?? '')
  const least = (value: Decimal): Decimal => (value.scale < digits ? round(value, digits) : value)
  const quantity = (value: Decimal | undefined) => (value ? formatAmount(formatShort(value), locale) : '')
  const date = (value: string | undefined) => formatDate(value ?? null, locale)
  return {
    locale,
    amount: (value) => (value ? formatAmount(formatDecimal(least(value)), locale) : ''),
    price: (value) => (value ? formatAmount(formatDecimal(least(shorten(value))), locale) : ''),
    quantity,
    percent: (value) => `${quantity(value)}${NBSP}%`,
    date,
    period: (value) => {
      if (!value?.from) return value?.to ? `${word(locale, 'until')} ${date(value.to)}` : ''
      return value.to ? `${date(value.from)} – ${date(value.to)}` : `${word(locale, 'from')} ${date(value.from)}`
    },
  }
}
