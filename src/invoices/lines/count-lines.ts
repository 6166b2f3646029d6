import { completeInvoice, type Invoice as EInvoice } from '#src/documents/einvoice/index.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { type Decimal, divideHalfUp, round, ZERO } from '#src/kernel/decimal.ts'
import { fromMinor, toMinor } from '#src/kernel/money.ts'
import { EMPTY, eInvoiceAdjustments, eInvoiceLine } from '../document/e-invoice-lines.ts'
import type { CodedLine, InvoiceLine, InvoiceTotals } from '../invoice.ts'
import { amountOn, type CodedAdjustment, type InvoiceAdjustment, signOf } from './adjustment.ts'
import { amountsOf } from './line-amounts.ts'

export interface CountedLines {
  readonly lines: readonly InvoiceLine[]
  readonly adjustments: readonly InvoiceAdjustment[]
  readonly totals: InvoiceTotals
}

/**
 * Counts lines, allowances and charges by the arithmetic of EN 16931: VAT is rounded once for each category and rate
 * (BR-CO-17), and that VAT is shared out to the last minor unit, so that books and document say the same.
 */
export function countLines(
  coded: readonly CodedLine[],
  currency: Currency,
  adjustments: readonly CodedAdjustment[] = [],
): CountedLines {
  const nets = coded.map((line) => toMinor(amountsOf(line).net, currency))
  const sized = adjustments.map((one) => sizedOf(one, coded, nets, currency))
  const complete = completeInvoice({
    ...EMPTY,
    ...eInvoiceAdjustments(sized, currency, 'en'),
    lines: coded.map((line, index) => eInvoiceLine(line, index, 'en')),
  })
  const all = [...coded, ...sized]
  const vats = vatOfEach(
    all,
    [...nets, ...sized.map((one) => signOf(one) * one.netMinor)],
    complete.vatBreakdown.map((share) => ({ ...share, vatMinor: toMinor(share.vat ?? ZERO, currency) })),
  )
  const { net = ZERO, vat = ZERO, gross = ZERO } = complete.declared
  return {
    lines: coded.map((line, place) => ({ ...line, netMinor: nets[place] ?? 0n, vatMinor: vats[place] ?? 0n })),
    adjustments: sized.map((one, place) => ({ ...one, vatMinor: signOf(one) * (vats[coded.length + place] ?? 0n) })),
    totals: {
      netMinor: toMinor(net, currency),
      vatMinor: toMinor(vat, currency),
      grossMinor: toMinor(gross, currency),
    },
  }
}

/** A percentage is taken of the lines with its VAT; of all lines where none has it. */
function sizedOf(
  one: CodedAdjustment,
  coded: readonly CodedLine[],
  nets: readonly bigint[],
  currency: Currency,
): InvoiceAdjustment {
  const places = placesOf(coded, one)
  const base = places.reduce((sum, place) => sum + (nets[place] ?? 0n), 0n)
  const baseMinor = one.percent === null ? null : base < 0n ? 0n : base
  const netMinor = toMinor(amountOn(one, fromMinor(baseMinor ?? 0n, currency)), currency)
  return { ...one, baseMinor, netMinor, vatMinor: 0n }
}

type Taxed = Pick<CodedLine, 'vatCategory' | 'vatRate'>

/** Places of the lines that an allowance or charge stands on: those with its VAT, else all. */
export function placesOf(lines: readonly Taxed[], one: Taxed): number[] {
  const places = lines.flatMap((line, place) => (groupOf(line) === groupOf(one) ? [place] : []))
  return places.length > 0 ? places : lines.map((_line, place) => place)
}

const groupOf = ({ vatCategory, vatRate }: Taxed): string => `${vatCategory} ${rateKey(vatRate)}`

/** VAT of each by its group's total, signed like its net amount. */
function vatOfEach(all: readonly Taxed[], nets: readonly bigint[], shares: readonly (Share & { vatMinor: bigint })[]) {
  const vats = all.map(() => 0n)
  for (const share of shares) {
    const places = all.flatMap((one, place) => (isOf(one, share) ? [place] : []))
    const parts = spreadMinor(
      share.vatMinor,
      places.map((place) => nets[place] ?? 0n),
    )
    places.forEach((place, index) => {
      vats[place] = parts[index] ?? 0n
    })
  }
  return vats
}

type Share = EInvoice['vatBreakdown'][number]

const isOf = ({ vatCategory, vatRate }: Taxed, share: Share): boolean =>
  vatCategory === share.vatCode && rateKey(vatRate) === rateKey(share.vatRate ?? null)

const rateKey = (rate: Decimal | null): string => (rate === null ? '' : String(round(rate, 6).units))

/**
 * Splits a total by weights of either sign; what rounding leaves over goes to the heaviest part, so that the parts add
 * up to the total. (splitMinor of the kernel takes no negative weight, which a line that takes something back has.)
 */
export function spreadMinor(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  const parts = weights.map((weight) => (whole === 0n ? 0n : divideHalfUp(totalMinor * weight, whole)))
  const heaviest = weights.reduce((best, weight, place) => (size(weight) > size(weights[best] ?? 0n) ? place : best), 0)
  const left = totalMinor - parts.reduce((sum, part) => sum + part, 0n)
  return parts.map((part, place) => (place === heaviest ? part + left : part))
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
