import type { BookDate } from '#src/kernel/book-date.ts'
import {
  abs,
  compare,
  type Decimal,
  decimal,
  divide,
  formatShort,
  isZero,
  multiply,
  subtract,
} from '#src/kernel/decimal.ts'
import { newId } from '#src/kernel/id.ts'
import { fail } from '#src/kernel/problem.ts'
import { getOpenItem } from '#src/ledger/index.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { OfInvoice } from './change-invoice.ts'
import { issueDocument } from './document/issue-document.ts'
import { invoiceCredited } from './invoice.events.ts'
import { creditedQuantities, insertInvoice, loadInvoice } from './invoice.store.ts'
import {
  type CodedLine,
  demandVersion,
  type Invoice,
  type InvoiceExchange,
  type InvoiceTotals,
  type InvoiceView,
  stateOf,
} from './invoice.ts'
import { viewOf } from './invoice-view.ts'
import { recordIssued } from './issue-invoice.ts'
import { creditedAdjustments } from './lines/adjustment.store.ts'
import type { Adjustment } from './lines/adjustment.ts'
import { countLines } from './lines/count-lines.ts'
import { adjustmentsToCredit } from './lines/credit-adjustments.ts'
import { exchangeBy } from './lines/exchange.ts'

export interface CreditInvoice extends OfInvoice {
  /** Lines to take back, from 1; all that is left of all lines when left out. */
  readonly lines?: readonly { readonly lineNumber: number; readonly quantity?: Decimal | undefined }[] | undefined
  /** Today when left out. */
  readonly issuedOn?: BookDate | undefined
  readonly reason?: string | undefined
}

/**
 * Issues a credit note that points back to the invoice, by the VAT that the invoice stated. Its entry mirrors the
 * invoice's and settles what is open of it; what the customer has paid already waits as an item of the credit note.
 * Never more of a line is credited than was invoiced (`invoice_overcredited`), however many do it at once.
 */
export const creditInvoice = command(
  'invoice.credit',
  { can: 'invoices:issue' },
  async (cx: Cx, { invoiceId, seenVersion, lines, issuedOn, reason }: CreditInvoice): Promise<InvoiceView> => {
    const original = await loadInvoice(cx, invoiceId, { lock: true })
    demandVersion(original, seenVersion)
    demandCreditable(original)
    const left = await quantitiesLeft(cx, original)
    const coded = lines ? linesOf(original, left, lines) : wholeOf(original, left)
    const credited = { left, adjustments: await creditedAdjustments(cx, original.id) }
    const counted = countLines(coded, original.currency, adjustmentsToCredit(original, coded, credited))
    const draft = await insertInvoice(cx, newId('invoice'), {
      ...original,
      kind: 'creditNote',
      issuedOn: issuedOn ?? cx.today,
      dueOn: null,
      note: reason ?? null,
      payee: null,
      paymentTerms: null,
      precedingInvoices: [],
      attachments: [],
      ...counted,
      exchange: exchangeLike(original, counted.totals),
      credits: original.id,
    })
    const { number, openItemId } = original
    const openItem = openItemId === null ? undefined : await getOpenItem(cx, { openItemId })
    const issued = await issueDocument(cx, draft, { number: number ?? '', issuedOn: original.issuedOn, openItem })
    await recordIssued(cx, issued)
    cx.audit({ kind: 'invoice', id: original.id }, { creditNoteId: issued.id, reason })
    cx.emit(invoiceCredited, { ...stateOf(original), creditNoteId: issued.id })
    return viewOf(cx, issued)
  },
)

/** By the rate of the invoice, so that books and VAT return come back to where they were. */
const exchangeLike = ({ exchange, currency }: Invoice, totals: InvoiceTotals): InvoiceExchange | null =>
  exchange && exchangeBy(exchange, { currency, totals }, exchange.baseCurrency)

function demandCreditable({ status, kind, number }: Invoice): void {
  if (status === 'draft') fail('invoice_draft', 'The invoice is a draft; change or delete it instead.')
  if (kind === 'creditNote') {
    fail('invoice_not_creditable', `${number} is a credit note itself; issue an invoice to take it back.`)
  }
}

/** What is not credited yet of each line, in the order of the lines. */
async function quantitiesLeft(cx: Cx, { id, lines }: Invoice): Promise<Decimal[]> {
  const credited = await creditedQuantities(cx, id)
  return lines.map(({ quantity }, index) => subtract(quantity, decimal(credited.get(index + 1) ?? '0')))
}

const takenBack = (line: CodedLine, index: number, quantity: Decimal): CodedLine => ({
  ...line,
  quantity,
  adjustments: line.adjustments.map((one) => partOf(one, quantity, line.quantity)),
  creditsPosition: index + 1,
})

/** An amount goes back in proportion to the quantity; a percentage does so by itself. */
const partOf = (one: Adjustment, quantity: Decimal, whole: Decimal): Adjustment =>
  one.amount === null ? one : { ...one, amount: divide(multiply(one.amount, abs(quantity)), abs(whole), 2) }

function wholeOf({ lines, number }: Invoice, left: readonly Decimal[]): CodedLine[] {
  const coded = lines.flatMap((line, index) => {
    const quantity = left[index]
    return quantity && !isZero(quantity) ? [takenBack(line, index, quantity)] : []
  })
  return coded.length > 0 ? coded : fail('invoice_not_creditable', `All of ${number} is credited already.`)
}

function linesOf(
  { lines }: Invoice,
  left: readonly Decimal[],
  wanted: NonNullable<CreditInvoice['lines']>,
): CodedLine[] {
  const seen = new Set<number>()
  return wanted.map(({ lineNumber, quantity }, place) => {
    const refuse = (code: string, member: string, message: string): never =>
      fail(code, message, { errors: [{ pointer: `/lines/${place}/${member}`, code, message }] })
    const [line, most] = [lines[lineNumber - 1], left[lineNumber - 1]]
    if (!line || !most) return refuse('invoice_line_unknown', 'lineNumber', `The invoice has no line ${lineNumber}.`)
    if (seen.has(lineNumber)) refuse('invoice_overcredited', 'lineNumber', `Line ${lineNumber} is named twice.`)
    seen.add(lineNumber)
    const taken = quantity ?? most
    const isSameSide = taken.units < 0n === line.quantity.units < 0n
    if (isZero(taken) || !isSameSide || compare(abs(taken), abs(most)) > 0) {
      const message = `${formatShort(most)} of line ${lineNumber} is left to credit.`
      return refuse('invoice_overcredited', 'quantity', message)
    }
    return takenBack(line, lineNumber - 1, taken)
  })
}
