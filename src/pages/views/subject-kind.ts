import { NO_CURRENCY } from '#src/kernel/currency.ts'
import type { Locale } from '#src/kernel/locale.ts'
import { say, type Word } from '../words.ts'
import { HOLD_WORDS } from './holds.tsx'

const KINDS: Readonly<Record<string, Word>> = { receipt: 'voucher', paymentOrder: 'paymentOrder', ...HOLD_WORDS }

/** The sort of what is asked to be approved, in the reader's words; the finer sort where that has a word. */
export function subjectKind(locale: Locale, { kind, variant }: { kind: string; variant: string | null }): string {
  const word = KINDS[variant ?? ''] ?? KINDS[kind]
  return word ? say(locale, word) : kind
}

/** The amount in question; none where the subject is no amount. */
export const moneyOf = ({ amount, currency }: { amount: string; currency: string }) =>
  currency === NO_CURRENCY ? { amount: null } : { amount, currency }
