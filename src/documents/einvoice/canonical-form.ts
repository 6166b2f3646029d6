import { add, subtract } from '#src/kernel/decimal.ts'
import type { Identifier, InvoiceLine } from './invoice-model.ts'

/** Where UBL and CII say the same in different words, the canonical invoice has one. */

/** The scheme of BT-32, "TAX" as UBL has it in Peppol; CII, and German UBL, say "FC" (UNTDID 1153: fiscal number). */
export const TAX_REGISTRATION = 'TAX'

export const taxRegistration = ({ id, scheme }: Identifier): Identifier => ({
  id,
  scheme: scheme?.toUpperCase() === 'FC' ? TAX_REGISTRATION : scheme,
})

/** BT-90 among the identifiers of the one who is paid. */
export const isCreditorId = ({ scheme }: Identifier): boolean => scheme === 'SEPA'

/**
 * Identifiers without a scheme, those with one, the creditor identifier: CII keeps them in different elements, so that
 * their order says nothing.
 */
export function orderIdentifiers(identifiers: readonly Identifier[]): Identifier[] {
  const rank = (one: Identifier): number => (isCreditorId(one) ? 2 : one.scheme === undefined ? 0 : 1)
  return [...identifiers].sort((a, b) => rank(a) - rank(b))
}

/**
 * Gross price (BT-148) and discount (BT-147) of a line, each by the other where one is missing: UBL cannot state a gross
 * price without a discount, nor CII a discount without a gross price. The net price (BT-146) is what is left.
 */
export function pricesOf({ unitPrice, grossPrice, priceDiscount }: InvoiceLine) {
  return {
    grossPrice: grossPrice ?? (priceDiscount && unitPrice && add(unitPrice, priceDiscount)),
    priceDiscount: priceDiscount ?? (grossPrice && unitPrice && subtract(grossPrice, unitPrice)),
  }
}
