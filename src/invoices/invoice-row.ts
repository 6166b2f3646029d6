import type { BookDate } from '#src/kernel/book-date.ts'
import { type Decimal, decimal, formatDecimal } from '#src/kernel/decimal.ts'
import type {
  CustomerAddress,
  Invoice,
  InvoiceContent,
  InvoiceExchange,
  InvoiceKind,
  InvoiceLine,
  InvoiceStatus,
} from './invoice.ts'
import type { Adjustment, InvoiceAdjustment } from './lines/adjustment.ts'

import {
  type InvoiceTerms,
  type LineTerms,
  lineTermsOf,
  saidLineTerms,
  saidTerms,
  termsOf,
  type Written,
} from './terms/terms.ts'

/** A row of `invoices`, as pg gives it. */
export interface InvoiceRow {
  id: string
  kind: InvoiceKind
  status: InvoiceStatus
  version: number
  party_id: string
  customer_name: string
  customer_number: string | null
  customer_address: CustomerAddress | null
  number: bigint | null
  issued_on: BookDate | null
  due_on: BookDate | null
  delivered_on: BookDate | null
  currency: string
  exchange_currency: string | null
  exchange_amount: string | null
  exchange_base_amount: string | null
  exchange_vat_minor: bigint | null
  buyer_reference: string | null
  order_reference: string | null
  note: string | null
  terms: Written<InvoiceTerms>
  attachments: string[]
  payment_reference: string | null
  net_minor: bigint
  vat_minor: bigint
  gross_minor: bigint
  credits: string | null
  document_id: string | null
  journal_entry_id: string | null
  open_item_id: string | null
  created_at: Date
  updated_at: Date
  issued_at: Date | null
}

export interface LineRow {
  invoice_id: string
  description: string
  quantity: string
  unit: string
  unit_price: string
  discount_percent: string | null
  net_minor: bigint
  vat_minor: bigint
  vat_code: string
  vat_category: string
  vat_rate: string | null
  account: string
  dimensions: Record<string, string>
  credits_position: number | null
  terms: Written<LineTerms>
  adjustments: KeptAdjustment[]
}

/** An allowance or charge of a line, as its row keeps it: decimals as text. */
type KeptAdjustment = Omit<Adjustment, 'amount' | 'percent'> & { amount: string | null; percent: string | null }

export const toInvoice = (
  row: InvoiceRow,
  lines: readonly LineRow[],
  adjustments: readonly InvoiceAdjustment[],
): Invoice => ({
  ...termsOf(row.terms),
  id: row.id,
  kind: row.kind,
  status: row.status,
  version: row.version,
  customer: {
    partyId: row.party_id,
    name: row.customer_name,
    organisationNumber: row.customer_number,
    address: row.customer_address,
  },
  number: row.number === null ? null : String(row.number),
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  deliveredOn: row.delivered_on,
  currency: row.currency,
  exchange: exchangeOf(row),
  buyerReference: row.buyer_reference,
  orderReference: row.order_reference,
  note: row.note,
  attachments: row.attachments,
  paymentReference: row.payment_reference,
  lines: lines.map(toLine),
  adjustments,
  totals: { netMinor: row.net_minor, vatMinor: row.vat_minor, grossMinor: row.gross_minor },
  credits: row.credits,
  documentId: row.document_id,
  journalEntryId: row.journal_entry_id,
  openItemId: row.open_item_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  issuedAt: row.issued_at,
})

function exchangeOf(row: InvoiceRow): InvoiceExchange | null {
  const { exchange_currency: baseCurrency, exchange_amount: amount, exchange_base_amount: baseAmount } = row
  if (baseCurrency === null || amount === null || baseAmount === null) return null
  return {
    baseCurrency,
    amount: decimal(amount),
    baseAmount: decimal(baseAmount),
    vatMinor: row.exchange_vat_minor ?? 0n,
  }
}

const number = (text: string | null): Decimal | null => (text === null ? null : decimal(text))
const text = (value: Decimal | null): string | null => (value === null ? null : formatDecimal(value))

const toLine = (row: LineRow): InvoiceLine => ({
  ...lineTermsOf(row.terms),
  description: row.description,
  quantity: decimal(row.quantity),
  unit: row.unit,
  unitPrice: decimal(row.unit_price),
  discountPercent: number(row.discount_percent),
  adjustments: row.adjustments.map((one) => ({ ...one, amount: number(one.amount), percent: number(one.percent) })),
  netMinor: row.net_minor,
  vatMinor: row.vat_minor,
  vatCode: row.vat_code,
  vatCategory: row.vat_category,
  vatRate: number(row.vat_rate),
  account: row.account,
  dimensions: row.dimensions,
  creditsPosition: row.credits_position,
})

/** Columns that say what an invoice is, in the order of `contentValues`. */
export const CONTENT_COLUMNS = [
  'kind',
  'party_id',
  'customer_name',
  'customer_number',
  'customer_address',
  'issued_on',
  'due_on',
  'delivered_on',
  'currency',
  'exchange_currency',
  'exchange_amount',
  'exchange_base_amount',
  'exchange_vat_minor',
  'buyer_reference',
  'order_reference',
  'note',
  'terms',
  'attachments',
  'net_minor',
  'vat_minor',
  'gross_minor',
  'credits',
] as const

export const contentValues = ({ customer, totals, exchange, ...content }: InvoiceContent): unknown[] => [
  content.kind,
  customer.partyId,
  customer.name,
  customer.organisationNumber,
  customer.address && JSON.stringify(customer.address),
  content.issuedOn,
  content.dueOn,
  content.deliveredOn,
  content.currency,
  exchange?.baseCurrency ?? null,
  text(exchange?.amount ?? null),
  text(exchange?.baseAmount ?? null),
  exchange?.vatMinor ?? null,
  content.buyerReference,
  content.orderReference,
  content.note,
  JSON.stringify(saidTerms(content)),
  content.attachments,
  totals.netMinor,
  totals.vatMinor,
  totals.grossMinor,
  content.credits,
]

const keptOf = ({ kind, amount, percent, reason, reasonCode }: Adjustment): KeptAdjustment => ({
  kind,
  amount: text(amount),
  percent: text(percent),
  reason,
  reasonCode,
})

/** The lines column by column, for one insert of all of them. */
export const lineColumns = (lines: readonly InvoiceLine[]): unknown[][] => [
  lines.map(({ description }) => description),
  lines.map(({ quantity }) => text(quantity)),
  lines.map(({ unit }) => unit),
  lines.map(({ unitPrice }) => text(unitPrice)),
  lines.map(({ discountPercent }) => text(discountPercent)),
  lines.map(({ netMinor }) => netMinor),
  lines.map(({ vatMinor }) => vatMinor),
  lines.map(({ vatCode }) => vatCode),
  lines.map(({ vatCategory }) => vatCategory),
  lines.map(({ vatRate }) => text(vatRate)),
  lines.map(({ account }) => account),
  lines.map(({ dimensions }) => JSON.stringify(dimensions)),
  lines.map(({ creditsPosition }) => creditsPosition),
  lines.map((line) => JSON.stringify(saidLineTerms(line))),
  lines.map(({ adjustments }) => JSON.stringify(adjustments.map(keptOf))),
]
