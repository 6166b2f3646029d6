import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { minorDigits } from '#src/kernel/currency.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { demandAttachments } from './attachments.ts'
import { codeAdjustments, type WrittenAdjustment } from './code-adjustments.ts'
import { codeLines, coderFor, demandUnmixed, type WrittenLine } from './code-lines.ts'
import { countLines } from './count-lines.ts'
import { countryOf, customerOf, customerParty } from './customer.ts'
import { exchangeOf } from './exchange.ts'
import type { CustomerAddress, InvoiceContent } from './invoice.ts'
import { type InvoiceTerms, termsOf, type Written } from './terms.ts'

/** What a draft says, as somebody writes it. */
export interface WrittenInvoice extends Written<InvoiceTerms> {
  readonly customer: { readonly partyId: string; readonly address?: CustomerAddress | null | undefined }
  readonly issuedOn?: BookDate | null | undefined
  readonly dueOn?: BookDate | null | undefined
  readonly deliveredOn?: BookDate | null | undefined
  /** The books' own when left out. */
  readonly currency?: string | undefined
  readonly buyerReference?: string | null | undefined
  readonly orderReference?: string | null | undefined
  readonly note?: string | null | undefined
  /** Ids of documents. */
  readonly attachments?: readonly string[] | undefined
  readonly lines: readonly WrittenLine[]
  readonly adjustments?: readonly WrittenAdjustment[] | undefined
}

/** The content of a draft: customer found, lines coded and counted. Fails with what is wrong with a line or the customer. */
export async function draftContent(cx: Cx, written: WrittenInvoice): Promise<InvoiceContent> {
  const company = await getCompany(cx, undefined)
  const currency = written.currency ?? company.baseCurrency
  demandCurrency(currency)
  const party = await customerParty(cx, written.customer.partyId)
  const { issuedOn = null, dueOn = null, deliveredOn = null, attachments = [] } = written
  await demandAttachments(cx, attachments)
  const customer = customerOf(party, written.customer.address ?? null)
  const customerCountry = countryOf(party, customer, company)
  const ground = { company, customer: party, customerCountry, on: deliveredOn ?? issuedOn ?? cx.today }
  const coder = await coderFor(cx, ground)
  const lines = await codeLines(cx, written.lines, coder)
  const adjustments = await codeAdjustments(cx, written.adjustments ?? [], { lines, coder, currency })
  demandUnmixed(lines, adjustments)
  const counted = countLines(lines, currency, adjustments)
  return {
    ...termsOf(written),
    kind: 'invoice',
    customer,
    issuedOn,
    dueOn,
    deliveredOn,
    currency,
    exchange: await exchangeOf(cx, { currency, totals: counted.totals }, company.baseCurrency, issuedOn ?? cx.today),
    buyerReference: written.buyerReference ?? null,
    orderReference: written.orderReference ?? null,
    note: written.note ?? null,
    attachments,
    ...counted,
    credits: null,
  }
}

/** The amounts of EN 16931 have two decimals (BR-DEC-*). */
function demandCurrency(currency: string): void {
  if (minorDigits(currency) === 2) return
  const message = `Amounts in ${currency} do not have the two decimals of an e-invoice.`
  fail('invoice_currency_unsupported', message, {
    errors: [{ pointer: '/currency', code: 'invoice_currency_unsupported', message }],
  })
}
