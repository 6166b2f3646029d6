import { computeTotals } from '#src/documents/einvoice/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, multiply, ZERO } from '#src/kernel/decimal.ts'
import { rateOn, type VatCode } from '#src/ledger/index.ts'
import {
  type DeclaredTotals,
  EMPTY,
  NOTHING,
  type ReceiptContent,
  type ReceiptKind,
  type ReceiptLine,
  type ReceiptSupplier,
} from '../receipt.ts'
import type { SupplierInput } from './find-supplier.ts'
import { invoiceOf, totalsOf, UNCODED } from './from-invoice.ts'

export interface ManualLine {
  readonly description?: string | undefined
  readonly quantity?: Decimal | undefined
  readonly unitPrice?: Decimal | undefined
  readonly net?: Decimal | undefined
  /** Percent. */
  readonly vatRate?: Decimal | undefined
  readonly vatCode?: string | null | undefined
  readonly account?: string | null | undefined
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

export interface ManualTotals {
  readonly net?: Decimal | undefined
  readonly vat?: Decimal | undefined
  readonly gross?: Decimal | undefined
  readonly payable?: Decimal | undefined
}

/** A receipt as a person enters it. */
export interface ManualReceipt {
  readonly kind?: ReceiptKind | undefined
  readonly supplier?: SupplierInput | undefined
  readonly number?: string | undefined
  readonly issuedOn?: BookDate | undefined
  readonly dueOn?: BookDate | undefined
  readonly currency?: string | undefined
  readonly declared?: ManualTotals | undefined
  readonly paymentReference?: string | undefined
  readonly bankAccount?: string | undefined
  readonly documentId?: string | undefined
  readonly lines: readonly ManualLine[]
}

/** What the person says as a receipt's content: totals that are not given are those of the lines. */
export function manualContent(
  input: ManualReceipt,
  supplier: ReceiptSupplier,
  vatCodes: readonly VatCode[],
  today: BookDate,
): ReceiptContent {
  const on = input.issuedOn ?? today
  return withTotals(
    {
      ...EMPTY,
      origin: 'manual',
      kind: input.kind ?? 'supplierInvoice',
      supplier,
      number: input.number ?? null,
      issuedOn: input.issuedOn ?? null,
      dueOn: input.dueOn ?? null,
      currency: input.currency ?? null,
      paymentReference: input.paymentReference ?? null,
      bankAccount: input.bankAccount ?? null,
      documentId: input.documentId ?? null,
      lines: input.lines.map((line) => manualLine(line, vatCodes, on)),
    },
    input.declared,
  )
}

export function manualLine(line: ManualLine, vatCodes: readonly VatCode[], on: BookDate): ReceiptLine {
  const { quantity = null, unitPrice = null } = line
  const product = quantity && unitPrice ? multiply(quantity, unitPrice) : null
  const vatRate = line.vatRate ?? rateOfCode(vatCodes, line.vatCode, on)
  return {
    ...UNCODED,
    role: 'line',
    documentLine: null,
    description: line.description ?? null,
    item: null,
    quantity,
    unit: null,
    unitPrice,
    net: line.net ?? product,
    vatCategory: vatRate === null ? null : vatRate.units === 0n ? 'Z' : 'S',
    vatRate,
    vatCode: line.vatCode ?? null,
    account: line.account ?? null,
    dimensions: line.dimensions ?? {},
    codedBy: line.account ? 'person' : null,
  }
}

const PERCENT_SCALE = 4

/** Rate in percent that a VAT code has on a date; null for none. VAT under reverse charge is not on the document. */
function rateOfCode(vatCodes: readonly VatCode[], code: string | null | undefined, on: BookDate): Decimal | null {
  const known = vatCodes.find((one) => one.code === code)
  if (!known) return null
  const rate = known.handling === 'input' ? rateOn(known, on) : undefined
  return rate ? { units: BigInt(rate.ratePpm), scale: PERCENT_SCALE } : ZERO
}

/** The content with its totals computed from its lines; declared totals stay where there are any. */
export function withTotals(content: ReceiptContent, declared: ManualTotals = {}): ReceiptContent {
  const said: DeclaredTotals = { ...NOTHING, ...totalsOf(declared) }
  const { net, vat, gross, payable } =
    content.lines.length > 0 ? totalsOf(computeTotals(invoiceOf({ ...content, declared: said }))) : NOTHING
  const computed = { net, vat, gross, payable }
  return {
    ...content,
    computed,
    declared: {
      ...said,
      net: said.net ?? computed.net,
      vat: said.vat ?? computed.vat,
      gross: said.gross ?? computed.gross,
      payable: said.payable ?? said.gross ?? computed.payable,
    },
  }
}
