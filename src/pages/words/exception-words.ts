import type { Locale } from '#src/kernel/locale.ts'
import { PROBLEMS_NB } from './problem-words.ts'

/** What an exception of a receipt says to its reader. */
export interface ExceptionWords {
  readonly text: string
  /** What the text does not say of this one, in English; null when it says all. */
  readonly detail: string | null
}

/**
 * Exceptions of receipts in Norwegian (bokmål): what is to be done about them. A detail follows where there is more to say
 * than the field and the page already show.
 */
export const EXCEPTIONS_NB: Readonly<Record<string, readonly [text: string, hasDetail: boolean]>> = {
  amounts_unequal: ['Beløpene som ble lest, går ikke opp.', true],
  code_unreadable: ['Koden kan ikke brukes, og er utelatt.', true],
  coding_look_due: [
    'Bilag fra denne leverandøren har gått av seg selv en stund: se over konteringen, og send bilaget videre.',
    false,
  ],
  coding_missing: ['Konto mangler på linjen: velg en.', false],
  customer_differs: ['Fakturaen er adressert til noen andre.', true],
  document_maybe_several: ['Filen kan inneholde mer enn én faktura: sammenlign sidene.', false],
  document_of_several: ['Filen inneholder flere fakturaer, og dette bilaget er én av dem.', true],
  document_unread: ['Dokumentet kunne ikke leses: fyll inn det som står der.', true],
  exchange_rate_missing: ['Valutakurs mangler på fakturadatoen: legg inn en.', false],
  field_missing: ['Må fylles ut.', false],
  field_uncertain: ['Usikkert lest: sammenlign med originalen.', false],
  page_timeout: ['En side tok for lang tid å lese.', true],
  page_total_differs: ['Siden viser en annen sum enn e-fakturaen i PDF-en, som bilaget bokføres etter.', true],
  page_unreadable: ['En side kan ikke leses.', true],
  pages_left_out: ['Ikke alle sidene er lest.', true],
  receipt_possible_duplicate: ['Kan være samme faktura som et annet bilag.', true],
  supplier_number_taken: [
    'Nummeret som ble lest, finnes på et annet bilag fra leverandøren: avvis dette hvis det er en kopi, eller rett nummeret.',
    true,
  ],
  totals_differ: ['Beløpet å betale stemmer ikke med linjene og avgiften på dem.', true],
  vat_code_missing: ['Linjen har merverdiavgift som ingen av avgiftskodene svarer til: velg en.', false],
}

/** Official ids of rules for e-invoices, such as BR-CO-16. */
const RULE = /^BR-/

/** The words of an exception in the reader's language. */
export function exceptionWords(locale: Locale, code: string, message: string): ExceptionWords {
  if (locale === 'en') return { text: message, detail: null }
  const [text, hasDetail] = EXCEPTIONS_NB[code] ?? [otherwise(code), true]
  return { text: text ?? message, detail: text !== undefined && hasDetail ? message : null }
}

/** Exceptions that a rule or a problem gave its code. */
const otherwise = (code: string): string | undefined =>
  RULE.test(code) ? 'Tallene i e-fakturaen går ikke opp.' : sentence(PROBLEMS_NB[code])

const sentence = (title: string | undefined): string | undefined => title && `${title}.`
