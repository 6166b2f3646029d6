import type { Locale } from '#src/kernel/locale.ts'
import type { FieldError, Problem } from '#src/kernel/problem.ts'
import { EXCEPTIONS_NB } from './words/exception-words.ts'

/**
 * What to do about a problem that somebody meets on a page, in Norwegian (bokmål), where the title does not say it and
 * the sentence of the problem itself says no more.
 */
export const DETAILS_NB: Readonly<Record<string, string>> = {
  account_unknown: 'Kontoen finnes ikke i kontoplanen eller er ikke i bruk: velg en annen, eller opprett den.',
  approval_self: 'En annen enn den som la det inn eller konterte det, må godkjenne.',
  csrf_invalid: 'Åpne siden på nytt, og gjenta det du gjorde.',
  dimension_unknown: 'Dimensjonen finnes ikke.',
  dimension_value_closed: 'Verdien er ikke i bruk lenger: velg en annen.',
  dimension_value_unknown: 'Verdien finnes ikke: velg en annen, eller opprett den.',
  document_deleted: 'Innholdet ble slettet da tiden var ute.',
  exchange_rate_missing: 'Legg inn en valutakurs som gjelder på fakturadatoen.',
  idempotency_key_invalid: 'Åpne siden på nytt, og gjenta det du gjorde.',
  intake_empty: 'Ta et bilde eller velg en fil først.',
  intake_file_settled: 'Det er alt avgjort hva filen ble. Åpne siden på nytt.',
  job_not_failed: 'Hvis det feiler igjen, står det her på nytt.',
  not_found: 'Det finnes ikke, eller du har ikke tilgang til det.',
  period_closed: 'Perioden er avsluttet: bruk en senere dato, eller åpne perioden igjen.',
  receipt_incomplete: 'Fyll ut dette først:',
  receipt_posted: 'Bilaget er bokført: reverser posteringen i stedet.',
  request_invalid: 'Rett dette:',
  unauthenticated: 'Logg inn og prøv på nytt.',
  vat_code_unknown: 'Avgiftskoden finnes ikke: velg en annen.',
  version_stale: 'Noen andre har endret det etter at du åpnet siden. Åpne den på nytt, og se over.',
}

interface Said {
  readonly text: string
  /** Of the text, where it is not the reader's own. */
  readonly lang: 'en' | undefined
}

/** What to do about a problem; its own sentence in English where there are no Norwegian words for it. */
export function problemDetail(
  locale: Locale,
  { code, message, options }: Pick<Problem, 'code' | 'message'> & Partial<Pick<Problem, 'options'>>,
): Said {
  // Without fields its sentence is all that says what is wrong.
  const isTold = code !== 'request_invalid' || (options?.errors ?? []).length > 0
  const text = locale === 'nb' && isTold ? DETAILS_NB[code] : undefined
  return text === undefined ? { text: message, lang: locale === 'en' ? undefined : 'en' } : { text, lang: undefined }
}

/** What is wrong with one field: said like the exception or the problem of the same code. */
export function fieldDetail(locale: Locale, { code, message }: FieldError): Said {
  const [exception] = EXCEPTIONS_NB[code] ?? []
  const text = locale === 'nb' ? (exception ?? DETAILS_NB[code]) : undefined
  return text === undefined ? { text: message, lang: locale === 'en' ? undefined : 'en' } : { text, lang: undefined }
}
