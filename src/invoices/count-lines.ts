import {
  completeInvoice,
  type Invoice as EInvoice,
  type InvoiceLine as EInvoiceLine,
} from '#src/documents/einvoice/index.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { type Decimal, divideHalfUp, isZero, multiply, negate, round, subtract, ZERO } from '#src/kernel/decimal.ts'
import { toMinor } from '#src/kernel/money.ts'
import type { CodedLine, InvoiceLine, InvoiceTotals, LineFacts } from './invoice.ts'
import { eInvoiceLineTerms } from './write-terms.ts'

/** Decimals of every amount in a document (EN 16931, BR-DEC-*). */
const DIGITS = 2
const PERCENT: Decimal = { units: 1n, scale: 2 }
/** UNTDID 5189: discount. */
const DISCOUNT = '95'

export interface LineAmounts {
  /** Quantity times price. */
  readonly before: Decimal
  readonly discount: Decimal
  readonly net: Decimal
}

/** The amounts of a line, each rounded once (EN 16931-1, BT-131 and BT-136; PEPPOL-EN16931-R120). */
export function amountsOf({ quantity, unitPrice, discountPercent }: LineFacts): LineAmounts {
  const before = round(multiply(quantity, unitPrice), DIGITS)
  const discount = round(multiply(multiply(before, discountPercent ?? ZERO), PERCENT), DIGITS)
  return { before, discount, net: subtract(before, discount) }
}

/**
 * The line as the e-invoice has it. A discount is an allowance of the line (BG-27), which may not be negative: on a
 * line that takes something back it is a charge (BG-28). `discountWord` is its reason, in the customer's language.
 */
export function eInvoiceLine(line: CodedLine, index: number, discountWord = ''): EInvoiceLine {
  const { before, discount, net } = amountsOf(line)
  const isBack = line.quantity.units < 0n
  const item = {
    amount: isBack ? negate(discount) : discount,
    baseAmount: isBack ? negate(before) : before,
    percent: line.discountPercent ?? undefined,
    reasonCode: isBack ? undefined : DISCOUNT,
    reason: discountWord,
  }
  const items = isZero(discount) ? [] : [item]
  return {
    id: String(index + 1),
    quantity: line.quantity,
    unit: line.unit,
    net,
    allowances: isBack ? [] : items,
    charges: isBack ? items : [],
    unitPrice: line.unitPrice,
    vatCode: line.vatCategory,
    vatRate: line.vatRate ?? undefined,
    description: line.description,
    ...eInvoiceLineTerms(line),
  }
}

export interface CountedLines {
  readonly lines: readonly InvoiceLine[]
  readonly totals: InvoiceTotals
}

/**
 * Counts the lines by the arithmetic of EN 16931: VAT is rounded once for each category and rate (BR-CO-17), and that
 * VAT is shared out over its lines to the last minor unit, so that books and document say the same.
 */
export function countLines(coded: readonly CodedLine[], currency: Currency): CountedLines {
  const complete = completeInvoice({ ...EMPTY, lines: coded.map((line, index) => eInvoiceLine(line, index)) })
  const nets = coded.map((line) => toMinor(amountsOf(line).net, currency))
  const vats = coded.map(() => 0n)
  for (const share of complete.vatBreakdown) {
    const places = coded.flatMap((line, place) => (isOf(line, share) ? [place] : []))
    const parts = spreadMinor(
      toMinor(share.vat ?? ZERO, currency),
      places.map((place) => nets[place] ?? 0n),
    )
    places.forEach((place, index) => {
      vats[place] = parts[index] ?? 0n
    })
  }
  const { net = ZERO, vat = ZERO, gross = ZERO } = complete.declared
  return {
    lines: coded.map((line, place) => ({ ...line, netMinor: nets[place] ?? 0n, vatMinor: vats[place] ?? 0n })),
    totals: {
      netMinor: toMinor(net, currency),
      vatMinor: toMinor(vat, currency),
      grossMinor: toMinor(gross, currency),
    },
  }
}

type Share = EInvoice['vatBreakdown'][number]

const isOf = ({ vatCategory, vatRate }: CodedLine, share: Share): boolean =>
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

const NOBODY = { identifiers: [], taxRegistrations: [] }

/** An e-invoice that says nothing yet. */
export const EMPTY: EInvoice = {
  kind: 'invoice',
  notes: [],
  references: {},
  precedingInvoices: [],
  attachments: [],
  supplier: NOBODY,
  customer: NOBODY,
  paymentMeans: [],
  allowances: [],
  charges: [],
  vatBreakdown: [],
  declared: {},
  lines: [],
}
