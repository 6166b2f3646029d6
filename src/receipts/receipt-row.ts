import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal, formatDecimal } from '#src/kernel/decimal.ts'
import type { CodedBy, Provenance } from './coding/provenance.ts'
import type { Reading } from './reading/reading.ts'
import type {
  EnteredBy,
  LineRole,
  Receipt,
  ReceiptContent,
  ReceiptException,
  ReceiptKind,
  ReceiptLine,
  ReceiptOrigin,
  ReceiptStatus,
} from './receipt.ts'
import { numberKey } from './receipt.ts'

/** A row of `receipts`, as pg gives it. */
export interface ReceiptRow {
  id: string
  origin: ReceiptOrigin
  kind: ReceiptKind
  status: ReceiptStatus
  version: number
  party_id: string | null
  supplier_name: string | null
  supplier_number: string | null
  supplier_country: string | null
  number: string | null
  issued_on: BookDate | null
  due_on: BookDate | null
  tax_point_on: BookDate | null
  currency: string | null
  declared_net: string | null
  declared_vat: string | null
  declared_gross: string | null
  declared_prepaid: string | null
  declared_rounding: string | null
  declared_payable: string | null
  computed_net: string | null
  computed_vat: string | null
  computed_gross: string | null
  computed_payable: string | null
  vat_shares: { category: string | null; rate: string | null; vat: string }[]
  vat_in_currency: { currency: string; amount: string } | null
  payment_reference: string | null
  bank_account: string | null
  document_id: string | null
  document_part: number
  exceptions: ReceiptException[]
  reading: Reading | null
  entered_by: EnteredBy[]
  content_hash: string | null
  approval_id: string | null
  rejection_reason: string | null
  booked_on: BookDate | null
  journal_entry_id: string | null
  open_item_id: string | null
  created_at: Date
  updated_at: Date
}

export interface LineRow {
  receipt_id: string
  role: LineRole
  document_line: number | null
  description: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  unit_price: string | null
  net: string | null
  vat_category: string | null
  vat_rate: string | null
  vat_code: string | null
  account: string | null
  dimensions: Record<string, string>
  coded_by: CodedBy | null
  provenance: Provenance | null
}

const number = (text: string | null): Decimal | null => (text === null ? null : decimal(text))
const text = (value: Decimal | null): string | null => (value === null ? null : formatDecimal(value))

export const toReceipt = (row: ReceiptRow, lines: readonly LineRow[]): Receipt => ({
  id: row.id,
  origin: row.origin,
  kind: row.kind,
  status: row.status,
  version: row.version,
  supplier: {
    partyId: row.party_id,
    name: row.supplier_name,
    organisationNumber: row.supplier_number,
    country: row.supplier_country,
  },
  number: row.number,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  taxPointOn: row.tax_point_on,
  currency: row.currency,
  declared: {
    net: number(row.declared_net),
    vat: number(row.declared_vat),
    gross: number(row.declared_gross),
    prepaid: number(row.declared_prepaid),
    rounding: number(row.declared_rounding),
    payable: number(row.declared_payable),
  },
  computed: {
    net: number(row.computed_net),
    vat: number(row.computed_vat),
    gross: number(row.computed_gross),
    payable: number(row.computed_payable),
  },
  vatShares: row.vat_shares.map(({ category, rate, vat }) => ({ category, rate: number(rate), vat: decimal(vat) })),
  vatInCurrency: row.vat_in_currency && {
    currency: row.vat_in_currency.currency,
    amount: decimal(row.vat_in_currency.amount),
  },
  paymentReference: row.payment_reference,
  bankAccount: row.bank_account,
  lines: lines.map(toLine),
  documentId: row.document_id,
  documentPart: row.document_part,
  exceptions: row.exceptions,
  reading: row.reading,
  enteredBy: row.entered_by,
  contentHash: row.content_hash,
  approvalId: row.approval_id,
  rejectionReason: row.rejection_reason,
  bookedOn: row.booked_on,
  journalEntryId: row.journal_entry_id,
  openItemId: row.open_item_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const toLine = (row: LineRow): ReceiptLine => ({
  role: row.role,
  documentLine: row.document_line,
  description: row.description,
  item: row.item,
  quantity: number(row.quantity),
  unit: row.unit,
  unitPrice: number(row.unit_price),
  net: number(row.net),
  vatCategory: row.vat_category,
  vatRate: number(row.vat_rate),
  vatCode: row.vat_code,
  account: row.account,
  dimensions: row.dimensions,
  codedBy: row.coded_by,
  provenance: row.provenance,
})

/** Columns that say what a receipt is, in the order of `contentValues`. */
export const CONTENT_COLUMNS = [
  'origin',
  'kind',
  'party_id',
  'supplier_name',
  'supplier_number',
  'supplier_country',
  'number',
  'number_key',
  'issued_on',
  'due_on',
  'tax_point_on',
  'currency',
  'declared_net',
  'declared_vat',
  'declared_gross',
  'declared_prepaid',
  'declared_rounding',
  'declared_payable',
  'computed_net',
  'computed_vat',
  'computed_gross',
  'computed_payable',
  'vat_shares',
  'vat_in_currency',
  'payment_reference',
  'bank_account',
  'document_id',
  'document_part',
] as const

export const contentValues = (content: ReceiptContent): unknown[] => [
  content.origin,
  content.kind,
  content.supplier.partyId,
  content.supplier.name,
  content.supplier.organisationNumber,
  content.supplier.country,
  content.number,
  numberKey(content.number),
  content.issuedOn,
  content.dueOn,
  content.taxPointOn,
  content.currency,
  text(content.declared.net),
  text(content.declared.vat),
  text(content.declared.gross),
  text(content.declared.prepaid),
  text(content.declared.rounding),
  text(content.declared.payable),
  text(content.computed.net),
  text(content.computed.vat),
  text(content.computed.gross),
  text(content.computed.payable),
  JSON.stringify(
    content.vatShares.map(({ category, rate, vat }) => ({ category, rate: text(rate), vat: formatDecimal(vat) })),
  ),
  content.vatInCurrency &&
    JSON.stringify({ currency: content.vatInCurrency.currency, amount: formatDecimal(content.vatInCurrency.amount) }),
  content.paymentReference,
  content.bankAccount,
  content.documentId,
  content.documentPart,
]

/** The lines column by column, for one insert of all of them. */
export const lineColumns = (lines: readonly ReceiptLine[]): unknown[][] => [
  lines.map(({ role }) => role),
  lines.map(({ documentLine }) => documentLine),
  lines.map(({ description }) => description),
  lines.map(({ item }) => item),
  lines.map(({ quantity }) => text(quantity)),
  lines.map(({ unit }) => unit),
  lines.map(({ unitPrice }) => text(unitPrice)),
  lines.map(({ net }) => text(net)),
  lines.map(({ vatCategory }) => vatCategory),
  lines.map(({ vatRate }) => text(vatRate)),
  lines.map(({ vatCode }) => vatCode),
  lines.map(({ account }) => account),
  lines.map(({ dimensions }) => JSON.stringify(dimensions)),
  lines.map(({ codedBy }) => codedBy),
  lines.map(({ provenance }) => provenance && JSON.stringify(provenance)),
]
