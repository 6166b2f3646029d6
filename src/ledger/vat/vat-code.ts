import type { BookDate } from '#src/kernel/book-date.ts'

/** A rate that the law sets from a date on, parts per million (250000 = 25 %), with where it is written. */
export interface DatedRate {
  readonly from: BookDate
  readonly ratePpm: number
  readonly source: string
}

/** Whether the code stands on purchases or on sales. */
export type VatDirection = 'input' | 'output'

/**
 * What the code books: `input` deducts, `output` owes, `reverseCharge` does both because the buyer accounts for the
 * VAT, `none` books no VAT and only marks the amount for the return.
 */
export type VatHandling = 'none' | 'input' | 'output' | 'reverseCharge'

export interface VatCode {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly direction: VatDirection
  readonly handling: VatHandling
  /** Share of the VAT that may be deducted, parts per million. */
  readonly deductiblePpm: number
  /** VAT categories of e-invoices (UNCL 5305) that the code answers to. */
  readonly categories: readonly string[]
  /** In the order of their dates; empty where the handling is `none`. */
  readonly rates: readonly DatedRate[]
  readonly inputAccount: string | null
  readonly outputAccount: string | null
  /** SAF-T standard tax code. */
  readonly standardCode: string | null
  readonly isActive: boolean
  readonly version: number
  readonly updatedAt: Date
}

/** The rate in force on a date; undefined when the code has none yet. */
export function rateOn(code: Pick<VatCode, 'handling' | 'rates'>, on: BookDate): DatedRate | undefined {
  return code.rates.findLast((rate) => rate.from <= on)
}

export interface VatQuestion {
  readonly direction: VatDirection
  /** UNCL 5305, as on the invoice: S, Z, E, AE, K, G, O. */
  readonly category: string
  /** Rate on the invoice, parts per million. */
  readonly ratePpm: number
  readonly on: BookDate
}

/**
 * The code of the books that an invoice's VAT category and rate mean, the most usual first; undefined when the books
 * have none (a foreign rate, for example). Reverse charge carries no rate on the invoice, so it is not compared there.
 */
export function codeFor(codes: readonly VatCode[], { direction, category, ratePpm, on }: VatQuestion) {
  return codes.find((code) => {
    if (!code.isActive || code.direction !== direction || !code.categories.includes(category)) return false
    if (code.handling === 'none') return ratePpm === 0
    if (code.handling === 'reverseCharge') return rateOn(code, on) !== undefined
    return rateOn(code, on)?.ratePpm === ratePpm
  })
}
