import type { Decimal } from '#src/kernel/decimal.ts'
import { isZero } from '#src/kernel/decimal.ts'
import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { attributeOf } from '../field-reader.ts'
import type { InvoiceLine } from '../invoice-model.ts'
import { type FinvoiceReader, linesOf } from './values.ts'

/** GTIN, among the schemes of EN 16931 for items. */
const GTIN = '0160'

/**
 * The rows of an invoice. A row without an amount is a text; rows below a row count where that has no amount itself, and
 * explain it where it has one.
 */
export function readRows(reader: FinvoiceReader, root: XmlElement): InvoiceLine[] {
  const rows: InvoiceLine[] = []
  const add = (row: XmlElement, prefix: '' | 'Sub', isCounted: boolean): boolean => {
    const line = readRow(reader, row, prefix, rows.length)
    rows.push(isCounted && line.net !== undefined ? line : { ...line, role: 'information' })
    return line.net !== undefined
  }
  for (const row of root.all('InvoiceRow')) {
    const hasAmount = add(row, '', true)
    for (const below of row.all('SubInvoiceRow')) add(below, 'Sub', !hasAmount)
  }
  return rows
}

/** A category where the row names none: a rate above nothing is that of an ordinary sale. */
export const categoryOf = (code: string | undefined, rate: Decimal | undefined): string | undefined =>
  code ?? (rate && !isZero(rate) ? 'S' : undefined)

function readRow(reader: FinvoiceReader, row: XmlElement, prefix: '' | 'Sub', index: number): InvoiceLine {
  const pointer = `/lines/${index}`
  const child = (name: string) => row.child(prefix + name)
  const text = (name: string) => row.textAt(prefix + name)
  const quantity = child('InvoicedQuantity') ?? child('ChargedQuantity') ?? child('DeliveredQuantity')
  const vatRate = reader.number(child('RowVatRatePercent'), `${pointer}/vatRate`)
  const ean = text('EanCode')
  return {
    id: text('RowPositionIdentifier') ?? String(index + 1),
    note: linesOf(row, `${prefix}RowFreeText`),
    quantity: reader.amount(quantity, `${pointer}/quantity`),
    unit: attributeOf(quantity, 'QuantityUnitCodeUN') ?? attributeOf(quantity, 'QuantityUnitCode'),
    net: reader.amount(child('RowVatExcludedAmount'), `${pointer}/net`),
    orderLine: text('RowOrderPositionIdentifier'),
    period: periodOf(reader, row, prefix, pointer),
    allowances: discountsOf(reader, row, prefix, pointer),
    charges: [],
    unitPrice: reader.number(child('UnitPriceNetAmount') ?? child('UnitPriceAmount'), `${pointer}/unitPrice`),
    priceBaseQuantity: reader.number(child('UnitPriceBaseQuantity'), `${pointer}/priceBaseQuantity`),
    vatCode: categoryOf(text('RowVatCode'), vatRate),
    vatRate,
    description: linesOf(row, `${prefix}ArticleName`)?.replaceAll('\n', ' '),
    details: text('ArticleDescription'),
    sellersItemId: text('ArticleIdentifier'),
    buyersItemId: text('BuyerArticleIdentifier'),
    standardItemId: ean === undefined ? undefined : { id: ean, scheme: GTIN },
    classifications: [],
    originCountry: undefined,
    attributes: [],
  }
}

function periodOf(reader: FinvoiceReader, row: XmlElement, prefix: string, pointer: string): InvoiceLine['period'] {
  const from = reader.date(row.child(`${prefix}StartDate`), `${pointer}/period/from`)
  const to = reader.date(row.child(`${prefix}EndDate`), `${pointer}/period/to`)
  return from || to ? { from, to } : undefined
}

function discountsOf(
  reader: FinvoiceReader,
  row: XmlElement,
  prefix: string,
  pointer: string,
): InvoiceLine['allowances'] {
  const amount = reader.amount(row.child(`${prefix}RowDiscountAmount`), `${pointer}/allowances/0/amount`)
  if (!amount || isZero(amount)) return []
  const percent = reader.number(row.child(`${prefix}RowDiscountPercent`), `${pointer}/allowances/0/percent`)
  const reason = row.textAt(`${prefix}RowDiscountTypeText`) ?? 'Discount'
  return [{ amount, percent, reason }]
}
