import type { Extraction } from '#src/documents/reading/fields/index.ts'
import { type BookDate, parseBookDate } from '#src/kernel/book-date.ts'
import { isCurrency } from '#src/kernel/currency.ts'
import {
  type Decimal,
  equals,
  formatDecimal,
  isNegative,
  negate,
  parseDecimal,
  round,
  sum,
} from '#src/kernel/decimal.ts'
import { UNCODED } from '../arrival/from-invoice.ts'
import { withTotals } from '../arrival/manual-receipt.ts'
import type { ReceiptContent, ReceiptKind, ReceiptLine, ReceiptSupplier } from '../receipt.ts'
import type { Field } from './reading.ts'

/** What was read as the facts of a receipt; null = nothing was found. */
export interface ReadContent {
  readonly kind: ReceiptKind
  readonly number: string | null
  readonly issuedOn: BookDate | null
  readonly dueOn: BookDate | null
  readonly currency: string | null
  readonly net: Decimal | null
  readonly vat: Decimal | null
  readonly gross: Decimal | null
  readonly payable: Decimal | null
  readonly paymentReference: string | null
  readonly bankAccount: string | null
  readonly lines: readonly ReceiptLine[]
}

const LONGEST = 100

const text = (field: Field | null): string | null => field?.value.slice(0, LONGEST) ?? null
const date = (field: Field | null): BookDate | null => (field && parseBookDate(field.value)) ?? null
const amountOf = (field: Field | null): Decimal | null => (field && parseDecimal(field.value)) ?? null

/** Whether a document is a credit note whose amounts stand on it with a minus. */
export function printsMinus(kind: ReceiptKind, gross: Field | null): boolean {
  const printed = amountOf(gross)
  return kind === 'creditNote' && printed !== null && isNegative(printed)
}

/**
 * The facts of a receipt in what was extracted from its pages. The amounts of a credit note are kept without a minus (as
 * EN 16931 has them for code 381), whether it prints one or not: its kind says which way it is booked.
 */
export function readContent({ kind, fields, lines }: Extraction): ReadContent {
  const isMinus = printsMinus(kind, fields.gross)
  const amount = (field: Field | null): Decimal | null => {
    const printed = amountOf(field)
    return printed && isMinus ? negate(printed) : printed
  }
  const [net, vat, gross] = [amount(fields.net), amount(fields.vat), amount(fields.gross)]
  const currency = text(fields.currency)
  return {
    kind,
    number: text(fields.number),
    issuedOn: date(fields.issuedOn),
    dueOn: date(fields.dueOn),
    currency: currency !== null && isCurrency(currency) ? currency : null,
    net,
    vat,
    gross,
    payable: amount(fields.payable) ?? gross,
    paymentReference: text(fields.paymentReference),
    bankAccount: text(fields.account),
    lines: linesOf(isMinus ? lines.map(withoutMinus) : lines, { net, vat, gross }),
  }
}

/** A line of a credit note: what was taken back may stand as a minus at its sum and its number or its price. */
function withoutMinus(line: Extraction['lines'][number]): Extraction['lines'][number] {
  const turned = (printed: string | null): string | null => printed?.replace(/^-/, '') ?? null
  const net = parseDecimal(line.net)
  if (!net) return line
  return {
    ...line,
    net: formatDecimal(negate(net)),
    quantity: turned(line.quantity),
    unitPrice: turned(line.unitPrice),
  }
}

interface Totals {
  readonly net: Decimal | null
  readonly vat: Decimal | null
  readonly gross: Decimal | null
}

/**
 * The lines of the document where they add up to its net amount and one VAT rate explains its VAT; else one line of
 * the net amount, where the rate is plain. Nothing is made up: without them a person writes the lines.
 */
function linesOf(read: Extraction['lines'], { net, vat, gross }: Totals): ReceiptLine[] {
  const rate = net && vat && gross ? rateOf(net, vat, gross) : null
  if (!net || !rate) return []
  const nets = read.flatMap((line) => parseDecimal(line.net) ?? [])
  if (read.length > 0 && nets.length === read.length && equals(sum(nets), net)) {
    return read.map((line, index) => lineOf({ ...line, documentLine: index + 1 }, rate))
  }
  return [lineOf({ description: null, quantity: null, unitPrice: null, net, documentLine: null }, rate)]
}

interface Printed {
  readonly description: string | null
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly net: string | Decimal
  readonly documentLine: number | null
}

const numberOf = (printed: string | Decimal | null): Decimal | null =>
  typeof printed === 'string' ? (parseDecimal(printed) ?? null) : printed

const lineOf = ({ description, quantity, unitPrice, net, documentLine }: Printed, rate: Decimal): ReceiptLine => ({
  ...UNCODED,
  role: 'line',
  documentLine,
  description,
  item: null,
  quantity: numberOf(quantity),
  unit: null,
  unitPrice: numberOf(unitPrice),
  net: numberOf(net),
  vatCategory: rate.units === 0n ? 'Z' : 'S',
  vatRate: rate,
})

/** Minor units by which VAT may differ from its rate: lines are rounded one by one. */
const SLACK = 5n
const HIGHEST_RATE = 30n

/** The whole percentage that the VAT is of the net amount; null where there is none, or the total is another sum. */
function rateOf(net: Decimal, vat: Decimal, gross: Decimal): Decimal | null {
  const [netCents, vatCents, grossCents] = [net, vat, gross].map((value) => round(value, 2).units)
  if (netCents === undefined || vatCents === undefined || grossCents === undefined) return null
  if (netCents <= 0n || vatCents < 0n || netCents + vatCents !== grossCents) return null
  const rate = (vatCents * 200n + netCents) / (netCents * 2n)
  const difference = netCents * rate - vatCents * 100n
  const isPlain = rate <= HIGHEST_RATE && difference <= SLACK * 100n && difference >= -SLACK * 100n
  return isPlain ? { units: rate, scale: 0 } : null
}

/** The receipt with what was read where it says nothing yet: what a person has filled in meanwhile stays. */
export function filledIn(before: ReceiptContent, read: ReadContent, supplier: ReceiptSupplier): ReceiptContent {
  const { declared } = before
  const content: ReceiptContent = {
    ...before,
    kind: before.kind === 'supplierInvoice' && before.number === null ? read.kind : before.kind,
    supplier,
    number: before.number ?? read.number,
    issuedOn: before.issuedOn ?? read.issuedOn,
    dueOn: before.dueOn ?? read.dueOn,
    currency: before.currency ?? read.currency,
    paymentReference: before.paymentReference ?? read.paymentReference,
    bankAccount: before.bankAccount ?? read.bankAccount,
    lines: before.lines.length > 0 ? before.lines : read.lines,
  }
  return withTotals(content, {
    net: declared.net ?? read.net ?? undefined,
    vat: declared.vat ?? read.vat ?? undefined,
    gross: declared.gross ?? read.gross ?? undefined,
    payable: declared.payable ?? read.payable ?? undefined,
  })
}
