import type { Currency } from '#src/kernel/currency.ts'
import { formatMinor } from '#src/kernel/money.ts'
import type { JournalEntry, JournalLine } from '../journal-entry.ts'

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

/** Debit and credit of a signed amount: one of them is zero. */
export const sides = (amountMinor: bigint, currency: Currency) => ({
  debit: formatMinor(amountMinor > 0n ? amountMinor : 0n, currency),
  credit: formatMinor(amountMinor < 0n ? -amountMinor : 0n, currency),
})

/** A line as the API shows it; amounts without a sign, on their side. */
export function wireLine(line: JournalLine, baseCurrency: Currency) {
  // A line that only moves the base currency (a revaluation) has its side from there.
  const isRevaluation = line.amountMinor === 0n
  return {
    account: line.account,
    ...sides(isRevaluation ? line.baseAmountMinor : line.amountMinor, isRevaluation ? baseCurrency : line.currency),
    currency: isRevaluation ? baseCurrency : line.currency,
    baseAmount: formatMinor(size(line.baseAmountMinor), baseCurrency),
    vatCode: line.vatCode,
    vatBase: line.vatBaseMinor === null ? null : formatMinor(line.vatBaseMinor, baseCurrency),
    dimensions: line.dimensions,
    partyId: line.partyId,
    description: line.description,
    openItemId: line.openItemId,
  }
}

export const wireEntry = (entry: JournalEntry) => ({
  id: entry.id,
  journal: entry.journal,
  series: entry.series,
  fiscalYear: entry.fiscalYear,
  number: entry.number,
  bookedOn: entry.bookedOn,
  period: entry.period,
  description: entry.description,
  baseCurrency: entry.baseCurrency,
  lines: entry.lines.map((line) => wireLine(line, entry.baseCurrency)),
  voucher: entry.voucher,
  reverses: entry.reverses,
  reversedBy: entry.reversedBy,
  previousHash: entry.previousHash,
  hash: entry.hash,
  recordedAt: entry.recordedAt.toISOString(),
})

export const wireSummary = ({ id, series, fiscalYear, number, bookedOn, hash }: JournalEntry) => ({
  id,
  series,
  fiscalYear,
  number,
  bookedOn,
  hash,
})
