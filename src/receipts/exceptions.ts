import { equals, formatDecimal, isZero } from '#src/kernel/decimal.ts'
import { type FieldError, fail } from '#src/kernel/problem.ts'
import { vatOfLines } from './booking/vat-of-lines.ts'
import type { Receipt, ReceiptContent, ReceiptException } from './receipt.ts'

/** Exceptions that follow from the receipt's present state, and without which it can neither be approved nor booked. */
const BLOCKING = ['field_missing', 'coding_missing', 'vat_code_missing', 'exchange_rate_missing'] as const
type Blocking = (typeof BLOCKING)[number]

export const isBlocking = ({ code }: ReceiptException): boolean => BLOCKING.includes(code as Blocking)

type Field = readonly [pointer: string, what: string, value: (content: ReceiptContent) => unknown]
const NEEDED: readonly Field[] = [
  ['/supplier/name', 'the supplier', ({ supplier }) => supplier.partyId],
  ['/number', 'the invoice number', ({ number, kind }) => number ?? (kind === 'expenseReceipt' ? '' : null)],
  ['/issuedOn', 'the date of issue', ({ issuedOn }) => issuedOn],
  ['/currency', 'the currency', ({ currency }) => currency],
  ['/declared/payable', 'the amount to pay', ({ declared }) => declared.payable],
  ['/lines', 'a line', ({ lines }) => lines.find(({ role }) => role === 'line') ?? null],
]

/** What is still missing, with a pointer to each place. `hasRate` = the currency can be turned into the base currency. */
export function missingIn(content: ReceiptContent, hasRate: boolean): ReceiptException[] {
  const fields = NEEDED.filter(([, , value]) => value(content) === null).map(([pointer, what]) => ({
    code: 'field_missing',
    message: `Fill in ${what}.`,
    pointer,
  }))
  return [...fields, ...codingMissing(content), ...(hasRate ? [] : [rateMissing(content)])]
}

function codingMissing(content: ReceiptContent): ReceiptException[] {
  const vat = vatOfLines(content)
  return content.lines.flatMap((line, index) => {
    const pointer = `/lines/${index}`
    const found: ReceiptException[] = []
    if (line.role === 'line' && line.net === null) {
      found.push({ code: 'field_missing', message: 'Fill in the net amount of the line.', pointer: `${pointer}/net` })
    }
    if (line.role === 'line' && line.account === null) {
      const message = 'Nothing tells the account of the line; give it one.'
      found.push({ code: 'coding_missing', message, pointer: `${pointer}/account` })
    }
    const share = vat[index]
    if (line.vatCode === null && share && !isZero(share)) {
      const message =
        'The line carries VAT of a category and rate that no VAT code of the company answers to; give it a code.'
      found.push({ code: 'vat_code_missing', message, pointer: `${pointer}/vatCode` })
    }
    return found
  })
}

const rateMissing = ({ currency }: ReceiptContent): ReceiptException => ({
  code: 'exchange_rate_missing',
  message: `Set an exchange rate for ${currency} that is in force on the date of issue.`,
  pointer: '/currency',
})

/** The exceptions of a receipt whose state has changed: what the document told stays, what was missing is asked anew. */
export function renewed(
  before: readonly ReceiptException[],
  content: ReceiptContent,
  hasRate: boolean,
): ReceiptException[] {
  const missing = missingIn(content, hasRate)
  const isOver = ({ code }: ReceiptException) =>
    code === TOTALS_DIFFER || code === CODING_LOOK_DUE || (code === UNREAD && missing.length === 0)
  const kept = before.filter((one) => !isBlocking(one) && !isOver(one))
  return [...kept, ...missing, ...totalsDiffering(content)]
}

/** The code of a file that a person has to read. */
export const UNREAD = 'document_unread'
const TOTALS_DIFFER = 'totals_differ'
/** The code of a receipt that would go by itself, but for which a person looks at the supplier's coding again. */
export const CODING_LOOK_DUE = 'coding_look_due'

/** E-invoices are judged by the official rules when they are read; what a person wrote is judged here. */
function totalsDiffering({ origin, declared, computed, lines }: ReceiptContent): ReceiptException[] {
  if (origin === 'einvoice' || lines.length === 0 || !declared.payable || !computed.payable) return []
  if (equals(declared.payable, computed.payable)) return []
  const [said, sum] = [formatDecimal(declared.payable), formatDecimal(computed.payable)]
  const message = `The amount to pay is ${said}, and the lines with their VAT add up to ${sum}.`
  return [{ code: TOTALS_DIFFER, message, pointer: '/declared/payable' }]
}

/** Fails with `receipt_incomplete` and a pointer to each place that must be filled in first. */
export function demandComplete({ exceptions }: Pick<Receipt, 'exceptions'>): void {
  const errors: FieldError[] = exceptions
    .filter(isBlocking)
    .map(({ pointer, code, message }) => ({ pointer, code, message }))
  const [first] = errors
  if (!first) return
  if (errors.every(({ code }) => code === 'exchange_rate_missing'))
    fail('exchange_rate_missing', first.message, { errors })
  fail('receipt_incomplete', `Before it can go on: ${first.message}`, { errors })
}
