import { type OpenItem, releasedBase, toBaseMinor } from '#src/ledger/index.ts'
import type { InvoiceContent } from '../invoice.ts'
import { soldOf } from './sold.ts'

/** Minor units of the books' currency. */
export interface SoldBase {
  readonly netMinor: bigint
  readonly vatMinor: bigint
}

/** What an invoice in a foreign currency is in the books' currency: receivable equals lines and VAT, to the last unit. */
export interface BaseAmounts {
  /** In the order of `soldOf`. */
  readonly sold: readonly SoldBase[]
  /** Of the receivable, what settles the invoice that a credit note takes back, and what opens an item. */
  readonly settledMinor: bigint
  readonly restMinor: bigint
}

/**
 * Undefined for an invoice in the books' own currency. The VAT is what the document states, what the customer owes is
 * converted as a whole, as a bank would, and the income is the rest. What a credit note settles goes out at the worth that
 * it stands in the books with. Cents of the conversion go to the heaviest line.
 */
export function baseAmountsOf(
  content: Pick<InvoiceContent, 'exchange' | 'currency' | 'totals' | 'lines' | 'adjustments'>,
  credited: Pick<OpenItem, 'remainingMinor' | 'remainingBaseMinor'> | undefined,
  settled: bigint,
): BaseAmounts | undefined {
  const { exchange, currency, totals } = content
  if (exchange === null) return undefined
  const sold = soldOf(content)
  const inBase = (minor: bigint): bigint => toBaseMinor(minor, currency, exchange, exchange.baseCurrency)
  const settledMinor = credited && settled > 0n ? releasedBase(credited, settled) : 0n
  const left = inBase(totals.grossMinor) - settledMinor
  const restMinor = settled === totals.grossMinor || left < 0n ? 0n : left
  const vats = partsOf(
    exchange.vatMinor,
    sold.map(({ vatMinor }) => inBase(vatMinor)),
  )
  const nets = partsOf(
    settledMinor + restMinor - exchange.vatMinor,
    sold.map(({ netMinor }) => inBase(netMinor)),
  )
  return {
    sold: sold.map((_one, place) => ({ netMinor: nets[place] ?? 0n, vatMinor: vats[place] ?? 0n })),
    settledMinor,
    restMinor,
  }
}

/** Parts that add up to the total: what rounding has left over goes to the heaviest. */
function partsOf(totalMinor: bigint, parts: readonly bigint[]): bigint[] {
  const left = totalMinor - parts.reduce((sum, part) => sum + part, 0n)
  const heaviest = parts.reduce((best, part, place) => (size(part) > size(parts[best] ?? 0n) ? place : best), 0)
  return parts.map((part, place) => (place === heaviest ? part + left : part))
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
