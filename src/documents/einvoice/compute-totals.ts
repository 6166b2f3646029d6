import { add, type Decimal, round, subtract, sum, ZERO } from '#src/kernel/decimal.ts'
import { countedLines } from './counted-lines.ts'
import type { AllowanceCharge, Invoice, Totals } from './invoice-model.ts'
import { vatSharesOf } from './vat-shares.ts'

export type ComputedTotals = { readonly [Name in Exclude<keyof Totals, 'vatInVatCurrency'>]-?: Decimal }

/**
 * The totals that follow from lines, allowances and charges (EN 16931 BR-CO-10 to BR-CO-17), beside those that the
 * sender declared. Prepaid and rounding amounts follow from nothing and are taken as declared.
 */
export function computeTotals(invoice: Invoice): ComputedTotals {
  const lineNet = cents(sum(countedLines(invoice).map((line) => line.net ?? ZERO)))
  const allowances = cents(totalOf(invoice.allowances))
  const charges = cents(totalOf(invoice.charges))
  const net = add(subtract(lineNet, allowances), charges)
  const vat = cents(sum(vatSharesOf(invoice).map((share) => share.vat)))
  const gross = cents(add(net, vat))
  const prepaid = cents(invoice.declared.prepaid ?? ZERO)
  const rounding = cents(invoice.declared.rounding ?? ZERO)
  const payable = cents(add(subtract(gross, prepaid), rounding))
  return { lineNet, allowances, charges, net, vat, gross, prepaid, rounding, payable }
}

const cents = (value: Decimal): Decimal => round(value, 2)
const totalOf = (items: readonly AllowanceCharge[]): Decimal => sum(items.map((item) => item.amount ?? ZERO))

/** An invoice of ours with its breakdown and totals made from its lines; reasons for exemption are kept by category. */
export function completeInvoice(invoice: Invoice): Invoice {
  const totals = computeTotals(invoice)
  const reasons = new Map(invoice.vatBreakdown.map((share) => [share.vatCode, share]))
  return {
    ...invoice,
    vatBreakdown: vatSharesOf(invoice).map((share) => ({
      ...share,
      exemptionReason: reasons.get(share.vatCode)?.exemptionReason,
      exemptionCode: reasons.get(share.vatCode)?.exemptionCode,
    })),
    declared: {
      ...totals,
      allowances: invoice.allowances.length > 0 ? totals.allowances : undefined,
      charges: invoice.charges.length > 0 ? totals.charges : undefined,
      prepaid: invoice.declared.prepaid && totals.prepaid,
      rounding: invoice.declared.rounding && totals.rounding,
      vatInVatCurrency: invoice.declared.vatInVatCurrency,
    },
  }
}
