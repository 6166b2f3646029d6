import { getCompany } from '#src/companies/index.ts'
import type { BookDate } from '#src/kernel/book-date.ts'
import type { Currency } from '#src/kernel/currency.ts'
import { fail } from '#src/kernel/problem.ts'
import { type ExchangeRate, exchangeRateOn, toBaseMinor } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Invoice, InvoiceContent, InvoiceExchange, InvoiceTotals } from '../invoice.ts'

interface Amounts {
  readonly currency: Currency
  readonly totals: InvoiceTotals
}

/**
 * How an invoice in a foreign currency stands in the books: by the company's rate on the day of issue. Null for one in
 * the books' own currency, and while no rate is known.
 */
export async function exchangeOf(
  cx: Cx,
  amounts: Amounts,
  baseCurrency: Currency,
  on: BookDate,
): Promise<InvoiceExchange | null> {
  if (amounts.currency === baseCurrency) return null
  const rate = await exchangeRateOn(cx, amounts.currency, on)
  return rate && exchangeBy(rate, amounts, baseCurrency)
}

/** Drafts as they would be issued now: a rate may have been set since they were written. */
export async function atCurrentRates(cx: Cx, invoices: readonly Invoice[]): Promise<Invoice[]> {
  if (invoices.every(({ status }) => status !== 'draft')) return [...invoices]
  const { baseCurrency } = await getCompany(cx, undefined)
  return Promise.all(
    invoices.map(async (invoice) => {
      const { status, currency, issuedOn } = invoice
      if (status !== 'draft' || currency === baseCurrency) return invoice
      return { ...invoice, exchange: await exchangeOf(cx, invoice, baseCurrency, issuedOn ?? cx.today) }
    }),
  )
}

/** The same by a rate that is known, such as that of the invoice that a credit note takes back. */
export const exchangeBy = (
  { amount, baseAmount }: ExchangeRate,
  { currency, totals }: Amounts,
  baseCurrency: Currency,
): InvoiceExchange => ({
  baseCurrency,
  amount,
  baseAmount,
  vatMinor: toBaseMinor(totals.vatMinor, currency, { amount, baseAmount }, baseCurrency),
})

/**
 * Fails with `exchange_rate_missing`: VAT is stated in the books' currency by the rate of the day of issue
 * (bokføringsforskriften §§ 4-2 and 5-1-1 nr. 6; directive 2006/112, articles 91 and 230).
 */
export function demandExchange(
  { currency, exchange }: Pick<InvoiceContent, 'currency' | 'exchange'>,
  baseCurrency: Currency,
  on: BookDate,
): void {
  if (currency === baseCurrency || exchange !== null) return
  const message = `No exchange rate of ${currency} is known for ${on}; set one with PUT exchange-rates.`
  fail('exchange_rate_missing', message, {
    errors: [{ pointer: '/currency', code: 'exchange_rate_missing', message }],
  })
}
