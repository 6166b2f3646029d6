import type { Locale } from '#src/kernel/locale.ts'
import { COMMON } from './words/common.ts'
import { INTAKE } from './words/intake.ts'
import { INVOICE_SETTINGS } from './words/invoice-settings.ts'
import { INVOICES } from './words/invoices.ts'
import { JOB_PAGE } from './words/jobs.ts'
import { PARTIES } from './words/parties.ts'
import { RECEIPTS } from './words/receipts.ts'
import { RETENTION } from './words/retention.ts'
import { TRANSFERS } from './words/transfers.ts'
import { VALIDATION } from './words/validation.ts'

/** The words of the pages in Norwegian (bokmål) and English; the reader's language is the person's locale. */
const WORDS = {
  ...COMMON,
  ...INTAKE,
  ...RECEIPTS,
  ...PARTIES,
  ...INVOICES,
  ...RETENTION,
  ...TRANSFERS,
  ...JOB_PAGE,
  ...INVOICE_SETTINGS,
  ...VALIDATION,
} as const satisfies Record<string, readonly [string, string]>

export type Word = keyof typeof WORDS
export const say = (locale: Locale, word: Word): string => WORDS[word][locale === 'en' ? 1 : 0]
