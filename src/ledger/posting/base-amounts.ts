import type { Currency } from '#src/kernel/currency.ts'
import { type Decimal, multiply } from '#src/kernel/decimal.ts'
import { fromMinor, toMinor } from '#src/kernel/money.ts'
import { fail } from '#src/kernel/problem.ts'
import type { ExpandedLine } from '../vat/expand-vat.ts'

/** A line with its currency and its amount in the base currency settled. */
export interface ValuedLine extends Omit<ExpandedLine, 'currency' | 'baseAmountMinor' | 'vatBase'> {
  readonly currency: Currency
  readonly baseAmountMinor: bigint
  /** Base currency. */
  readonly vatBaseMinor: bigint | null
}

type Rates = Readonly<Record<Currency, Decimal>>

/**
 * Gives every line its amount in the base currency: as the draft says it, or by the draft's rate. What rounding leaves
 * over (less than a minor unit a line) goes to the largest converted line, so that no cent is lost.
 */
export function valueLines(lines: readonly ExpandedLine[], baseCurrency: Currency, rates: Rates = {}): ValuedLine[] {
  const valued = lines.map((line) => valueLine(line, baseCurrency, rates))
  const converted = lines.flatMap((line, index) =>
    line.baseAmountMinor === undefined && (line.currency ?? baseCurrency) !== baseCurrency ? [index] : [],
  )
  const left = valued.reduce((sum, line) => sum + line.baseAmountMinor, 0n)
  const isRounding = left !== 0n && size(left) <= BigInt(converted.length)
  const largest = isRounding ? converted.reduce((best, index) => larger(valued, best, index)) : undefined
  if (largest === undefined) return valued
  return valued.map((line, index) =>
    index === largest ? { ...line, baseAmountMinor: line.baseAmountMinor - left } : line,
  )
}

function valueLine(line: ExpandedLine, baseCurrency: Currency, rates: Rates): ValuedLine {
  const { vatBase, currency = baseCurrency, baseAmountMinor, ...kept } = line
  const inBase = (amountMinor: bigint): bigint => {
    if (currency === baseCurrency) return amountMinor
    const rate = rates[currency]
    if (!rate) {
      const wanted = `Line on account ${line.account} is in ${currency}: say its amount in ${baseCurrency} too, or the rate.`
      return fail('journal_entry_invalid', wanted)
    }
    return toMinor(multiply(fromMinor(amountMinor, currency), rate), baseCurrency)
  }
  const base = baseAmountMinor ?? inBase(line.amountMinor)
  if (currency === baseCurrency && base !== line.amountMinor) {
    fail('journal_entry_invalid', `Line on account ${line.account} has two different amounts in ${baseCurrency}.`)
  }
  return {
    ...kept,
    currency,
    baseAmountMinor: base,
    vatBaseMinor: vatBase ? (vatBase.baseAmountMinor ?? inBase(vatBase.amountMinor)) : null,
  }
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
const larger = (lines: readonly ValuedLine[], a: number, b: number): number =>
  size(lines[b]?.baseAmountMinor ?? 0n) > size(lines[a]?.baseAmountMinor ?? 0n) ? b : a
