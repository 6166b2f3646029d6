import { parseDecimal, round } from './decimal.ts'
import type { Locale } from './locale.ts'

/** Narrow no-break space: groups of three digits stay together and are read as one figure. */
const GROUP = '\u202f'
const MINUS = '\u2212'

/** A wire amount ("1250.00") as the reader's language writes it: 1 250,00 or 1,250.00, with a true minus sign. */
export function formatAmount(text: string, locale: Locale): string {
  const value = parseDecimal(text)
  if (!value) return text
  const digits = (value.units < 0n ? -value.units : value.units).toString().padStart(value.scale + 1, '0')
  const whole = value.scale === 0 ? digits : digits.slice(0, -value.scale)
  const fraction = value.scale === 0 ? '' : digits.slice(-value.scale)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'en' ? ',' : GROUP)
  const point = fraction === '' ? '' : `${locale === 'en' ? '.' : ','}${fraction}`
  return `${value.units < 0n ? MINUS : ''}${grouped}${point}`
}

/** Whether the amount is zero, for figures that are better left blank. */
export const isNothing = (text: string): boolean => {
  const value = parseDecimal(text)
  return value !== undefined && round(value, value.scale).units === 0n
}

/** "2026-11-24" as 24.11.2026 or 24 Nov 2026. */
export function formatDate(text: string | null, locale: Locale): string {
  if (!text) return ''
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-')
  if (locale === 'nb') return `${day}.${month}.${year}`
  const name =
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(month) - 1] ?? month
  return `${Number(day)} ${name} ${year}`
}

/** An instant in the company's zone, to the minute. */
export const formatInstant = (instant: Date, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nb-NO', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(instant)
