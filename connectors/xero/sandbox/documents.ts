import { randomUUID } from 'node:crypto'
import { add, type Decimal, decimal, equals, formatDecimal, multiply, round, sum, ZERO } from '#src/kernel/decimal.ts'
import { type Books, CHART, calendarDate, TAX_RATES, touch } from './books.ts'
import { head } from './contacts.ts'
import { listed } from './listing.ts'
import { type Answer, type Asked, invalid, type Json, jsonOf, listOf, objectOf, problem, textOf } from './wire.ts'

/** Invoices and credit notes differ in the names of their fields and in nothing that we use. */
export interface Shape {
  readonly list: 'Invoices' | 'CreditNotes'
  readonly id: 'InvoiceID' | 'CreditNoteID'
  readonly number: 'InvoiceNumber' | 'CreditNoteNumber'
  readonly types: readonly string[]
  readonly of: (books: Books) => Map<string, Json>
}

export const INVOICES: Shape = {
  list: 'Invoices',
  id: 'InvoiceID',
  number: 'InvoiceNumber',
  types: ['ACCPAY', 'ACCREC'],
  of: (books) => books.invoices,
}

export const CREDIT_NOTES: Shape = {
  list: 'CreditNotes',
  id: 'CreditNoteID',
  number: 'CreditNoteNumber',
  types: ['ACCPAYCREDIT', 'ACCRECCREDIT'],
  of: (books) => books.creditNotes,
}

export function getDocuments(books: Books, shape: Shape, asked: Asked): Answer {
  const { rows, pagination } = listed(asked, shape.of(books).values())
  return { status: 200, json: { ...head(), pagination, [shape.list]: rows } }
}

export function getDocument(books: Books, shape: Shape, id: string): Answer {
  const document = shape.of(books).get(id)
  if (!document) throw problem(404, 'Not Found', 'The resource you are looking for cannot be found')
  return { status: 200, json: { ...head(), [shape.list]: [document] } }
}

export function putDocuments(books: Books, shape: Shape, asked: Asked): Answer {
  const created = listOf(jsonOf(asked)[shape.list]).map((document) => create(books, shape, document))
  return { status: 200, json: { ...head(), [shape.list]: created } }
}

function create(books: Books, shape: Shape, document: Json): Json {
  const type = textOf(document.Type)
  const number = textOf(document[shape.number])
  const contact = books.contacts.get(textOf(objectOf(document.Contact).ContactID))
  const date = calendarDate(document.Date)
  if (!shape.types.includes(type)) throw invalid('Type is not valid.')
  if (!contact) throw invalid('A Contact must be specified for this type of transaction.')
  if (!date) throw invalid('Date is not valid.')
  if (type === 'ACCPAY' && document.Reference) throw invalid('Reference is not supported for this type of invoice.')
  assertUnique(books, shape, type, number, String(contact.ContactID))
  const lines = listOf(document.LineItems).map(lineOf)
  const net = sum(lines.map((line) => decimal(String(line.LineAmount))))
  const tax = sum(lines.map((line) => decimal(String(line.TaxAmount))))
  const total = add(net, tax)
  const dueDate = calendarDate(document.DueDate)
  const record: Json = {
    Type: type,
    [shape.id]: randomUUID(),
    [shape.number]: number || `AUTO-${shape.of(books).size + 1}`,
    Reference: textOf(document.Reference),
    Payments: [],
    HasErrors: false,
    HasAttachments: false,
    Contact: { ContactID: contact.ContactID, Name: contact.Name },
    Date: date,
    ...(dueDate ? { DueDate: dueDate } : {}),
    Status: textOf(document.Status) || 'DRAFT',
    LineAmountTypes: 'Exclusive',
    LineItems: lines,
    SubTotal: numberOf(net),
    TotalTax: numberOf(tax),
    Total: numberOf(total),
    ...(shape === INVOICES ? { AmountDue: numberOf(total), AmountPaid: 0 } : { RemainingCredit: numberOf(total) }),
    CurrencyCode: textOf(document.CurrencyCode) || 'NOK',
    CurrencyRate: 1,
  }
  shape.of(books).set(String(record[shape.id]), touch(books, record))
  return record
}

/** A sales number is unique in the organisation; a supplier's own number only warns, and that is left to the caller. */
function assertUnique(books: Books, shape: Shape, type: string, number: string, contactID: string): void {
  const isSale = type.startsWith('ACCREC')
  const taken = [...shape.of(books).values()].some(
    (other) => isSale && number !== '' && other[shape.number] === number && other.Type === type,
  )
  if (taken) throw invalid(`${shape.number} ${number} of ${contactID} must be unique.`)
}

function lineOf(line: Json): Json {
  const quantity = decimal(String(line.Quantity ?? 1))
  const unit = decimal(String(line.UnitAmount ?? 0))
  const amount = round(multiply(quantity, unit), 2)
  const account = CHART.find(({ Code }) => Code === line.AccountCode)
  const taxType = textOf(line.TaxType) || 'NONE'
  const rate = TAX_RATES.find(({ TaxType }) => TaxType === taxType)
  if (textOf(line.Description) === '') throw invalid('Description must be specified.')
  if (!account) throw invalid(`Account code '${textOf(line.AccountCode)}' is not a valid code for this document.`)
  if (!rate)
    throw invalid(`The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`)
  if (line.LineAmount !== undefined && !equals(decimal(String(line.LineAmount)), amount)) {
    throw invalid(
      `The line total ${String(line.LineAmount)} does not match the expected line total ${formatDecimal(amount)}`,
    )
  }
  const computed = round(multiply(amount, decimal((rate.EffectiveRate / 100).toFixed(4))), 2)
  const tax = line.TaxAmount === undefined ? computed : decimal(String(line.TaxAmount))
  return {
    LineItemID: randomUUID(),
    Description: line.Description,
    Quantity: numberOf(quantity),
    UnitAmount: numberOf(unit),
    AccountCode: account.Code,
    TaxType: taxType,
    TaxAmount: numberOf(tax),
    LineAmount: numberOf(amount),
    Tracking: listOf(line.Tracking),
  }
}

/** JSON has no decimals; the sandbox is as bound to that as Xero. */
export const numberOf = (value: Decimal): number => Number(formatDecimal(value))
export const decimalAt = (record: Json, field: string): Decimal =>
  record[field] === undefined ? ZERO : decimal(String(record[field]))
