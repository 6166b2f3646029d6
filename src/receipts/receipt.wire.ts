import { minorDigits } from '#src/kernel/currency.ts'
import { type Decimal, formatDecimal, formatShort, round } from '#src/kernel/decimal.ts'
import { provenanceOf } from './coding/coding.wire.ts'
import type { Receipt, ReceiptLine, ReceiptTotals } from './receipt.ts'

/** An amount as decimal text with at least the currency's decimals, and all that the document wrote. */
const amountText = (value: Decimal | null, currency: string | null): string | null =>
  value && formatDecimal(round(value, Math.max(value.scale, currency === null ? 0 : minorDigits(currency))))

const numberText = (value: Decimal | null): string | null => value && formatShort(value)

const totalsOf = ({ net, vat, gross, payable }: ReceiptTotals, currency: string | null) => ({
  net: amountText(net, currency),
  vat: amountText(vat, currency),
  gross: amountText(gross, currency),
  payable: amountText(payable, currency),
})

export const codingOf = ({ vatCode, account, dimensions, codedBy, provenance }: ReceiptLine) => ({
  vatCode,
  account,
  dimensions,
  codedBy,
  provenance: provenance && provenanceOf(provenance),
})

const lineOf = (line: ReceiptLine, currency: string | null) => ({
  description: line.description,
  item: line.item,
  quantity: numberText(line.quantity),
  unit: line.unit,
  unitPrice: amountText(line.unitPrice, null),
  net: amountText(line.net, currency),
  vatCategory: line.vatCategory,
  vatRate: numberText(line.vatRate),
  ...codingOf(line),
})

const adjustmentOf = (line: ReceiptLine, currency: string | null) => ({
  kind: line.role,
  reason: line.description,
  amount: amountText(line.net, currency),
  vatCategory: line.vatCategory,
  vatRate: numberText(line.vatRate),
  ...codingOf(line),
})

/** The receipt as the API shows it. */
export function toWire(receipt: Receipt) {
  const { currency, declared, lines } = receipt
  return {
    id: receipt.id,
    kind: receipt.kind,
    status: receipt.status,
    version: receipt.version,
    origin: receipt.origin,
    supplier: receipt.supplier,
    number: receipt.number,
    issuedOn: receipt.issuedOn,
    dueOn: receipt.dueOn,
    currency,
    declared: {
      ...totalsOf(declared, currency),
      prepaid: amountText(declared.prepaid, currency),
      rounding: amountText(declared.rounding, currency),
    },
    computed: totalsOf(receipt.computed, currency),
    paymentReference: receipt.paymentReference,
    bankAccount: receipt.bankAccount,
    lines: lines.filter(({ role }) => role === 'line').map((line) => lineOf(line, currency)),
    adjustments: lines.filter(({ role }) => role !== 'line').map((line) => adjustmentOf(line, currency)),
    documentId: receipt.documentId,
    exceptions: receipt.exceptions,
    reading: receipt.reading,
    rejectionReason: receipt.rejectionReason,
    bookedOn: receipt.bookedOn,
    journalEntryId: receipt.journalEntryId,
    openItemId: receipt.openItemId,
    approvalId: receipt.approvalId,
    createdAt: receipt.createdAt,
    updatedAt: receipt.updatedAt,
  }
}
