import { minorDigits } from '#src/kernel/currency.ts'
import {
  add,
  type Decimal,
  equals,
  formatShort,
  isZero,
  multiply,
  negate,
  round,
  subtract,
  ZERO,
} from '#src/kernel/decimal.ts'
import type { ReceiptContent, ReceiptLine } from '../receipt.ts'
import { spread } from './spread.ts'

type VatFacts = Pick<ReceiptContent, 'lines' | 'vatShares' | 'declared' | 'currency'>

/** The amount with the sign that it has in the document's sum: allowances are taken off. */
export const signedNet = ({ role, net }: ReceiptLine): Decimal =>
  net === null ? ZERO : role === 'allowance' ? negate(net) : net

const keyOf = (category: string | null, rate: Decimal | null): string =>
  `${category ?? ''} ${formatShort(rate ?? ZERO)}`

/**
 * The VAT of every line, allowance and charge, in the order of the lines. The VAT that the document declares for a
 * category and rate is spread over its lines to the last minor unit; what the breakdown leaves of the declared total
 * goes to the group with the largest VAT. Without a breakdown VAT is computed from the rates.
 */
export function vatOfLines({ lines, vatShares, declared, currency }: VatFacts): Decimal[] {
  const digits = Math.max(2, minorDigits(currency ?? ''))
  const groups = new Map<string, { places: number[]; vat: Decimal }>()
  lines.forEach(({ vatCategory, vatRate }, place) => {
    const key = keyOf(vatCategory, vatRate)
    const group = groups.get(key) ?? { places: [], vat: ZERO }
    groups.set(key, { ...group, places: [...group.places, place] })
  })
  if (vatShares.length > 0) {
    for (const { category, rate, vat } of vatShares) {
      const group = groups.get(keyOf(category, rate))
      if (group) group.vat = add(group.vat, vat)
    }
  } else {
    for (const group of groups.values()) {
      const rate = lines[group.places[0] ?? 0]?.vatRate ?? ZERO
      const base = group.places.reduce((total, place) => add(total, netAt(lines, place)), ZERO)
      group.vat = round(multiply(multiply(base, rate), { units: 1n, scale: 2 }), digits)
    }
  }
  settleTotal([...groups.values()], declared.vat)
  const vat: Decimal[] = lines.map(() => ZERO)
  for (const { places, vat: total } of groups.values()) {
    const parts = spread(
      total,
      places.map((place) => netAt(lines, place)),
      digits,
    )
    places.forEach((place, index) => {
      vat[place] = parts[index] ?? ZERO
    })
  }
  return vat
}

const netAt = (lines: readonly ReceiptLine[], place: number): Decimal => {
  const line = lines[place]
  return line ? signedNet(line) : ZERO
}

function settleTotal(groups: { places: number[]; vat: Decimal }[], declared: Decimal | null): void {
  if (declared === null) return
  const total = groups.reduce((sum, { vat }) => add(sum, vat), ZERO)
  if (equals(total, declared)) return
  const largest = groups.reduce<(typeof groups)[number] | undefined>(
    (best, group) => (best && !isLarger(group.vat, best.vat) ? best : group),
    undefined,
  )
  if (largest) largest.vat = add(largest.vat, subtract(declared, total))
}

const isLarger = (a: Decimal, b: Decimal): boolean => {
  const scale = Math.max(a.scale, b.scale)
  const size = (value: Decimal) => {
    const { units } = round(value, scale)
    return units < 0n ? -units : units
  }
  return !isZero(a) && size(a) > size(b)
}
