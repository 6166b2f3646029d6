import { formatAmount, formatDate } from '#src/kernel/figures.ts'
import type { Locale } from '#src/kernel/locale.ts'

/** What the letter around an invoice says. */
export interface MailFacts {
  readonly kind: 'invoice' | 'creditNote'
  readonly number: string
  readonly seller: string
  /** Wire amount. */
  readonly payable: string
  readonly currency: string
  readonly dueOn: string | null
  readonly account: string | null
  readonly paymentReference: string | null
}

const WORDS = {
  nb: {
    invoice: 'Faktura',
    creditNote: 'Kreditnota',
    from: 'fra',
    greeting: 'Hei,',
    attached: (what: string) => `Vedlagt er ${what.toLowerCase()}.`,
    payable: 'Å betale',
    credited: 'Godskrevet',
    due: 'Forfall',
    account: 'Kontonummer',
    reference: 'KID / referanse',
    closing: 'Vennlig hilsen',
  },
  en: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    from: 'from',
    greeting: 'Hello,',
    attached: (what: string) => `${what} is attached.`,
    payable: 'Amount due',
    credited: 'Credited',
    due: 'Due date',
    account: 'Account',
    reference: 'Payment reference',
    closing: 'Kind regards',
  },
} as const

/** Subject and text of the mail; the figures are those of the document. */
export function letterOf(facts: MailFacts, language: Locale): { readonly subject: string; readonly text: string } {
  const words = WORDS[language]
  const what = `${words[facts.kind]} ${facts.number}`
  const isInvoice = facts.kind === 'invoice'
  const rows: readonly (readonly [string, string | null])[] = [
    [isInvoice ? words.payable : words.credited, `${formatAmount(facts.payable, language)} ${facts.currency}`],
    [words.due, isInvoice ? formatDate(facts.dueOn, language) || null : null],
    [words.account, isInvoice ? facts.account : null],
    [words.reference, isInvoice ? facts.paymentReference : null],
  ]
  const lines = rows.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  const text = [words.greeting, '', words.attached(what), '', ...lines, '', words.closing, facts.seller, ''].join('\n')
  return { subject: `${what} ${words.from} ${facts.seller}`, text }
}
