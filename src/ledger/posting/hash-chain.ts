import { hash } from 'node:crypto'
import type { BookDate } from '#src/kernel/book-date.ts'

/**
 * The hash chain of a series: every entry carries SHA-256 over the hash before it and its own canonical text, so that
 * nothing booked can be changed, taken out or put in between without the chain showing it. Anyone can recompute it from
 * `GET series/{id}/proof?entries=true`.
 */
export interface ChainedLine {
  readonly lineNumber: number
  readonly account: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly baseAmountMinor: bigint
  readonly vatCode: string | null
  readonly vatBaseMinor: bigint | null
  readonly partyId: string | null
  readonly dimensions: Readonly<Record<string, string>>
  readonly description: string | null
}

export interface ChainedEntry {
  readonly companyId: string
  readonly id: string
  readonly seriesId: string
  readonly fiscalYear: string
  readonly number: number
  readonly journal: string
  readonly bookedOn: BookDate
  readonly recordedAt: Date
  readonly description: string
  readonly baseCurrency: string
  readonly voucher: { readonly kind: string; readonly id: string | null; readonly documentId: string | null }
  readonly reverses: string | null
  readonly lines: readonly ChainedLine[]
}

/** The entry as one line of JSON: an array of fixed order, amounts as decimal digits in strings. */
export function canonicalEntry(entry: ChainedEntry): string {
  const { voucher } = entry
  return JSON.stringify([
    'bilag-1',
    entry.companyId,
    entry.id,
    entry.seriesId,
    entry.fiscalYear,
    entry.number,
    entry.journal,
    entry.bookedOn,
    entry.recordedAt.toISOString(),
    entry.description,
    entry.baseCurrency,
    [voucher.kind, voucher.id, voucher.documentId],
    entry.reverses,
    entry.lines.map(canonicalLine),
  ])
}

const canonicalLine = (line: ChainedLine) => [
  line.lineNumber,
  line.account,
  line.amountMinor.toString(),
  line.currency,
  line.baseAmountMinor.toString(),
  line.vatCode,
  line.vatBaseMinor === null ? null : line.vatBaseMinor.toString(),
  line.partyId,
  Object.entries(line.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  line.description,
]

/** Lower-case hex of SHA-256 over the 32 bytes before and the UTF-8 text of the entry. */
export const entryHash = (previousHash: string, canonical: string): string =>
  hash('sha256', Buffer.concat([Buffer.from(previousHash, 'hex'), Buffer.from(canonical, 'utf8')]), 'hex')

/** What the first entry of a series in a fiscal year is chained to; the database knows it as app.chain_start. */
export const chainStart = (companyId: string, seriesId: string, fiscalYear: string): string =>
  hash('sha256', `bilag-1 ${companyId} ${seriesId} ${fiscalYear}`, 'hex')
