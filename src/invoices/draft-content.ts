import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import { minorDigits } from '#src/kernel/currency.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Cx } from '#src/platform/cx.ts'
import { demandAttachments } from './attachments.ts'
import { countryOf, customerOf, customerParty } from './customer.ts'
import type { CustomerAddress, InvoiceContent } from './invoice.ts'
import { codeAdjustments, type WrittenAdjustment } from './lines/code-adjustments.ts'
import { codeLines, coderFor, demandUnmixed, type WrittenLine } from './lines/code-lines.ts'
import { type CountedLines, countLines } from './lines/count-lines.ts'
import { exchangeOf } from './lines/exchange.ts'
import { type InvoiceTerms, termsOf, type Written } from './terms/terms.ts'

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
  demandKeepable(counted)
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

/** Far above any real invoice, and small enough for the books; minor units. */
const AMOUNT_MAX_MINOR = 10n ** 15n

function demandKeepable({ lines, adjustments, totals }: CountedLines): void {
  const isTooLarge = ({ netMinor }: { netMinor: bigint }): boolean =>
    netMinor > AMOUNT_MAX_MINOR || -netMinor > AMOUNT_MAX_MINOR
  const place = lines.findIndex(isTooLarge)
  if (place < 0 && !adjustments.some(isTooLarge) && !isTooLarge(totals)) return
  const message = 'The amount is larger than the books can hold; divide the invoice.'
  const pointer = place < 0 ? '/lines' : `/lines/${place}`
  fail('invoice_amount_invalid', message, { errors: [{ pointer, code: 'invoice_amount_invalid', message }] })
}
