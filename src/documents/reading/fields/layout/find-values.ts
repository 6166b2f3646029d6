import { formatDecimal } from '#src/kernel/decimal.ts'
import { isIban, isNorwegianBban } from '#src/kernel/iban.ts'
import { isKid } from '#src/kernel/kid.ts'
import { BBAN, IBAN, readBban, readIban } from '../choose-account.ts'
import { TOKEN } from '../choose-number.ts'
import { KID } from '../choose-payment-reference.ts'
import { readDate } from '../find-dates.ts'
import { fold } from '../fold.ts'
import type { Span } from '../row.ts'
import type { SceneRow } from '../scene.ts'
import type { Form, LearnedField } from './lesson.ts'

/** A value as printed, in its plain form. */
export interface FoundValue {
  readonly value: string
  readonly span: Span
}

const DATES: readonly LearnedField[] = ['issuedOn', 'dueOn']
const AMOUNTS: readonly LearnedField[] = ['net', 'vat', 'gross', 'payable']

/** The forms in which a field with this value can be printed. */
export function formsOf(field: LearnedField, value: string): readonly Form[] {
  if (DATES.includes(field)) return ['dayFirst', 'monthFirst']
  if (AMOUNTS.includes(field)) return ['amount']
  if (field === 'paymentReference') return isKid(value) ? ['kid'] : ['token']
  if (field !== 'account') return ['token']
  if (isIban(value)) return ['iban']
  return isNorwegianBban(value) ? ['bban'] : ['token']
}

const plain = (value: string): string => fold(value).replace(/[^\p{L}\d]/gu, '')

/** Whether two values are one: a person may write a number with other marks than it is printed with. */
export const isSame = (form: Form, printed: string, said: string): boolean =>
  form === 'dayFirst' || form === 'monthFirst' || form === 'amount' ? printed === said : plain(printed) === plain(said)

function matches({ row }: SceneRow, pattern: RegExp, read: (printed: string) => string | undefined): FoundValue[] {
  return Array.from(row.text.matchAll(pattern)).flatMap(({ 0: text, index }) => {
    const value = read(text)
    return value === undefined ? [] : [{ value, span: { row, start: index, end: index + text.length } }]
  })
}

function readKid(printed: string): string | undefined {
  const digits = printed.replace(/\s/g, '')
  return isKid(digits) ? digits : undefined
}

/** Numbers that are neither a date nor an amount. */
function tokensOf(here: SceneRow): FoundValue[] {
  const taken = [...here.dates, ...here.amounts.filter(({ decimals, isPercent }) => decimals === 2 || isPercent)]
  return matches(here, TOKEN, (text) => (/\d/.test(text) ? text : undefined)).filter(
    ({ span }) => !taken.some(({ start, end }) => start < span.end && end > span.start),
  )
}

/** The values of a form in a row. A total is printed with its decimals; a percentage is none. */
export function valuesOf(here: SceneRow, form: Form): FoundValue[] {
  switch (form) {
    case 'dayFirst':
    case 'monthFirst':
      return here.dates.flatMap((span) => {
        const value = readDate(span, form)
        return value === undefined ? [] : [{ value, span }]
      })
    case 'amount':
      return here.amounts
        .filter(({ decimals, isPercent, isMended }) => decimals === 2 && !isPercent && !isMended)
        .map((span) => ({ value: formatDecimal({ units: span.cents, scale: 2 }), span }))
    case 'kid':
      return matches(here, KID, readKid)
    case 'iban':
      return matches(here, IBAN, readIban)
    case 'bban':
      return matches(here, BBAN, readBban)
    case 'token':
      return tokensOf(here)
  }
}
