import { minorDigits } from '#src/kernel/currency.ts'
import { add, type Decimal, formatShort, isZero, ZERO } from '#src/kernel/decimal.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Receipt, ReceiptLine } from '../receipt.ts'
import { spread } from './spread.ts'
import { signedNet, vatOfLines } from './vat-of-lines.ts'

/** A cost as it is booked: amounts in the document's currency, before VAT, and the VAT that belongs to it. */
export interface CostPart {
  readonly account: string
  readonly vatCode: string | null
  readonly dimensions: Readonly<Record<string, string>>
  readonly description: string | null
  readonly amount: Decimal
  readonly vat: Decimal
}

/** Journal entries have at most 500 lines, of which a cost with VAT takes up to three. */
const PARTS_MAX = 120

/**
 * The costs of a receipt: one part a line, into which the allowances and charges of its VAT category and rate go by
 * its share of the net amount. One that has an account of its own is a part of its own. A receipt with very many lines
 * gives one part for each account, VAT code and set of dimensions.
 */
export function costParts(receipt: Receipt): CostPart[] {
  const digits = Math.max(2, minorDigits(receipt.currency ?? ''))
  const vat = vatOfLines(receipt)
  const placed = receipt.lines.map((line, place) => ({ line, amount: signedNet(line), vat: vat[place] ?? ZERO }))
  const carriers = placed.filter(({ line }) => line.role === 'line')
  const parts = placed.flatMap((one) => {
    if (one.line.role === 'line' || one.line.account !== null) return [partOf(one.line, one.line, one.amount, one.vat)]
    const hosts = hostsOf(one.line, carriers)
    const weights = hosts.map(({ amount }) => amount)
    const amounts = spread(one.amount, weights, digits)
    const vats = spread(one.vat, weights, digits)
    return hosts.map((host, index) => partOf(one.line, host.line, amounts[index] ?? ZERO, vats[index] ?? ZERO))
  })
  const booked = parts.filter((part) => !isZero(part.amount) || !isZero(part.vat))
  return merged(booked, booked.length > PARTS_MAX)
}

interface Placed {
  readonly line: ReceiptLine
  readonly amount: Decimal
  readonly vat: Decimal
}

/** The lines that an allowance or charge belongs to: those of its VAT category and rate, else all. */
function hostsOf(adjustment: ReceiptLine, carriers: readonly Placed[]): readonly Placed[] {
  const rate = (line: ReceiptLine) => `${line.vatCategory} ${formatShort(line.vatRate ?? ZERO)}`
  const alike = carriers.filter(({ line }) => rate(line) === rate(adjustment))
  return alike.length > 0 ? alike : carriers
}

/** `line` says what it is and its VAT code, `host` where it is booked. */
function partOf(line: ReceiptLine, host: ReceiptLine, amount: Decimal, vat: Decimal): CostPart {
  const { account, dimensions, description } = host
  if (account === null) fail('receipt_incomplete', 'A line has no account; code it first.')
  return { account, vatCode: line.vatCode, dimensions, description, amount, vat }
}

/** Adds up the parts that are booked alike; `isCoarse` also those of different lines. */
function merged(parts: readonly CostPart[], isCoarse: boolean): CostPart[] {
  const byKey = new Map<string, CostPart>()
  for (const part of parts) {
    const { account, vatCode, dimensions } = part
    const key = JSON.stringify([
      account,
      vatCode,
      Object.entries(dimensions).sort(),
      isCoarse ? null : part.description,
    ])
    const sum = byKey.get(key)
    const description = isCoarse ? null : part.description
    byKey.set(
      key,
      sum ? { ...sum, amount: add(sum.amount, part.amount), vat: add(sum.vat, part.vat) } : { ...part, description },
    )
  }
  return [...byKey.values()].filter((part) => !isZero(part.amount) || !isZero(part.vat))
}
