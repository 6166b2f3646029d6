import type { BookDate } from '#src/kernel/book-date.ts'
import type { AmountForm, DateForm, Tongue } from './tongue.ts'

/** A day as it is printed. */
export function printDate(date: BookDate, form: DateForm, { months, code }: Tongue): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const name = months[Number(month) - 1] ?? ''
  switch (form) {
    case 'dots':
      return `${day}.${month}.${year}`
    case 'shortDots':
      return `${day}.${month}.${year.slice(2)}`
    case 'slashes':
      return `${day}/${month}/${year}`
    case 'dashes':
      return `${day}-${month}-${year}`
    case 'iso':
      return date
    case 'monthFirst':
      return `${month}/${day}/${year}`
    case 'dotWord':
      return `${Number(day)}. ${name} ${year}`
    case 'ofWord':
      return `${Number(day)} de ${name} de ${year}`
    case 'word':
      return code === 'us' || (code === 'en' && Number(day) % 2 === 0)
        ? `${name} ${Number(day)}, ${year}`
        : `${Number(day)} ${name} ${year}`
  }
}

/** Cents as they are printed. */
export function printAmount(cents: number, [thousands, decimals]: AmountForm): string {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, thousands)
  return `${cents < 0 ? '-' : ''}${whole}${decimals}${String(Math.abs(cents) % 100).padStart(2, '0')}`
}
