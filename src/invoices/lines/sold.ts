import type { InvoiceContent } from '../invoice.ts'
import { signOf } from './adjustment.ts'

/** What stands on the income side of an invoice: a line, an allowance (negative) or a charge. */
export interface Sold {
  readonly description: string
  readonly account: string
  readonly vatCode: string
  readonly dimensions: Readonly<Record<string, string>>
  /** Signed minor units of the invoice's currency. */
  readonly netMinor: bigint
  readonly vatMinor: bigint
}

/** Lines, then allowances and charges: they add up to the totals. */
export const soldOf = ({ lines, adjustments }: Pick<InvoiceContent, 'lines' | 'adjustments'>): Sold[] => [
  ...lines,
  ...adjustments.map((one) => ({
    description: one.reason ?? one.kind,
    account: one.account,
    vatCode: one.vatCode,
    dimensions: one.dimensions,
    netMinor: signOf(one) * one.netMinor,
    vatMinor: signOf(one) * one.vatMinor,
  })),
]
