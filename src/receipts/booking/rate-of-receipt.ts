import type { Currency } from '#src/kernel/currency.ts'
import { isNegative, isZero } from '#src/kernel/decimal.ts'
import { type ExchangeRate, exchangeRateOn } from '#src/ledger/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { ReceiptContent } from '../receipt.ts'

/**
 * The rate that a receipt is booked by: the one that the document itself carries, else the company's on the date of
 * issue. Undefined when none is needed, null when it is missing.
 */
export async function rateFor(
  cx: Cx,
  content: Pick<ReceiptContent, 'currency' | 'declared' | 'vatInCurrency' | 'issuedOn'>,
  baseCurrency: string,
): Promise<ExchangeRate | undefined | null> {
  const { currency, issuedOn } = content
  if (currency === null || currency === baseCurrency) return undefined
  return documentRate(content, baseCurrency) ?? (await exchangeRateOn(cx, currency, issuedOn ?? cx.today))
}

/**
 * The rate that the document itself uses: its VAT total stands in its own currency and in the tax authority's. It may
 * only be followed when the latter is the books' currency (EN 16931, BT-110 and BT-111).
 */
function documentRate(
  { declared, vatInCurrency }: Pick<ReceiptContent, 'declared' | 'vatInCurrency'>,
  baseCurrency: Currency,
): ExchangeRate | null {
  const { vat } = declared
  if (!vat || !vatInCurrency || vatInCurrency.currency !== baseCurrency) return null
  const unusable = [vat, vatInCurrency.amount].some((amount) => isZero(amount) || isNegative(amount))
  return unusable ? null : { amount: vat, baseAmount: vatInCurrency.amount }
}
