import type { BookDate } from '#src/kernel/book-date.ts'

/** Primary: documents what is booked. Secondary: says more about it. */
export const RETENTION_CLASSES = ['primary', 'secondary'] as const
export type RetentionClass = (typeof RETENTION_CLASSES)[number]

/** How long the law of a country has a class of documents kept, counted from the end of the fiscal year. */
export interface RetentionRule {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly class: RetentionClass
  readonly months: number
  /** The day that it came into force; the newest in force counts, also for older documents. */
  readonly validFrom: BookDate
  readonly source: string
}

const SINCE_2005 = 'Bokføringsloven (LOV-2004-11-19-73) § 13 annet ledd'

const rule = (
  country: string,
  name: RetentionClass,
  months: number,
  validFrom: string,
  source: string,
): RetentionRule => ({ country, class: name, months, validFrom: validFrom as BookDate, source })

/**
 * Norway: five years for what § 13 first paragraph numbers 1 to 4 name, three years and six months for 5 to 8. Until
 * the end of 2014 transitional rules kept the ten years for what is primary. Trades with more (building, banks,
 * petroleum, real property within the VAT adjustment period) set longer terms for the company.
 */
const RULES: readonly RetentionRule[] = [
  rule('NO', 'primary', 120, '2005-01-01', SINCE_2005),
  rule('NO', 'primary', 60, '2015-01-01', `${SINCE_2005}, endret 2014, uten overgangsregler fra 2015`),
  rule('NO', 'secondary', 42, '2005-01-01', SINCE_2005),
]

/** The rule in force on a day; undefined where nobody has written down the law of the country. */
export const ruleFor = (country: string, name: RetentionClass, on: BookDate): RetentionRule | undefined =>
  RULES.filter((one) => one.country === country && one.class === name && one.validFrom <= on)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)
